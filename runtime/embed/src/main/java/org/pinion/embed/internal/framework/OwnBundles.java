// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.framework;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

/** Bundles of the runtime's own, which the class path of the host brings under a name. */
public final class OwnBundles {

    private static final String FOLDER = "META-INF/pinion/with/";

    private final String name;
    private final ClassLoader loader;

    /**
     * Create what may not be there.
     *
     * @param loader the class loader of Pinion
     */
    public OwnBundles(String name, ClassLoader loader) {
        this.name = name;
        this.loader = loader;
    }

    /** Give the resource that lists the bundles. */
    public String index() {
        return folder() + "index";
    }

    private String folder() {
        return FOLDER + name + "/";
    }

    /** Tell whether the class path has them. */
    public boolean isPresent() {
        return loader.getResource(index()) != null;
    }

    /** Installs all of them, so that each finds what it needs, then starts them in the order of the index. */
    void start(BundleContext context, Pins pins) throws BundleException, IOException {
        List<Bundle> bundles = new ArrayList<>();
        for (String file : files()) {
            try (InputStream jar = loader.getResourceAsStream(folder() + file)) {
                if (jar == null) {
                    throw new FileNotFoundException(index() + " lists " + file + ", which is not next to it");
                }
                Bundle bundle = context.installBundle(location(file), jar);
                pins.pinOwn(bundle);
                bundles.add(bundle);
            }
        }
        for (Bundle bundle : bundles) {
            bundle.start();
        }
    }

    private List<String> files() throws IOException {
        try (InputStream index = loader.getResourceAsStream(index())) {
            return new String(index.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
        }
    }

    /** Messages show it: no file, but what a user has asked for. */
    private String location(String file) {
        return "pinion:" + name + "/" + (file.endsWith(".jar") ? file.substring(0, file.length() - 4) : file);
    }
}
