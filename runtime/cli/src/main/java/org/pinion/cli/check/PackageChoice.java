// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli.check;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The packages that somebody asks about: one and those below it, or else those of an API, or else all but Java's own.
 *
 * @param of one package; {@code null} for none
 * @param ofApi the packages of an API; empty for none
 */
record PackageChoice(@Nullable String of, Set<String> ofApi) {

    boolean includes(String packageName) {
        if (of != null) {
            return packageName.equals(of) || packageName.startsWith(of + ".");
        }
        return ofApi.isEmpty() ? !packageName.startsWith("java.") : ofApi.contains(packageName);
    }
}
