// SPDX-License-Identifier: Apache-2.0
package org.pinion.acceptance.hosts;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.osgi.framework.BundleException;
import org.osgi.framework.wiring.FrameworkWiring;
import org.pinion.Plugin;
import org.pinion.PluginException;
import org.pinion.embed.Pinion;

/** Opens the plugin {@code counter}, calls it, and tells what comes of it. */
public final class SimpleHost {

    private SimpleHost() {}

    /**
     * Runs the host.
     *
     * @param arguments the jar; then, if wanted, {@code unload} to try to unload it, or {@code wait} to hold it open
     *     until standard input ends
     */
    public static void main(String[] arguments) throws IOException {
        try (Pinion pinion = Pinion.start()) {
            Plugin plugin = pinion.open(Path.of(arguments[0]));
            System.out.println("opened, 2 + 3 = " + sum(plugin));
            String then = arguments.length > 1 ? arguments[1] : "";
            if (then.equals("wait")) {
                System.in.transferTo(System.out);
            }
            if (then.equals("unload")) {
                unload(plugin, pinion);
            }
        } catch (PluginException e) {
            System.out.println(e.reason() + " " + e.getMessage());
        }
    }

    static int sum(Plugin plugin) {
        return plugin.lookup("add")
                .as(java.util.function.IntBinaryOperator.class)
                .applyAsInt(2, 3);
    }

    /** Tries all ways to get rid of a plugin. */
    private static void unload(Plugin plugin, Pinion pinion) {
        attempt("uninstall", () -> plugin.bundle().uninstall());
        attempt("update", () -> plugin.bundle().update());
        attempt("stop", () -> plugin.bundle().stop());
        attempt("stop of the framework", () -> pinion.framework().stop());
        FrameworkWiring wiring = pinion.framework().adapt(FrameworkWiring.class);
        wiring.refreshBundles(List.of(plugin.bundle()));
        // A refresh does its work in the background. Another one that is told of its end comes after it.
        var done = new java.util.concurrent.CountDownLatch(1);
        wiring.refreshBundles(List.of(), event -> done.countDown());
        attempt("wait", () -> {
            if (!done.await(30, java.util.concurrent.TimeUnit.SECONDS)) {
                throw new IllegalStateException("no refresh");
            }
        });
        System.out.println("still 2 + 3 = " + sum(plugin) + ", count = "
                + ((org.pinion.Variable) plugin.lookup("count")).get() + ", state "
                + plugin.bundle().getState());
    }

    private interface Attempt {
        void run() throws BundleException, InterruptedException;
    }

    private static void attempt(String name, Attempt attempt) {
        try {
            attempt.run();
            System.out.println(name + " done");
        } catch (BundleException e) {
            System.out.println(name + " refused");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
