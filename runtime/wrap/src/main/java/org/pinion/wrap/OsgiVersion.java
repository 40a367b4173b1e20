// SPDX-License-Identifier: Apache-2.0
package org.pinion.wrap;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Version;

/** Reads versions as people write them: three numbers, and all that follows is the qualifier. */
final class OsgiVersion {

    /** Numbers of at most nine digits fit an int; what goes on in digits is no version. */
    private static final Pattern FORM = Pattern.compile(
            "[vr]?(\\d{1,9})(?!\\d)(?:\\.(\\d{1,9})(?!\\d))?(?:\\.(\\d{1,9})(?!\\d))?[-._+]*(\\S*)(?:\\s.*)?");

    private OsgiVersion() {}

    /**
     * Reads a version: {@code 2.0-rc1} is 2.0.0.rc1. What comes after a blank is left out.
     *
     * @param text may be {@code null}
     * @return empty if it does not begin as a version does
     */
    static Optional<Version> of(String text) {
        Matcher parts = FORM.matcher(text == null ? "" : text.strip());
        if (!parts.matches()) {
            return Optional.empty();
        }
        return Optional.of(new Version(
                number(parts.group(1)),
                number(parts.group(2)),
                number(parts.group(3)),
                parts.group(4).replaceAll("[^A-Za-z0-9_-]", "_")));
    }

    private static int number(String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
