// SPDX-License-Identifier: Apache-2.0
package org.pinion.linker.bnd;

import aQute.bnd.osgi.Analyzer;
import aQute.bnd.osgi.Instruction;
import aQute.bnd.osgi.Instructions;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What an author has decided about packages: such as {@code -pinion-init: acme.util, !org.other.*}. */
final class PackageInstruction {

    private final String name;
    private final Instructions packages;

    private PackageInstruction(Analyzer analyzer, String name) {
        this.name = name;
        packages = new Instructions(analyzer.mergeProperties(name));
    }

    /** Whose {@code init()} runs. */
    static PackageInstruction ofInits(Analyzer analyzer) {
        return new PackageInstruction(analyzer, "-pinion-init");
    }

    /** Whose references must be there for the bundle to open. */
    static PackageInstruction ofReferences(Analyzer analyzer) {
        return new PackageInstruction(analyzer, "-pinion-link");
    }

    /** Gives the decision for a package; the first pattern that matches it counts. */
    Optional<Boolean> choice(String packageName) {
        return packages.keySet().stream()
                .filter(pattern -> pattern.matches(packageName))
                .findFirst()
                .map(pattern -> !pattern.isNegated());
    }

    /** Finds patterns that decide nothing, given the packages of the bundle. */
    List<String> mistakes(Set<String> contained) {
        return packages.keySet().stream()
                .filter(pattern -> contained.stream().noneMatch(pattern::matches))
                .map(Instruction::getInput)
                .map(pattern -> name + ": no package of the bundle matches '" + pattern + "'")
                .toList();
    }
}
