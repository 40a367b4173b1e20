// SPDX-License-Identifier: Apache-2.0
package org.pinion.acceptance.hosts;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.pinion.Plugin;
import org.pinion.PluginException;
import org.pinion.embed.Pinion;

/** An application in a class loader of its own. Its container knows it by types of the JDK only. */
public final class WebApplication implements Callable<String>, AutoCloseable {

    private final Pinion pinion;
    private final Plugin plugin;

    private WebApplication(Pinion pinion, Plugin plugin) {
        this.pinion = pinion;
        this.plugin = plugin;
    }

    /** Starts the application: a runtime that shares a package, with a plugin. */
    public static Object deploy(String jar, String shared) {
        try {
            Pinion.Builder builder = Pinion.builder();
            if (!shared.isEmpty()) {
                builder.share(shared, org.osgi.framework.Version.parseVersion("1.0"));
            }
            Pinion pinion = builder.start();
            return new WebApplication(pinion, pinion.open(Path.of(jar)));
        } catch (PluginException e) {
            return e.reason() + " " + e.getMessage();
        }
    }

    /** Uses the plugin. */
    @Override
    public String call() {
        return "2 + 3 = " + SimpleHost.sum(plugin);
    }

    @Override
    public void close() {
        pinion.close();
    }
}
