// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.diagnosis;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The texts in the constants of a class file, which name all that the class refers to. */
final class ClassConstants {

    private static final int MAGIC_AND_VERSION = 8;

    private static final Pattern DOTTED =
            Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*(?:\\.[\\p{L}_$][\\p{L}\\p{N}_$]*)+");

    /** A name of a class with slashes, of which the group is the package. */
    private static final Pattern SLASHED =
            Pattern.compile("([^\\s/;:<>()\\[.]+(?:/[^\\s/;:<>()\\[.]+)*)/[^\\s/;:<>()\\[.]+");

    private final List<String> texts = new ArrayList<>();

    /** Reads a class file; of one that is damaged, what can be read. */
    ClassConstants(byte[] file) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(file))) {
            in.skipBytes(MAGIC_AND_VERSION);
            int count = in.readUnsignedShort();
            for (int i = 1; i < count; i++) {
                int tag = in.readUnsignedByte();
                if (tag == 1) {
                    texts.add(in.readUTF());
                } else {
                    in.skipBytes(length(tag));
                }
                // A long or a double takes two numbers.
                i += tag == 5 || tag == 6 ? 1 : 0;
            }
        } catch (IOException e) {
            // What is left is as good as not there.
        }
    }

    private static int length(int tag) {
        return switch (tag) {
            case 5, 6 -> 8;
            case 7, 8, 16, 19, 20 -> 2;
            case 15 -> 3;
            default -> 4;
        };
    }

    /** Tells whether the class refers to another one, be it by a name in a text. */
    boolean referTo(String className) {
        return texts.stream().anyMatch(text -> names(text, className.replace('.', '/')) || text.equals(className));
    }

    /** Lists the packages of which the class refers to any class, be it by a name in a text; there may be more. */
    Set<String> packages() {
        Set<String> packages = new HashSet<>();
        for (String text : texts) {
            if (DOTTED.matcher(text).matches()) {
                packages.add(text.substring(0, text.lastIndexOf('.')));
            }
            Matcher names = SLASHED.matcher(text);
            while (names.find()) {
                addPackages(names.group(1), packages);
            }
        }
        return packages;
    }

    /** Adds the package of a name; in a descriptor there is an L before it, and maybe other types before that. */
    private static void addPackages(String path, Set<String> packages) {
        String name = path.replace('/', '.');
        packages.add(name);
        int first = path.indexOf('/') < 0 ? path.length() : path.indexOf('/');
        for (int at = path.indexOf('L'); at >= 0 && at < first; at = path.indexOf('L', at + 1)) {
            packages.add(name.substring(at + 1));
        }
    }

    /** Looks for a name by itself, or in a descriptor or signature, where an L or a bracket is before it. */
    private static boolean names(String text, String name) {
        for (int at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
            int end = at + name.length();
            boolean begins = at == 0 || text.charAt(at - 1) == 'L';
            boolean ends = end == text.length()
                    || text.charAt(end) != '/' && !Character.isJavaIdentifierPart(text.charAt(end));
            if (begins && ends) {
                return true;
            }
        }
        return false;
    }
}
