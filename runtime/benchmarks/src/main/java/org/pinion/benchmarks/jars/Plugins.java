// SPDX-License-Identifier: Apache-2.0
package org.pinion.benchmarks.jars;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.pf4j.ExtensionPoint;
import org.pinion.testing.BundleBuilder;

/** The kinds of plugins that are measured. */
public final class Plugins {

    /** How many plugins there are of those that are called: what a megamorphic call site needs. */
    public static final int CALLED = 8;

    /** How many functions of one plugin are made to objects. */
    public static final int FUNCTIONS = 4000;

    private Plugins() {}

    /**
     * Give the template of a small plugin as all peers can load it: a bundle with headers of Pinion, made by bnd and
     * the linker, and with those of PF4J. It has four classes, two packages, three init functions and three symbols.
     */
    public static Template small() {
        String main = "bench." + Template.PLACE;
        return new Template(withHeaders(BundleBuilder.plugin(main, main))
                .source(
                        main + ".Add",
                        "public final class Add { public static int ExportedVar = 123; static void init() { ExportedVar++; }"
                                + " public static int ExportedFunc(int a, int b) { return " + main
                                + ".sub.Sub.add(a, b); } }")
                .source(
                        main + ".Add2",
                        "public final class Add2 { static int inits; static void init() { inits++; }"
                                + " public static int AnotherFunc(int a, int b) { return new Model(a).id() + b; } }")
                .source(
                        main + ".Model",
                        "public final class Model { private final int id; public Model(int id) { this.id = id; }"
                                + " public int id() { return id; } }")
                .source(
                        main + ".sub.Sub",
                        "public final class Sub { static int inits; static void init() { inits++; }"
                                + " public static int add(int a, int b) { return a + b; } }")
                .build());
    }

    /** Name the classes of a small plugin that an open loads and initialises. */
    public static String[] classesOf(Path jar) {
        String main = "bench." + nameOf(jar);
        return new String[] {main + ".Add", main + ".Add2", main + ".sub.Sub"};
    }

    /** Give the name that a file of a copy has. */
    public static String nameOf(Path jar) {
        return jar.getFileName().toString().replace(".jar", "");
    }

    /** Give the template of a plugin that is called through its symbols. */
    static Template called() {
        String main = "call." + Template.PLACE;
        return new Template(BundleBuilder.plugin(main, main)
                .source(
                        main + ".Add",
                        "public final class Add { public static int counter;"
                                + " public static int add(int a, int b) { return a + b; } }")
                .build());
    }

    /** Give the template of what does the same for the peers: an OSGi service, an extension, and a provider. */
    public static Template calledByPeers() {
        String main = "peer." + Template.PLACE;
        String operator = "java.util.function.IntBinaryOperator";
        return new Template(withHeaders(BundleBuilder.bundle(main))
                .classPath(BundleBuilder.locationOf(AddExtension.class), BundleBuilder.locationOf(ExtensionPoint.class))
                .classPath(BundleBuilder.locationOf(org.osgi.framework.BundleActivator.class))
                .source(
                        main + ".Add",
                        "public final class Add implements " + operator
                                + " { public int applyAsInt(int a, int b) { return a + b; } }")
                .source(
                        main + ".Extension",
                        "public final class Extension implements " + AddExtension.class.getName()
                                + " { public int applyAsInt(int a, int b) { return a + b; } }")
                .source(
                        main + ".Activator",
                        "public final class Activator implements org.osgi.framework.BundleActivator {"
                                + " public void start(org.osgi.framework.BundleContext c) { c.registerService("
                                + operator + ".class, new Add(), null); }"
                                + " public void stop(org.osgi.framework.BundleContext c) {} }")
                .with("Bundle-Activator", main + ".Activator")
                // No bundle exports what the extension needs; only PF4J loads it.
                .with("Import-Package", "org.osgi.framework")
                .resource("META-INF/extensions.idx", main + ".Extension\n")
                .resource("META-INF/services/" + operator, main + ".Add\n")
                .build());
    }

    private static BundleBuilder withHeaders(BundleBuilder builder) {
        return builder.with("Plugin-Id", "id." + Template.PLACE).with("Plugin-Version", "1.0.0");
    }

    /** Builds a plugin with many symbols, {@code f0000}, {@code f0001} and so on. */
    static byte[] withSymbols(String name, int count) {
        StringBuilder source = new StringBuilder("public final class Symbols {\n");
        for (int i = 0; i < count; i++) {
            source.append("public static int ").append(symbol(i)).append("(int a, int b) { return a + b; }\n");
        }
        source.append("public static java.lang.invoke.MethodHandles.Lookup access() {")
                .append(" return java.lang.invoke.MethodHandles.lookup(); }\n}");
        return BundleBuilder.plugin(name, name)
                .source(name + ".Symbols", source.toString())
                .build();
    }

    /** Name a symbol of a plugin that has many. */
    public static String symbol(int number) {
        return String.format("f%04d", number);
    }

    /**
     * Build what the benchmarks call into a folder; what is there already is left as it is.
     *
     * @param folder the folder
     */
    public static void writeCalled(Path folder) {
        try {
            Files.createDirectories(folder);
            called().write(folder.resolve("called"), 0, CALLED);
            calledByPeers().write(folder.resolve("peers"), 0, 1000);
            for (int symbols : new int[] {10, 1000, FUNCTIONS}) {
                Path jar = folder.resolve("symbols" + symbols + ".jar");
                if (!Files.exists(jar)) {
                    Files.write(jar, withSymbols("symbols" + symbols, symbols));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
