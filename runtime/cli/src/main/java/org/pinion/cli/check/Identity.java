// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli.check;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.jar.Attributes;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Version;

/**
 * What a jar calls itself: by the headers of a bundle, or else by the name of its file.
 *
 * @param file the jar
 * @param name the symbolic name, or the name of the file without version
 * @param version the version as it is written; empty if there is none
 * @param bundle whether it is a bundle
 */
public record Identity(Path file, String name, String version, boolean bundle) {

    /** By name, and then from the oldest version to the newest. */
    static final Comparator<Identity> ORDER = Comparator.comparing(Identity::name)
            .thenComparing(Identity::osgiVersion)
            .thenComparing(identity -> identity.file().toString());

    private static final Pattern FILE = Pattern.compile("(?<name>.+?)(?:-(?<version>\\d.*))?\\.jar");

    private static final Pattern NUMBERS =
            Pattern.compile("(\\d{1,9})(?:\\.(\\d{1,9}))?(?:\\.(\\d{1,9}))?(?:[.-]?(.+))?");

    static Identity of(Path file, Attributes headers) {
        String symbolicName = headers.getValue("Bundle-SymbolicName");
        if (symbolicName != null) {
            String version = headers.getValue("Bundle-Version");
            String name = symbolicName.replaceFirst(";.*", "").strip();
            return new Identity(file, name, version == null ? "0.0.0" : version.strip(), true);
        }
        String fileName = String.valueOf(file.getFileName());
        Matcher matcher = FILE.matcher(fileName);
        if (!matcher.matches()) {
            return new Identity(file, fileName, "", false);
        }
        String version = matcher.group("version");
        return new Identity(file, matcher.group("name"), version == null ? "" : version, false);
    }

    /** Gives the version as OSGi counts; that of {@code 2.1-rc1} is 2.1.0.rc1. Without one it is 0.0.0. */
    Version osgiVersion() {
        Matcher matcher = NUMBERS.matcher(version);
        if (!matcher.matches()) {
            return Version.emptyVersion;
        }
        String qualifier = matcher.group(4) == null ? "" : matcher.group(4).replaceAll("[^A-Za-z0-9_-]", "_");
        return new Version(number(matcher.group(1)), number(matcher.group(2)), number(matcher.group(3)), qualifier);
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    /** Names it, such as {@code acme.words 1.0.0}. */
    @Override
    public String toString() {
        return version.isEmpty() ? name : name + " " + version;
    }
}
