// SPDX-License-Identifier: Apache-2.0
package org.pinion.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import org.apache.felix.framework.PinningFelix;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.pinion.Plugin;
import org.pinion.embed.internal.framework.BundleStorage;
import org.pinion.embed.internal.framework.PinningFramework;
import org.pinion.embed.internal.framework.Pins;
import org.pinion.embed.internal.framework.SharedPackages;
import org.pinion.embed.internal.registry.Registry;

/**
 * Runs the tests of a bundle in a framework with an open plugin.
 *
 * <p>It starts the framework as {@link org.pinion.embed.Pinion} does, with its registry, its inits and its pins, but
 * with framework properties that Pinion does not offer and these tests ask for.
 */
public final class TckHost {

    /** The file that tells how the plugin did, next to the reports. */
    static final String PLUGIN_STATE = "plugin.txt";

    // The tests of native code, of execution environments and of the boot class path expect these.
    private static final Map<String, String> PROPERTIES = Map.of(
            "org.osgi.test.cases.framework.div.tb12",
            "abc",
            "org.osgi.test.cases.framework.div.tb15",
            "abc",
            "org.osgi.test.cases.framework.div.tb16",
            "xyz",
            Constants.FRAMEWORK_BOOTDELEGATION,
            "sun.misc,sun.reflect",
            Constants.FRAMEWORK_SYSTEMCAPABILITIES_EXTRA,
            """
            osgi.ee; osgi.ee="testOSGiEE", osgi.ee; osgi.ee="AA/BB", osgi.ee; osgi.ee="CC-XX/DD-YY",\
            osgi.ee; osgi.ee="EE/FF-YY"; version:Version="2.0", osgi.ee; osgi.ee="GG-XX/HH"; version:Version="1.0",\
            osgi.ee; osgi.ee="II-1.0/JJ-2.0", osgi.ee; osgi.ee="div/tb7a\"""");

    private TckHost() {}

    /**
     * Run the tests; the tester ends the JVM.
     *
     * @param arguments the folder for all output, a library, a plugin, and the bundles to start, in this order
     */
    public static void main(String[] arguments) {
        try {
            run(Path.of(arguments[0]), Path.of(arguments[1]), Path.of(arguments[2]), arguments);
        } catch (Exception | LinkageError e) {
            e.printStackTrace();
            // The framework's threads would keep the JVM alive.
            System.exit(1);
        }
    }

    private static void run(Path output, Path library, Path jar, String[] arguments) throws Exception {
        Map<String, Object> configuration = new HashMap<>(PROPERTIES);
        configuration.put(Constants.FRAMEWORK_STORAGE, output.resolve("bundles").toString());
        configuration.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, "org.pinion");
        configuration.put("tester.dir", output.toString());
        // As in a runtime, whose storage has a lock of its own.
        configuration.put("felix.cache.locking", "false");
        Pins pins = new Pins();
        PinningFelix framework = new PinningFelix(configuration, pins);
        framework.forgetBundles(BundleStorage.NOWHERE);
        framework.init();
        BundleContext context = framework.getBundleContext();
        Path files = Files.createDirectories(output.resolve("files"));
        SharedPackages shared = new SharedPackages(TckHost.class.getClassLoader());
        shared.add("org.pinion");
        Registry registry = Registry.of(PinningFramework.of(framework, pins), files, shared, false, false);
        framework.follow(registry.startCheck());
        framework.start();

        registry.addLibrary(library);
        Plugin plugin = registry.open(jar);
        IntSupplier function = plugin.lookup("one").as(IntSupplier.class);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> tell(plugin, function, output.resolve(PLUGIN_STATE))));

        List<Bundle> bundles = new ArrayList<>();
        for (String bundle : List.of(arguments).subList(3, arguments.length)) {
            bundles.add(context.installBundle(Path.of(bundle).toUri().toString()));
        }
        for (Bundle bundle : bundles) {
            bundle.start();
        }
    }

    private static void tell(Plugin plugin, IntSupplier function, Path file) {
        boolean active = plugin.bundle().getState() == Bundle.ACTIVE;
        try {
            Files.writeString(file, (active ? "active, " : "not active, ") + function.getAsInt());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
