// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli.check;

import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;
import org.pinion.cli.check.Finding.Kind;

/**
 * Holds the versions that a manifest asks for against those of libraries, as the framework does before any code runs.
 */
final class ManifestCheck {

    private final World world;
    private final List<Finding> findings = new ArrayList<>();

    private ManifestCheck(World world) {
        this.world = world;
    }

    static List<Finding> check(Attributes headers, World world) {
        ManifestCheck check = new ManifestCheck(world);
        for (Clause clause : Clause.parse(headers.getValue("Import-Package"))) {
            if (!clause.isOptional()) {
                clause.paths().forEach(path -> check.checkImport(path, clause.get("version")));
            }
        }
        for (Clause clause : Clause.parse(headers.getValue("Require-Bundle"))) {
            if (!clause.isOptional()) {
                clause.paths().forEach(path -> check.checkBundle(path, clause.get("bundle-version")));
            }
        }
        return check.findings;
    }

    private void checkImport(String name, @Nullable String range) {
        List<Library> exporters = world.libraries().stream()
                .filter(library -> library.packages().contains(name))
                .toList();
        String needed = "imports " + name + (range == null ? "" : " " + range);
        if (exporters.isEmpty()) {
            if (world.isGiven(name) && !World.isPlatform(name)) {
                add(Finding.UNRESOLVED_IMPORT, needed, "which this does not have", world.origin(null, name));
            }
            return;
        }
        Version nearest = null;
        for (Library exporter : exporters) {
            Version version = exporter.versionOf(name);
            if (version == null || includes(range, version)) {
                return;
            }
            nearest = nearest == null ? version : nearest;
        }
        add(Finding.UNRESOLVED_IMPORT, needed, "this is " + nearest, world.origin(null, name));
    }

    private void checkBundle(String name, @Nullable String range) {
        List<Identity> bundles = world.libraries().stream()
                .map(Library::identity)
                .filter(identity -> identity.bundle() && identity.name().equals(name))
                .toList();
        if (!bundles.isEmpty() && bundles.stream().noneMatch(bundle -> includes(range, bundle.osgiVersion()))) {
            Identity bundle = bundles.get(0);
            String needed = "requires bundle " + name + " " + range;
            add(
                    Finding.UNRESOLVED_BUNDLE,
                    needed,
                    "this is " + bundle.osgiVersion(),
                    bundle + " (" + bundle.file() + ")");
        }
    }

    private static boolean includes(@Nullable String range, Version version) {
        try {
            return range == null || new VersionRange(range).includes(version);
        } catch (IllegalArgumentException e) {
            // No framework would take it; opening it tells.
            return true;
        }
    }

    private void add(String error, String needed, String found, String provider) {
        findings.add(new Finding(Kind.BREAK, error, needed, found, provider, "", "", 0));
    }
}
