// SPDX-License-Identifier: Apache-2.0
package org.pinion.acceptance.hosts;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.IntBinaryOperator;
import org.pinion.Plugin;
import org.pinion.embed.Pinion;

/** Starts and closes runtimes, one after the other, and two at a time. */
public final class RestartHost {

    private RestartHost() {}

    /**
     * Runs the host.
     *
     * @param arguments the plugin, a bundle that serves URLs {@code served:TEXT}, and how often to start
     */
    public static void main(String[] arguments) throws IOException, org.osgi.framework.BundleException {
        for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
            try (Pinion first = Pinion.start()) {
                use(first, arguments);
                try (Pinion second = Pinion.start()) {
                    System.out.println(add(second.open(Path.of(arguments[0]))));
                }
                use(first, arguments);
            }
            if (URI.create("file:/" + i).toURL().getPath().isEmpty()) {
                throw new IllegalStateException("no URLs of files");
            }
        }
    }

    private static void use(Pinion pinion, String[] arguments) throws IOException, org.osgi.framework.BundleException {
        Plugin plugin = pinion.open(Path.of(arguments[0]));
        pinion.addLibrary(Path.of(arguments[1])).start();
        System.out.println(add(plugin)
                + " " + read(plugin.bundle().getEntry("text.txt").toString())
                + " " + plugin.lookup("read").as(Read.class).read("served:text"));
    }

    private static int add(Plugin plugin) {
        return plugin.lookup("add").as(IntBinaryOperator.class).applyAsInt(40, 2);
    }

    /** The function of the plugin. */
    public interface Read {
        String read(String url) throws IOException;
    }

    private static String read(String url) throws IOException {
        try (InputStream content = URI.create(url).toURL().openStream()) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
