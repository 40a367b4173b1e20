// SPDX-License-Identifier: Apache-2.0
package org.pinion.contract;

import java.nio.file.Path;
import org.pinion.testing.BundleBuilder;

/**
 * Bundles that pass through {@link PinGate}; the places are {@code NAME.init}, {@code NAME.start}, {@code NAME.stop}.
 */
final class PinGateBundles {

    private PinGateBundles() {}

    private static BundleBuilder gated(BundleBuilder bundle) {
        return bundle.classPath(Path.of("target/test-classes"), PinBundles.osgi());
    }

    private static String at(String name, String place) {
        return "org.pinion.contract.PinGate.at(\"" + name + "." + place + "\");";
    }

    /** A plugin with an init. */
    static BundleBuilder plugin(String name) {
        return gated(BundleBuilder.plugin(name, name))
                .source(
                        name + ".Main",
                        "public class Main { static void init() { " + at(name, "init")
                                + " } public static int one() { return 1; } }");
    }

    /** A plugin with an init and an activator. */
    static BundleBuilder activatedPlugin(String name) {
        return activator(plugin(name), name, name);
    }

    /** A bundle with an activator. */
    static BundleBuilder activatedBundle(String name) {
        return activator(gated(BundleBuilder.bundle(name)), name, name);
    }

    private static BundleBuilder activator(BundleBuilder bundle, String name, String packageName) {
        return bundle.with("Bundle-Activator", packageName + ".Activator")
                .source(
                        packageName + ".Activator",
                        "public class Activator implements org.osgi.framework.BundleActivator {"
                                + " public void start(org.osgi.framework.BundleContext context) { "
                                + at(name, "start") + " }"
                                + " public void stop(org.osgi.framework.BundleContext context) { " + at(name, "stop")
                                + " } }");
    }
}
