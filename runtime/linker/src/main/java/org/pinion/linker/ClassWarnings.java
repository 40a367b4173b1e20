// SPDX-License-Identifier: Apache-2.0
package org.pinion.linker;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.objectweb.asm.Opcodes;

/** Finds what is unusual about class files, and tells it once for all that are alike. */
final class ClassWarnings {

    private final List<ClassFacts> classes;

    ClassWarnings(List<ClassFacts> classes) {
        this.classes = classes;
    }

    List<Finding> find(List<String> mainPackages) {
        List<Finding> findings = new ArrayList<>();
        findPreview(findings);
        findUnwritable(mainPackages, findings);
        return findings;
    }

    private void findPreview(List<Finding> findings) {
        SortedMap<Integer, List<String>> preview = new TreeMap<>();
        classes.stream()
                .filter(ClassFacts::isPreview)
                .forEach(type -> preview.computeIfAbsent(type.javaVersion(), key -> new ArrayList<>())
                        .add(type.name()));
        preview.forEach((version, names) ->
                findings.add(FindingRecord.warning("compiled with preview features of Java " + version
                        + ": " + FindingRecord.list(names)
                        + "; they load on no other Java, and there only if the host is started with"
                        + " --enable-preview; compile without that option")));
    }

    private void findUnwritable(List<String> mainPackages, List<Finding> findings) {
        List<String> names = classes.stream()
                .filter(type -> mainPackages.contains(type.packageName()) && type.isTopLevel() && type.isPublic())
                .flatMap(type -> type.staticMembers().stream())
                .filter(member -> member.has(Opcodes.ACC_PUBLIC)
                        && !member.has(Opcodes.ACC_SYNTHETIC)
                        && member.explicitName == null
                        && CompilerMembers.isUnwritable(member))
                .map(member -> member.owner.simpleName() + ".'" + member.name + "'")
                .toList();
        if (!names.isEmpty()) {
            findings.add(FindingRecord.warning("no symbols, as Java cannot write their names: "
                    + FindingRecord.list(names) + "; to publish one, give it a @SymbolName"));
        }
    }
}
