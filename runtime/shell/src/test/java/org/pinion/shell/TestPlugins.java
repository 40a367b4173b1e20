// SPDX-License-Identifier: Apache-2.0
package org.pinion.shell;

import java.nio.file.Path;
import org.pinion.testing.BundleBuilder;

/** Plugins to run commands with. */
final class TestPlugins {

    private TestPlugins() {}

    /** Builds a plugin with symbols of all kinds. */
    static Path calc(Path folder, String version) {
        return BundleBuilder.plugin("acme.calc", "acme.calc")
                .version(version)
                .source("acme.calc.Calc", """
                        public final class Calc {
                            public static int count = 42;
                            public static final int LIMIT = Integer.parseInt("100");
                            public static String name = "calc";

                            static void init() {}

                            public static int add(int a, int b) { return a + b; }
                            public static String join(char separator, String... parts) {
                                return String.join(String.valueOf(separator), parts);
                            }
                            public static String show(Object value) { return "<" + value + ">"; }
                            public static String none() { return null; }
                            public static int[] range(int end) {
                                return java.util.stream.IntStream.range(0, end).toArray();
                            }
                            public static void say(String text) { System.out.println(text); }
                            public static String pick(int one) { return "int"; }
                            public static String pick(int one, int other) { return "int, int"; }

                            public static void odd() {
                                throw new IllegalStateException("odd") {
                                    @Override public Throwable getCause() { throw new Error("no cause"); }
                                };
                            }
                            public static int depth(int n) { return 1 + depth(n + 1); }

                            public static int divide(int a, int b) { return quotient(a, b); }
                            private static int quotient(int a, int b) {
                                try {
                                    return a / b;
                                } catch (ArithmeticException e) {
                                    throw new IllegalArgumentException("no quotient", e);
                                }
                            }
                        }
                        """)
                .buildTo(folder);
    }

    /** Builds a library. */
    static Path text(Path folder) {
        return BundleBuilder.bundle("acme.text")
                .version("1.2.0")
                .with("Export-Package", "acme.text;version=1.2.0")
                .source("acme.text.Text", """
                        public final class Text {
                            public static String trim(String text) { return text.trim(); }
                        }
                        """)
                .buildTo(folder);
    }

    /** Builds a library that needs a library. */
    static Path words(Path folder, Path text) {
        return BundleBuilder.bundle("acme.words")
                .with("Export-Package", "acme.words;version=1.0.0")
                .classPath(text)
                .source("acme.words.Words", """
                        public final class Words {
                            public static int count(String words) {
                                return acme.text.Text.trim(words).split(" +").length;
                            }
                        }
                        """)
                .buildTo(folder);
    }

    /** Builds a plugin that needs both libraries, and has a slow init. */
    static Path wc(Path folder, Path text, Path words) {
        return BundleBuilder.plugin("acme.wc", "acme.wc")
                .classPath(text, words)
                .source("acme.wc.Wc", """
                        public final class Wc {
                            static void init() throws InterruptedException { Thread.sleep(300); }
                            public static int count(String words) {
                                return acme.words.Words.count(acme.text.Text.trim(words));
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

    /** Builds a plugin that imports a package of the host, and two libraries that import each other. */
    static Path circle(Path folder) {
        return BundleBuilder.plugin("acme.circle", "acme.circle")
                .with("Import-Package", "acme.one,acme.two,org.slf4j")
                .source("acme.circle.Circle", "public final class Circle { public static String s; }")
                .buildTo(folder);
    }

    /** Builds one of two libraries that import each other. */
    static Path half(Path folder, String name, String other) {
        return BundleBuilder.bundle(name)
                .with("Export-Package", name + ";version=1.0.0")
                .with("Import-Package", other)
                .source(name + ".Half", "public final class Half {}")
                .buildTo(folder);
    }

    /** Builds a bundle that needs all of another one. */
    static Path requiring(Path folder, String name) {
        return BundleBuilder.plugin("acme.requiring", "acme.requiring")
                .with("Require-Bundle", name)
                .source("acme.requiring.Requiring", "public final class Requiring {}")
                .buildTo(folder);
    }
}
