// SPDX-License-Identifier: Apache-2.0
package org.pinion.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import org.pinion.benchmarks.report.Goal.Kind;

/** All goals. They are about ratios, as those can be had on every machine. */
public final class Goals {

    private static final String BY_HAND = "written by hand in the host";

    private final List<Goal> goals = new ArrayList<>();

    private Goals() {}

    /**
     * Give all goals.
     *
     * @param largest how many plugins were opened at once
     */
    public static List<Goal> all(int largest) {
        Goals all = new Goals();
        all.calls();
        all.lookups();
        all.opens(largest);
        all.starts();
        all.failures();
        return List.copyOf(all.goals);
    }

    private void calls() {
        ratio("call through `as`, an interface of the JDK", "Call.call.pinion", "Call.call.hand", BY_HAND, 1.05);
        ratio(
                "call through `as`, an interface that the plugin cannot see",
                "HiddenCall.call.pinion",
                "HiddenCall.call.hand",
                BY_HAND,
                1.05);
        ratio("call through `bind`", "HiddenCall.call.pinion-bound", "HiddenCall.call.hand-bound", BY_HAND, 1.05);
        ratio(
                "call that lends the plugin's class loader",
                "Call.call.pinion-lending",
                "Call.call.hand-lending",
                BY_HAND,
                1.05);
        goals.add(new Goal(
                "call of eight plugins through one call site (best rounds)",
                "Megamorphic.call.pinion",
                "Megamorphic.call.hand",
                "eight classes " + BY_HAND,
                Kind.RATIO_OF_BEST,
                1.1));
        ratio("read of a variable", "Variable.read.pinion", "Variable.read.hand", BY_HAND, 1.1);
        ratio("write of a variable", "Variable.write.pinion", "Variable.write.hand", BY_HAND, 1.1);
    }

    private void lookups() {
        for (String symbols : List.of("10", "1000")) {
            for (String threads : List.of("", ".2threads")) {
                ratio(
                        "lookup among " + symbols + " symbols" + (threads.isEmpty() ? "" : ", two threads"),
                        "Lookup.lookup." + symbols + threads,
                        "Lookup.map." + symbols + threads,
                        "`HashMap.get`",
                        1.5);
            }
            ratio(
                    "lookup among " + symbols + " symbols",
                    "Lookup.lookup." + symbols,
                    "Lookup.extensions." + symbols,
                    "PF4J's `getExtensions(type, id)`",
                    0.02);
        }
        ratio("first `as` of a symbol, warm", "as.warm.pinion", "as.warm.lambda", "lambda metafactory", 1);
        ratio("`as` again", "Lookup.asAgain.10", "Lookup.typeMap.10", "`HashMap.get`", 1.5);
    }

    private void opens(int largest) {
        String plugins = String.format("%,d", largest);
        ratio("open of one plugin, warm", "open.warm.pinion", "open.warm.felix", "Felix: install, start, load", 1.15);
        ratio("open of one plugin, warm", "open.warm.pinion", "open.warm.pf4j", "PF4J: load, start", 1);
        String many = "many." + largest;
        ratio(
                "open of a folder of " + plugins + " plugins",
                many + ".time.pinion",
                many + ".time.classloader",
                "as many `URLClassLoader`s",
                2);
        ratio(
                "open of a folder of " + plugins + " plugins",
                many + ".time.pinion",
                many + ".time.pf4j",
                "PF4J: load and start all",
                1);
        ratio(
                "each plugin of a folder of " + plugins,
                many + ".time-each.pinion",
                "many.1000.time-each.pinion",
                "each of 1,000",
                1.5);
        ratio(
                "open of the 10,000th plugin, one by one",
                "each.nth.pinion.10000",
                "each.nth.pinion.1000",
                "the 1,000th",
                1.5);
        goals.add(new Goal(
                "heap for each of " + plugins + " plugins", many + ".heap-each.pinion", "", "", Kind.VALUE, 16));
    }

    private void starts() {
        goals.add(new Goal(
                "`pinion call`, the whole process", "cold.pinion", "cold.hello", "`java Hello`", Kind.DIFFERENCE, 150));
        ratio("`pinion call`, the whole process", "cold.pinion", "cold.pf4j", "the same with PF4J", 1);
        ratio("`Pinion.start()`, the first", "start.first.pinion", "start.first.felix", "Felix: init, start", 1.2);
        ratio("`Pinion.start()`, warm", "start.again.pinion", "start.again.felix", "Felix: init, start", 1.2);
    }

    private void failures() {
        for (String kind : List.of("no-plugin", "unresolved", "init")) {
            value("heap after the same file failed often: " + kind, "failures.repeated." + kind + ".growth", 512);
            value("heap for each file that failed: " + kind, "failures.distinct." + kind + ".held", 4096);
            value("metaspace for each file that failed: " + kind, "failures.distinct." + kind + ".metaspace", 1024);
        }
        value("heap after lookups in vain", "failures.lookup.growth", 512);
    }

    private void ratio(String what, String ours, String limit, String limitText, double bound) {
        goals.add(new Goal(what, ours, limit, limitText, Kind.RATIO, bound));
    }

    private void value(String what, String ours, double bound) {
        goals.add(new Goal(what, ours, "", "", Kind.VALUE, bound));
    }
}
