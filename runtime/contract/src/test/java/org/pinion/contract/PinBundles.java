// SPDX-License-Identifier: Apache-2.0
package org.pinion.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.osgi.framework.Bundle;
import org.pinion.testing.BundleBuilder;

/**
 * The bundles of the tests of pinning, built once.
 *
 * <p>{@code pin.plugin} uses {@code pin.lib}, which uses {@code pin.base}; it requires {@code pin.required}, imports
 * from {@code pin.dynamic} when it is asked to, and has {@code pin.fragment} attached.
 */
final class PinBundles {

    /** How many classes each bundle has that nothing touches before a test does. */
    static final int UNTOUCHED = 400;

    /** Code that does to a bundle what a test wants to be done; a copy of it is in every bundle that meddles. */
    private static final String MEDDLER = """
            import org.osgi.framework.Bundle;
            public class Meddler {
                static void act(Bundle target, String operation) throws Exception {
                    switch (operation) {
                        case "uninstall" -> target.uninstall();
                        case "update" -> target.update();
                        case "update from a stream" ->
                            target.update(new java.io.ByteArrayInputStream(new byte[] {1, 2, 3}));
                        case "stop" -> target.stop();
                        case "stop transiently" -> target.stop(Bundle.STOP_TRANSIENT);
                        default -> throw new IllegalArgumentException(operation);
                    }
                }
            }
            """;

    private static final Path FOLDER = folder();

    static final Path BASE = FOLDER.resolve("pin.base-1.0.0.jar");
    static final Path LIB = FOLDER.resolve("pin.lib-1.0.0.jar");
    static final Path REQUIRED = FOLDER.resolve("pin.required-1.0.0.jar");
    static final Path DYNAMIC = FOLDER.resolve("pin.dynamic-1.0.0.jar");
    static final Path FRAGMENT = FOLDER.resolve("pin.fragment-1.0.0.jar");
    static final Path LATE_FRAGMENT = FOLDER.resolve("pin.late-1.0.0.jar");
    static final Path EXTENSION = FOLDER.resolve("pin.extension-1.0.0.jar");
    static final Path BYSTANDER = FOLDER.resolve("pin.bystander-1.0.0.jar");
    static final Path PLUGIN = FOLDER.resolve("pin.plugin-1.0.0.jar");
    static final Path MEDDLING_PLUGIN = FOLDER.resolve("pin.meddling-1.0.0.jar");
    static final Path MEDDLING_ACTIVATOR = FOLDER.resolve("pin.activator-1.0.0.jar");

    static {
        providers();
        plugin();
        extras();
    }

    private PinBundles() {}

    private static Path folder() {
        try {
            return Files.createDirectories(Path.of("target/pin-bundles").toAbsolutePath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The jar with the OSGi API, to compile against. */
    static Path osgi() {
        try {
            return Path.of(Bundle.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String untouched() {
        return IntStream.range(0, UNTOUCHED)
                .mapToObj(i -> "static class C" + i + " {}")
                .collect(Collectors.joining(" ", "public class Later { ", " }"));
    }

    private static BundleBuilder provider(String name, String packageName) {
        return BundleBuilder.bundle(name)
                .resource(packageName + "/text.txt", name)
                .with("-exportcontents", packageName + ";version=1.0");
    }

    private static void providers() {
        provider("pin.base", "base")
                .source("base.Base", "public class Base { public static int one() { return 1; } }")
                .buildTo(FOLDER);
        provider("pin.lib", "lib")
                .classPath(BASE)
                .source("lib.Lib", "public class Lib { public static int one() { return base.Base.one(); } }")
                .source("lib.Later", untouched())
                .buildTo(FOLDER);
        provider("pin.required", "req")
                .source("req.Req", "public class Req { public static int three() { return 3; } }")
                .buildTo(FOLDER);
        provider("pin.dynamic", "dyn")
                .source("dyn.Dyn", "public class Dyn { public static int four() { return 4; } }")
                .buildTo(FOLDER);
    }

    private static void plugin() {
        BundleBuilder.plugin("pin.plugin", "pin")
                .classPath(LIB, osgi())
                .with("Require-Bundle", "pin.required")
                .with("DynamicImport-Package", "dyn")
                .source("pin.Meddler", MEDDLER)
                .source("pin.Later", untouched())
                .source("pin.Main", """
                        import org.osgi.framework.Bundle;
                        import org.osgi.framework.FrameworkUtil;
                        public class Main {
                            public static int inits;
                            public static int value = 5;
                            static void init() { inits++; }
                            public static int one() { return lib.Lib.one(); }
                            public static int three() throws Exception { return call("req.Req", "three"); }
                            public static int four() throws Exception { return call("dyn.Dyn", "four"); }
                            private static int call(String type, String method) throws Exception {
                                return (int) Class.forName(type).getMethod(method).invoke(null);
                            }
                            public static Class<?> load(String name) throws ClassNotFoundException {
                                return Class.forName(name);
                            }
                            public static void own(String operation) throws Exception {
                                Meddler.act(FrameworkUtil.getBundle(Main.class), operation);
                            }
                            public static void meddle(long id, String operation) throws Exception {
                                Bundle self = FrameworkUtil.getBundle(Main.class);
                                Meddler.act(self.getBundleContext().getBundle(id), operation);
                            }
                        }
                        """)
                .buildTo(FOLDER);
    }

    private static void extras() {
        BundleBuilder.bundle("pin.fragment")
                .with("Fragment-Host", "pin.plugin")
                .resource("pin/fragment.txt", "pin.fragment")
                .buildTo(FOLDER);
        BundleBuilder.bundle("pin.late")
                .with("Fragment-Host", "pin.plugin")
                .resource("pin/late.txt", "pin.late")
                .buildTo(FOLDER);
        BundleBuilder.bundle("pin.extension")
                .with("Fragment-Host", "system.bundle;extension:=framework")
                .resource("extension.txt", "pin.extension")
                .buildTo(FOLDER);
        BundleBuilder.bundle("pin.bystander").buildTo(FOLDER);
        BundleBuilder.plugin("pin.meddling", "meddling")
                .classPath(osgi())
                .source("meddling.Meddler", MEDDLER)
                .source("meddling.Main", """
                        import org.osgi.framework.FrameworkUtil;
                        public class Main {
                            public static void meddle(long id, String operation) throws Exception {
                                Meddler.act(
                                        FrameworkUtil.getBundle(Main.class).getBundleContext().getBundle(id), operation);
                            }
                        }
                        """)
                .buildTo(FOLDER);
        BundleBuilder.bundle("pin.activator")
                .classPath(osgi())
                .with("Bundle-Activator", "activator.Activator")
                .source("activator.Meddler", MEDDLER)
                .source("activator.Activator", """
                        import org.osgi.framework.BundleActivator;
                        import org.osgi.framework.BundleContext;
                        public class Activator implements BundleActivator {
                            public void start(BundleContext context) throws Exception {
                                Meddler.act(
                                        context.getBundle(Long.getLong("pin.target")),
                                        System.getProperty("pin.operation"));
                            }
                            public void stop(BundleContext context) {}
                        }
                        """)
                .buildTo(FOLDER);
    }
}
