// SPDX-License-Identifier: Apache-2.0
package org.pinion.acceptance.hosts;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.Bundle;
import org.pinion.embed.Pinion;

/** Starts runtimes one after the other, each with classes of its own, as a server does that reloads an application. */
public final class ReloadedHost implements Runnable {

    /** The plugin; text, as the JDK is all that the copies of this class have in common. */
    private final String jar;

    /** Makes the part that is loaded anew. */
    public ReloadedHost(String jar) {
        this.jar = jar;
    }

    /**
     * Runs the host.
     *
     * @param arguments the plugin, which has a file {@code text.txt}
     */
    public static void main(String[] arguments) throws Exception {
        List<URL> urls = new ArrayList<>();
        for (String element : System.getProperty("java.class.path").split(File.pathSeparator)) {
            urls.add(Path.of(element).toUri().toURL());
        }
        for (int i = 0; i < 3; i++) {
            try (URLClassLoader loader =
                    new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
                Runnable reloaded = (Runnable) loader.loadClass(ReloadedHost.class.getName())
                        .getConstructor(String.class)
                        .newInstance(arguments[0]);
                reloaded.run();
            }
        }
    }

    @Override
    public void run() {
        try (Pinion pinion = Pinion.start()) {
            Bundle bundle = pinion.open(Path.of(jar)).bundle();
            System.out.println("resource: " + read(bundle.getEntry("text.txt")));
            System.out.println("text: "
                    + read(URI.create(bundle.getEntry("text.txt").toString()).toURL()));
        } catch (IOException e) {
            System.out.println("text: " + e.getMessage().replaceFirst("bundle:.*", "bundle:"));
        }
    }

    private static String read(URL url) throws IOException {
        try (var content = url.openStream()) {
            return new String(content.readAllBytes());
        }
    }
}
