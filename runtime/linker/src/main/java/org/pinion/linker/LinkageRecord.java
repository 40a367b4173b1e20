// SPDX-License-Identifier: Apache-2.0
package org.pinion.linker;

import java.util.List;

/** What was found, as it was at that time. */
record LinkageRecord(
        List<String> mainPackages,
        List<Declaration> symbols,
        List<InitPackage> inits,
        boolean lendsLoader,
        List<Finding> findings)
        implements Linkage {

    LinkageRecord {
        mainPackages = List.copyOf(mainPackages);
        symbols = List.copyOf(symbols);
        inits = List.copyOf(inits);
        findings = List.copyOf(findings);
    }
}
