// SPDX-License-Identifier: Apache-2.0
package org.pinion.linker;

import java.util.List;
import java.util.Optional;

/**
 * What the linker found in a bundle.
 *
 * @param mainPackages the packages that carry {@code @PluginMain}; exactly one in a plugin, none in a library
 * @param symbols the symbols, in no particular order
 * @param inits the packages with something to initialise, in the order of their init (I3)
 * @param lendsLoader whether calls of the plugin's functions lend its class loader to the thread (C3)
 * @param findings errors and warnings
 */
public record Linkage(
        List<String> mainPackages,
        List<Declaration> symbols,
        List<InitPackage> inits,
        boolean lendsLoader,
        List<Finding> findings) {

    // Keeps its own copies.
    public Linkage {
        mainPackages = List.copyOf(mainPackages);
        symbols = List.copyOf(symbols);
        inits = List.copyOf(inits);
        findings = List.copyOf(findings);
    }

    /**
     * Give the main package.
     *
     * @return the package, empty if there is none or more than one
     */
    public Optional<String> mainPackage() {
        return mainPackages.size() == 1 ? Optional.of(mainPackages.get(0)) : Optional.empty();
    }

    /**
     * List what keeps the bundle from being opened.
     *
     * @return the errors among the findings
     */
    public List<Finding> errors() {
        return findings.stream()
                .filter(finding -> finding.severity() == Finding.Severity.ERROR)
                .toList();
    }
}
