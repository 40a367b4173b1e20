// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.List;
import org.osgi.framework.Bundle;
import org.pinion.linker.BundleContent;

/**
 * The content of an installed bundle.
 *
 * @param bundle the bundle
 */
public record InstalledContent(Bundle bundle) implements BundleContent {
    @Override
    public List<String> entries() {
        var urls = bundle.findEntries("/", "*", true);
        // What only a fragment has is found, too, but is no content of the bundle itself (L8).
        return urls == null
                ? List.of()
                : Collections.list(urls).stream()
                        .map(url -> url.getPath().substring(1))
                        .filter(path -> !path.endsWith("/") && bundle.getEntry(path) != null)
                        .distinct()
                        .toList();
    }

    @Override
    public InputStream open(String name) throws IOException {
        return bundle.getEntry(name).openStream();
    }

    @Override
    public String header(String name) {
        return bundle.getHeaders("").get(name);
    }
}
