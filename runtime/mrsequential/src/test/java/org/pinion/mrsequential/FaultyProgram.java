// SPDX-License-Identifier: Apache-2.0
package org.pinion.mrsequential;

import example.mapreduce.KeyValue;
import java.nio.file.Path;
import org.pinion.testing.BundleBuilder;

/** A program that does what its variable {@code mode} says. */
final class FaultyProgram {

    private FaultyProgram() {}

    static Path build(Path folder) {
        return BundleBuilder.plugin("acme.faulty", "acme.faulty")
                .classPath(BundleBuilder.locationOf(KeyValue.class))
                .source("acme.faulty.Faulty", """
                        import example.mapreduce.KeyValue;
                        import java.util.ArrayList;
                        import java.util.Collections;
                        import java.util.List;

                        public final class Faulty {
                            public static volatile String mode = "";
                            public static int number;
                            public static boolean flag;
                            public static List<String> list;
                            public static final String FIXED = String.valueOf(1);

                            private static void check(String what) {
                                throw new IllegalStateException("no luck with " + what, new RuntimeException("the moon"));
                            }

                            @SuppressWarnings({"unchecked", "rawtypes"})
                            public static List<KeyValue> Map(String filename, String contents) {
                                boolean b = filename.equals("b.txt");
                                switch (b ? mode : "") {
                                    case "map-throws": check(filename); break;
                                    case "map-null": return null;
                                    case "map-foreign": return (List) List.of(new KeyValue("k", "v"), "text");
                                    case "pair-null": return Collections.singletonList(null);
                                    case "key-null": return List.of(new KeyValue(null, "v"));
                                    case "overflow": return Map(filename, contents);
                                    case "memory": return fill();
                                    case "hang":
                                        System.out.println("hanging");
                                        try { Thread.sleep(600_000); } catch (InterruptedException e) { }
                                        break;
                                    case "newline": return List.of(new KeyValue("two\\nlines", "v"));
                                    case "interrupt": Thread.currentThread().interrupt(); break;
                                    default: break;
                                }
                                return List.of(new KeyValue(filename, contents), new KeyValue("z", number + " " + flag));
                            }

                            private static List<KeyValue> fill() {
                                List<long[]> all = new ArrayList<>();
                                while (true) all.add(new long[100_000]);
                            }

                            public static String Reduce(String key, List<String> values) {
                                if (mode.equals("reduce-throws") && key.equals("b.txt")) check(key);
                                if (mode.equals("reduce-null") && key.equals("z")) return null;
                                if (mode.equals("reduce-memory")) fill();
                                if (mode.equals("reduce-changes")) values.clear();
                                if (mode.equals("reduce-sorts")) Collections.sort(values);
                                if (mode.equals("reduce-newline") && key.equals("b.txt")) return "two\\rlines";
                                return String.join(",", values);
                            }
                        }
                        """)
                .buildTo(folder);
    }

    /** Builds a plugin with a {@code Map} that takes no contents, and without {@code Reduce}. */
    static Path misfit(Path folder) {
        return BundleBuilder.plugin("acme.misfit", "acme.misfit")
                .source("acme.misfit.Misfit", """
                        public final class Misfit {
                            public static java.util.List<String> Map(String filename) { return null; }
                        }
                        """)
                .buildTo(folder);
    }
}
