// SPDX-License-Identifier: Apache-2.0
package org.pinion.benchmarks.child;

import java.io.ByteArrayInputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.pinion.Plugin;
import org.pinion.PluginException;
import org.pinion.SymbolNotFoundException;
import org.pinion.benchmarks.jars.Plugins;
import org.pinion.benchmarks.jars.Template;
import org.pinion.embed.Pinion;
import org.pinion.testing.BundleBuilder;

/**
 * Fails again and again, to see what that costs and what stays in memory.
 *
 * <p>The same files fail many times: that must leave nothing. Many files fail once each: what is remembered of each is
 * measured. Names are looked up in vain: that must leave nothing.
 */
final class Failures {

    private static final String MAIN = "broken." + Template.PLACE;

    private Failures() {}

    public static void main(String[] arguments) throws Exception {
        String name = arguments[0];
        int repeated = Integer.parseInt(arguments[1]);
        int distinct = Integer.parseInt(arguments[2]);
        int lookups = Integer.parseInt(arguments[3]);
        Map<String, Template> kinds = kinds();
        try (Pinion pinion = Pinion.start()) {
            for (Map.Entry<String, Template> kind : kinds.entrySet()) {
                repeat(name + ".repeated." + kind.getKey(), pinion, kind.getValue(), repeated / kinds.size());
            }
            for (Map.Entry<String, Template> kind : kinds.entrySet()) {
                vary(name + ".distinct." + kind.getKey(), pinion, kind.getValue(), distinct / kinds.size());
            }
            lookUp(name + ".lookup", pinion, lookups);
        }
        System.exit(0);
    }

    /** Gives what fails in different phases: while it is read, resolved, and initialised. */
    private static Map<String, Template> kinds() {
        Map<String, Template> kinds = new LinkedHashMap<>();
        kinds.put(
                "no-plugin",
                new Template(BundleBuilder.bundle(MAIN)
                        .source(MAIN + ".Empty", "public class Empty {}")
                        .build()));
        kinds.put(
                "unresolved",
                new Template(BundleBuilder.plugin(MAIN, MAIN)
                        .source(MAIN + ".Add", "public class Add { public static int one = 1; }")
                        .with("Import-Package", "missing." + Template.PLACE)
                        .build()));
        kinds.put(
                "init",
                new Template(BundleBuilder.plugin(MAIN, MAIN)
                        .source(
                                MAIN + ".Add",
                                "public class Add { public static int one = 1;"
                                        + " static void init() { throw new IllegalStateException(\"no\"); } }")
                        .build()));
        return kinds;
    }

    private static void fail(Pinion pinion, String location, byte[] jar) {
        try {
            pinion.open(location, new ByteArrayInputStream(jar));
        } catch (PluginException e) {
            return;
        }
        throw new IllegalStateException(location + " opened");
    }

    private static void repeat(String name, Pinion pinion, Template template, int times) throws InterruptedException {
        byte[] jar = template.copy(0);
        for (int i = 0; i < times / 10; i++) {
            fail(pinion, name, jar);
        }
        long heap = Samples.heap();
        long start = System.nanoTime();
        for (int i = 0; i < times; i++) {
            fail(pinion, name, jar);
        }
        Samples.print(name + ".time", "us", Samples.since(start, 1e3) / times);
        Samples.print(name + ".growth", "KB", (Samples.heap() - heap) / 1024.0);
    }

    private static void vary(String name, Pinion pinion, Template template, int files) throws InterruptedException {
        int warm = files / 10;
        for (int i = 1; i <= warm; i++) {
            fail(pinion, name + i, template.copy(i));
        }
        long heap = Samples.heap();
        long metaspace = Samples.metaspace();
        long start = System.nanoTime();
        for (int i = warm + 1; i <= files; i++) {
            fail(pinion, name + i, template.copy(i));
        }
        Samples.print(name + ".time", "us", Samples.since(start, 1e3) / (files - warm));
        Samples.print(name + ".held", "B", (double) (Samples.heap() - heap) / (files - warm));
        Samples.print(name + ".metaspace", "B", (double) (Samples.metaspace() - metaspace) / (files - warm));
    }

    private static void lookUp(String name, Pinion pinion, int times) throws InterruptedException {
        Plugin plugin =
                pinion.open("good", new ByteArrayInputStream(Plugins.small().copy(1)));
        miss(plugin, times / 10);
        long heap = Samples.heap();
        long start = System.nanoTime();
        miss(plugin, times);
        Samples.print(name + ".time", "us", Samples.since(start, 1e3) / times);
        Samples.print(name + ".growth", "KB", (Samples.heap() - heap) / 1024.0);
    }

    private static void miss(Plugin plugin, int times) {
        for (int i = 0; i < times; i++) {
            try {
                plugin.lookup("missing" + i);
            } catch (SymbolNotFoundException e) {
                continue;
            }
            throw new IllegalStateException("missing" + i + " was found");
        }
    }
}
