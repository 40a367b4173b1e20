// SPDX-License-Identifier: Apache-2.0
package org.pinion.linker;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.objectweb.asm.Opcodes;

/**
 * Finds what in a bundle has the name of a symbol that does not exist, and says why it is none (S1, S6).
 *
 * @since 0.1
 */
public final class NearMisses {

    /** An explanation; the one with the lowest rank is nearest to a symbol. */
    private record Miss(int rank, String text) {}

    private final String mainPackage;
    private final String name;
    private final List<Miss> misses = new ArrayList<>();

    private NearMisses(String mainPackage, String name) {
        this.mainPackage = mainPackage;
        this.name = name;
    }

    /**
     * Explain why a name is not a symbol. This reads all class files of the bundle.
     *
     * @param content the bundle
     * @param mainPackage its main package
     * @param symbol a name that was looked up in vain
     * @return one phrase, such as {@code unexportedVar is not public}; empty if nothing has that name
     * @throws IOException if the content cannot be read
     */
    public static Optional<String> explain(BundleContent content, String mainPackage, String symbol)
            throws IOException {
        int end = symbol.indexOf('(') < 0 ? symbol.length() : symbol.indexOf('(');
        NearMisses near = new NearMisses(mainPackage, symbol.substring(symbol.lastIndexOf('.', end) + 1, end));
        for (byte[] file : ClassFiles.read(content).values()) {
            try {
                near.look(ClassFacts.read(file));
            } catch (RuntimeException e) {
                // A damaged class file explains nothing.
            }
        }
        return near.misses.stream().min(Comparator.comparingInt(Miss::rank)).map(Miss::text);
    }

    private void look(ClassFacts type) {
        boolean inMain = type.packageName().equals(mainPackage);
        if (type.isSynthetic()) {
            return;
        }
        if (type.simpleName().equals(name)) {
            add(inMain ? 3 : 6, name + " is a type, only its public static members can be symbols");
        }
        for (ClassFacts.Member member : type.members()) {
            if (member.name.equals(name) && !member.has(Opcodes.ACC_SYNTHETIC)) {
                look(type, member, inMain);
            }
        }
    }

    private void look(ClassFacts type, ClassFacts.Member member, boolean inMain) {
        if (!inMain) {
            add(5, name + " lives in package " + type.packageName() + ", which is not the main package");
        } else if (!type.isTopLevel()) {
            add(4, name + " is a member of the nested type " + type.simpleName().replace('$', '.'));
        } else if (!member.has(Opcodes.ACC_PUBLIC)) {
            add(1, name + " is not public");
        } else if (!member.isStatic()) {
            add(1, name + " is not static");
        } else if (!type.isPublic()) {
            add(2, "the type " + type.simpleName() + " of " + name + " is not public");
        } else if (name.equals("main") || name.equals("init")) {
            add(1, name + " is never a symbol");
        } else {
            CompilerMembers.objection(type, member).ifPresent(objection -> add(1, name + " " + objection));
        }
    }

    private void add(int rank, String text) {
        misses.add(new Miss(rank, text));
    }
}
