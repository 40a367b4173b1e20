// SPDX-License-Identifier: Apache-2.0
package org.pinion.linker;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which packages of a bundle its author has written, as far as names tell. Init functions are asked about more broadly
 * (I10), as only another reversed domain speaks against them, than references (R3), as packed libraries often refer to
 * what is not there.
 */
final class OwnPackages {

    /** The first parts of package names that come from a domain, beside the two letters of a country (JLS 6.1). */
    private static final Set<String> TOP_LEVEL_DOMAINS =
            Set.of("com", "edu", "gov", "mil", "net", "org", "info", "biz", "dev", "app");

    /** The domain that the bundle's own packages belong to; empty if they are in none. */
    private final Optional<String> domain;

    private final boolean known;

    /** What the names of own packages begin with (R3). */
    private final String root;

    /**
     * Look at the names of a bundle.
     *
     * @param mainPackage the main package, or {@code null} in a library
     * @param symbolicName the name of the bundle, which may be {@code null}
     */
    OwnPackages(@Nullable String mainPackage, @Nullable String symbolicName) {
        String name = mainPackage != null ? mainPackage : symbolicName == null ? "" : symbolicName;
        domain = domain(name);
        known = mainPackage != null || domain.isPresent();
        root = domain.orElse(name.split("[.;]", 2)[0]);
    }

    /** Gives the domain of the bundle's own packages, if there is one. */
    Optional<String> domain() {
        return domain;
    }

    /** Tells whether somebody else has written a package. */
    boolean isForeign(String packageName) {
        Optional<String> other = domain(packageName);
        return known && other.isPresent() && !other.equals(domain);
    }

    /**
     * Tells whether the author has written a package, as far as names can tell: it begins as the main package does, or
     * has a name of one part, which libraries do not use.
     */
    boolean isOwn(String packageName) {
        return packageName.equals(root) || packageName.startsWith(root + ".") || packageName.indexOf('.') < 0;
    }

    /** Gives the first two parts of a name that begins like the reversed name of a domain. */
    private static Optional<String> domain(String name) {
        String[] parts = name.split("[.;]", 3);
        boolean isDomain = parts.length > 1 && (TOP_LEVEL_DOMAINS.contains(parts[0]) || parts[0].matches("[a-z]{2}"));
        return isDomain ? Optional.of(parts[0] + "." + parts[1]) : Optional.empty();
    }
}
