// SPDX-License-Identifier: Apache-2.0
package org.pinion.linker;

import java.util.List;

/** The init of a package, as it is found in classes or in a header. */
record InitPackageRecord(String name, List<InitType> types) implements InitPackage {

    InitPackageRecord {
        types = List.copyOf(types);
    }

    record InitTypeRecord(String simpleName, boolean hasInit) implements InitType {}
}
