// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli;

import java.nio.file.Path;
import org.pinion.testing.BundleBuilder;

/** Plugins to run the tool with. */
final class TestPlugins {

    private TestPlugins() {}

    /** Builds a plugin with symbols of all kinds and an init that prints. */
    static Path tools(Path folder) {
        return BundleBuilder.plugin("acme.tools", "acme.tools")
                .source("acme.tools.Color", "public enum Color { RED, GREEN }")
                .source("acme.tools.Tools", """
                        import java.util.*;

                        public final class Tools {
                            public static int count = 42;
                            static int secret = 7;
                            public static String nothing;
                            public static int both = 1;
                            public static int both() { return 2; }
                            public static int[][] grid = {{1, 2}, {3}};
                            public static Object bad = new Object() {
                                @Override public String toString() { throw new IllegalStateException("no text"); }
                            };

                            static void init() { System.out.println("tools init"); }

                            public static int add(int a, int b) { return a + b; }
                            public static void say(String text) { System.out.println(text); }
                            public static String none() { return null; }
                            public static String[] split(String text) { return text.split(","); }
                            public static String join(char separator, Object... parts) {
                                return String.join(String.valueOf(separator), Arrays.copyOf(parts, parts.length, String[].class));
                            }
                            public static Color mix(Color one, Color other) { return one; }
                            public static int size(List<?> list) { return list.size(); }

                            public static String pick(int number) { return "int"; }
                            public static String pick(int one, int other) { return "int, int"; }
                            public static String pick(int... numbers) { return "ints"; }
                            public static String same(int number) { return "int"; }
                            public static String same(String text) { return "text"; }

                            public static void fail(String text) throws Exception { throw new java.io.IOException(text); }
                            public static void overflow() { overflow(); }

                            public static String leaveThread() {
                                new Thread(java.util.concurrent.locks.LockSupport::park).start();
                                return "left";
                            }
                            public static String closeStreams() {
                                System.out.close();
                                System.err.close();
                                return "closed";
                            }
                            public static String redirectStreams() {
                                System.setOut(new java.io.PrintStream(java.io.OutputStream.nullOutputStream()));
                                return "redirected";
                            }
                        }
                        """)
                .buildTo(folder);
    }

    /** Builds a plugin whose init throws. */
    static Path failing(Path folder) {
        return BundleBuilder.plugin("acme.failing", "acme.failing")
                .source("acme.failing.Failing", """
                        public final class Failing {
                            static void init() { throw new IllegalStateException("no luck"); }
                        }
                        """)
                .buildTo(folder);
    }

    /** Builds a plugin whose init takes its time. */
    static Path slow(Path folder, String name) {
        return BundleBuilder.plugin("acme." + name, "acme." + name)
                .source("acme." + name + ".Slow", """
                        public final class Slow {
                            static void init() throws InterruptedException {
                                System.out.println("slow %s");
                                Thread.sleep(3000);
                            }
                        }
                        """.formatted(name))
                .buildTo(folder);
    }

    /** Builds a plugin with a component, which says so when it is activated. */
    static Path component(Path folder) {
        return BundleBuilder.plugin("acme.component", "acme.component")
                .classPath(BundleBuilder.locationOf(org.osgi.service.component.annotations.Component.class))
                .source("acme.component.Lamp", """
                        import org.osgi.service.component.annotations.*;

                        @Component
                        public final class Lamp {
                            public static boolean lit;

                            @Activate
                            public Lamp() { lit = true; }

                            static void init() { System.out.println("lamp init, lit: " + lit); }
                        }
                        """)
                .buildTo(folder);
    }

    /** Builds a library. */
    static Path library(Path folder) {
        return BundleBuilder.bundle("acme.lib")
                .with("Export-Package", "acme.lib;version=1.0.0")
                .source("acme.lib.Lib", """
                        public final class Lib {
                            public static String greet(String name) { return "hello " + name; }
                        }
                        """)
                .buildTo(folder);
    }

    /** Builds a plugin that needs a library. */
    static Path user(Path folder, Path library) {
        return BundleBuilder.plugin("acme.user", "acme.user")
                .classPath(library)
                .source("acme.user.User", """
                        public final class User {
                            public static String name = acme.lib.Lib.greet("you");
                            public static String greet(String name) { return acme.lib.Lib.greet(name); }
                        }
                        """)
                .buildTo(folder);
    }
}
