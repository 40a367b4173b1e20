// SPDX-License-Identifier: Apache-2.0
package org.pinion.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.pinion.FailedOpen;
import org.pinion.Init;
import org.pinion.Library;
import org.pinion.Plugin;
import org.pinion.PluginException;
import org.pinion.embed.Pinion;

/** Shows all plugins, all inits, and the whole runtime. */
final class Overview {

    private static final int LONGEST_BAR = 30;

    private static final String NONE = "-";

    private final Pinion pinion;
    private final Wiring wiring;
    private final CommandContext context;

    Overview(Pinion pinion, Wiring wiring, CommandContext context) {
        this.pinion = pinion;
        this.wiring = wiring;
        this.context = context;
    }

    /** List the opened plugins and the failed opens. */
    String plugins(int width) {
        List<Plugin> plugins = pinion.plugins();
        List<FailedOpen> failures = pinion.failures();
        if (plugins.isEmpty() && failures.isEmpty()) {
            return "no plugin is open";
        }
        Table table = new Table("NAME", "VERSION", "STATE", ">SYMBOLS", ">INIT", "FILE", "WIRED TO, OR REASON");
        for (Plugin plugin : plugins) {
            table.add(
                    plugin.name(),
                    plugin.version(),
                    state(plugin.bundle()),
                    plugin.symbols().size(),
                    plugin.inits().isEmpty() ? NONE : millis(initTime(plugin)),
                    context.place(plugin.bundle().getLocation()),
                    providers(plugin.bundle()));
        }
        for (FailedOpen failed : failures) {
            table.add(NONE, NONE, "FAILED", NONE, NONE, context.place(failed.location()), reason(failed.failure()));
        }
        return table.text(width);
    }

    /** List the libraries in the order of their starts, and those that are not started. */
    String libraries(int width) {
        List<Library> libraries = pinion.libraries();
        if (libraries.isEmpty()) {
            return "there is no library";
        }
        Table table = new Table("NAME", "VERSION", "STATE", ">START", "FILE", "WIRED TO, OR REASON");
        for (Library library : libraries) {
            Bundle bundle = library.bundle();
            table.add(
                    bundle.getSymbolicName(),
                    bundle.getVersion(),
                    library.failure().isPresent() ? "FAILED" : state(bundle),
                    library.startTime().isZero() ? NONE : millis(library.startTime()),
                    context.place(bundle.getLocation()),
                    library.failure().map(Overview::reason).orElseGet(() -> providers(bundle)));
        }
        return table.text(width);
    }

    private static String reason(PluginException failure) {
        return failure.problems().get(0).summary().lines().findFirst().orElse(NONE);
    }

    private String providers(Bundle bundle) {
        return wiring.providers(bundle).keySet().stream().map(Wiring::shortName).collect(Collectors.joining(", "));
    }

    private static String state(Bundle bundle) {
        return switch (bundle.getState()) {
            case Bundle.ACTIVE -> "ACTIVE";
            case Bundle.STARTING -> "STARTING";
            case Bundle.STOPPING -> "STOPPING";
            case Bundle.RESOLVED -> "RESOLVED";
            case Bundle.INSTALLED -> "INSTALLED";
            default -> "UNINSTALLED";
        };
    }

    static Duration initTime(Plugin plugin) {
        return plugin.inits().stream().map(Init::duration).reduce(Duration.ZERO, Duration::plus);
    }

    static String millis(Duration duration) {
        return String.format(Locale.ROOT, "%.3f ms", duration.toNanos() / 1e6);
    }

    /** List the inits of all plugins in the order of opening, with a bar each that is as long as its share. */
    String inits(int width) {
        List<Plugin> plugins = pinion.plugins();
        long longest = plugins.stream()
                .flatMap(plugin -> plugin.inits().stream())
                .mapToLong(init -> init.duration().toNanos())
                .max()
                .orElse(-1);
        if (longest < 0) {
            return "no init function ran";
        }
        Table table = new Table(">#", "PLUGIN", "INIT", ">TIME", "");
        int number = 1;
        for (Plugin plugin : plugins) {
            for (Init init : plugin.inits()) {
                table.add(
                        number++,
                        plugin.name() + " " + plugin.version(),
                        init.packageName() + "." + init.typeName(),
                        millis(init.duration()),
                        bar(init.duration().toNanos(), longest));
            }
        }
        return table.text(width);
    }

    static String bar(long part, long longest) {
        return "#".repeat((int) Math.max(1, LONGEST_BAR * part / Math.max(1, longest)));
    }

    /** Write all that whoever helps wants to know. */
    String report() {
        Runtime.Version java = Runtime.version();
        List<String> lines = new ArrayList<>();
        lines.add("Pinion           " + version());
        lines.add("Felix            " + pinion.framework().getVersion());
        lines.add("JVM              " + System.getProperty("java.vm.name") + " " + java + ", "
                + System.getProperty("java.vendor"));
        lines.add("OS               " + System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                + System.getProperty("os.arch"));
        lines.add("JVM is up        "
                + upTime(ManagementFactory.getRuntimeMXBean().getUptime() / 1000));
        lines.add("Refused unloads  " + pinion.refusedUnloads());
        section(lines, "Plugins", plugins(Integer.MAX_VALUE).lines().toList());
        section(lines, "Libraries", libraries(Integer.MAX_VALUE).lines().toList());
        section(lines, "Other bundles", others());
        section(
                lines,
                "Failed opens",
                pinion.failures().stream()
                        .flatMap(failed ->
                                String.valueOf(failed.failure().getMessage()).lines())
                        .toList());
        section(lines, "Remarks", remarks());
        section(lines, "Shared packages", wiring.shared());
        return String.join("\n", lines);
    }

    private List<String> remarks() {
        return pinion.plugins().stream()
                .flatMap(plugin -> pinion.remarks(plugin).stream())
                .flatMap(remark -> remark.toString().lines())
                .toList();
    }

    private static String version() {
        Properties properties = new Properties();
        try (InputStream file = Overview.class.getResourceAsStream("version.properties")) {
            properties.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }

    private static void section(List<String> lines, String title, List<String> content) {
        lines.add("");
        lines.add(title);
        (content.isEmpty() ? List.of("none") : content).forEach(line -> lines.add("  " + line));
    }

    static String upTime(long seconds) {
        return seconds < 60
                ? seconds + " s"
                : seconds < 3600
                        ? seconds / 60 + " min " + seconds % 60 + " s"
                        : seconds / 3600 + " h " + seconds / 60 % 60 + " min";
    }

    private List<String> others() {
        Set<Bundle> known = new HashSet<>();
        pinion.plugins().forEach(plugin -> known.add(plugin.bundle()));
        pinion.libraries().forEach(library -> known.add(library.bundle()));
        Table table = new Table("NAME", "VERSION", "STATE", "FILE");
        List<Bundle> others = wiring.bundles().stream()
                .filter(bundle -> !known.contains(bundle))
                .toList();
        others.forEach(bundle -> table.add(
                bundle.getSymbolicName(), bundle.getVersion(), state(bundle), context.place(bundle.getLocation())));
        return others.isEmpty()
                ? List.of()
                : table.text(Integer.MAX_VALUE).lines().toList();
    }
}
