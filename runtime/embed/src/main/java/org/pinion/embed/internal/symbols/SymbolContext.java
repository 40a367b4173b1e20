// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.symbols;

import java.util.Optional;

/** What symbols cannot tell of themselves, but those can who know the bundle and its wires. */
public interface SymbolContext {

    /** Explain why a name that was looked up in vain is not a symbol. */
    Optional<String> notFound(String name);

    /** Tell whether functions run with the plugin's class loader as context class loader, not the caller's (C3). */
    boolean lendsLoader();

    /** Explain, in what a function has thrown, why it did not find a class or a file. */
    void threw(String symbol, Throwable error);
}
