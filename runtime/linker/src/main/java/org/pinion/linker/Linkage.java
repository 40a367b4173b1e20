// SPDX-License-Identifier: Apache-2.0
package org.pinion.linker;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What the linker found in a bundle.
 *
 * @since 0.1
 */
@ProviderType
public interface Linkage {

    /**
     * List the packages that carry {@code @PluginMain}.
     *
     * @return exactly one in a plugin, none in a library
     */
    List<String> mainPackages();

    /**
     * List the symbols.
     *
     * @return the symbols, in no particular order
     */
    List<Declaration> symbols();

    /**
     * List the packages with something to initialise.
     *
     * @return the packages in the order of their init (I3)
     */
    List<InitPackage> inits();

    /**
     * Tell whether calls of the plugin's functions lend its class loader to the thread (C3).
     *
     * @return whether they do
     */
    boolean lendsLoader();

    /**
     * List what the linker has to say.
     *
     * @return errors and warnings
     */
    List<Finding> findings();

    /**
     * Give the main package.
     *
     * @return the package, empty if there is none or more than one
     */
    default Optional<String> mainPackage() {
        return mainPackages().size() == 1 ? Optional.of(mainPackages().get(0)) : Optional.empty();
    }

    /**
     * List what keeps the bundle from being opened.
     *
     * @return the errors among the findings
     */
    default List<Finding> errors() {
        return findings().stream()
                .filter(finding -> finding.severity() == Finding.Severity.ERROR)
                .toList();
    }
}
