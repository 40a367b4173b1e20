// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.framework;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.stream.Stream;
import org.apache.felix.framework.util.manifestparser.ManifestParser;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;

/** Finds the manifest headers that the framework does not accept; the framework itself stops at the first. */
public final class ManifestCheck {

    private static final List<String> HEADERS = List.of(
            Constants.BUNDLE_SYMBOLICNAME,
            Constants.BUNDLE_VERSION,
            Constants.FRAGMENT_HOST,
            Constants.IMPORT_PACKAGE,
            Constants.DYNAMICIMPORT_PACKAGE,
            Constants.EXPORT_PACKAGE,
            Constants.REQUIRE_BUNDLE,
            Constants.REQUIRE_CAPABILITY,
            Constants.PROVIDE_CAPABILITY,
            Constants.BUNDLE_NATIVECODE);

    private ManifestCheck() {}

    /**
     * A header that is not in order.
     *
     * @param name its name
     * @param value its value
     * @param complaint what the framework says of it; may be empty
     */
    public record BadHeader(String name, String value, String complaint) {}

    /** List the bad headers of a bundle's manifest. */
    public static List<BadHeader> check(Attributes manifest) {
        return HEADERS.stream()
                .flatMap(name -> Stream.ofNullable(manifest.getValue(name))
                        .flatMap(value -> complaint(name, value).stream()
                                .map(complaint -> new BadHeader(name, value, complaint))))
                .toList();
    }

    /** Gives the header to the framework's parser in a manifest that has nothing else. */
    private static Optional<String> complaint(String name, String value) {
        Map<String, Object> headers = new LinkedHashMap<>();
        headers.put(Constants.BUNDLE_MANIFESTVERSION, "2");
        headers.put(Constants.BUNDLE_SYMBOLICNAME, "one.header");
        headers.put(name, value);
        try {
            new ManifestParser(new FelixLog(), Map.of(), null, headers);
            return Optional.empty();
        } catch (BundleException | IllegalArgumentException e) {
            Throwable cause = e instanceof BundleException && e.getCause() != null ? e.getCause() : e;
            return Optional.of(String.valueOf(cause.getMessage()));
        } catch (RuntimeException e) {
            // It tripped; that says nothing to the author of the header.
            return Optional.of("");
        }
    }
}
