// SPDX-License-Identifier: Apache-2.0
package org.pinion.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.apache.felix.service.command.CommandSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.pinion.shell.Stage.Run;
import org.pinion.testing.BundleBuilder;

class BundleCommandsTests {

    private static final String NEVER = "and a plugin is never unloaded; restart the runtime without it"
            + " (remove its file from the plugins folder first)\n";

    private final Stage stage = new Stage();

    @TempDir
    Path folder;

    private Path library;
    private Bundle plugin;

    @BeforeEach
    void open() {
        library = BundleBuilder.bundle("acme.lib")
                .with("Export-Package", "acme.lib;version=1.0.0")
                .source("acme.lib.Lib", "public final class Lib { public static int one() { return 1; } }")
                .buildTo(folder);
        Path jar = BundleBuilder.plugin("acme.tools", "acme.tools")
                .classPath(library)
                .source(
                        "acme.tools.Tools",
                        "public final class Tools { public static int one() { return acme.lib.Lib.one(); } }")
                .buildTo(folder);
        stage.pinion.addLibrary(library);
        plugin = stage.pinion.open(jar).bundle();
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private Path other() {
        return BundleBuilder.bundle("acme.other")
                .source("acme.other.Other", "public final class Other {}")
                .buildTo(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"uninstall", "update", "stop"})
    void plugin_toBeUnloaded_isRefusedInOneLine(String command) {
        Run refused = Run.failed(command + " of acme.tools 1.0.0 [" + plugin.getBundleId()
                + "] refused: it is an opened plugin, " + NEVER);

        assertThat(stage.run(command + " " + plugin.getBundleId() + "; echo more"))
                .isEqualTo(refused);
        assertThat(stage.run("felix:" + command + " acme.tools")).isEqualTo(refused);
        assertThat(plugin.getState()).isEqualTo(Bundle.ACTIVE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"uninstall", "update"})
    void library_inUse_isRefusedInOneLine(String command) {
        assertThat(stage.run(command + " acme.lib").err())
                .startsWith(command + " of acme.lib 1.0.0 [")
                .contains("] refused: the opened plugin acme.tools 1.0.0 [")
                .endsWith("is wired to it, " + NEVER)
                .hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"acme.tools", "acme.lib", "0"})
    void refresh_ofWhatAPluginNeeds_isRefusedInOneLine(String bundle) {
        Run run = stage.run("refresh " + bundle);

        assertThat(run.err())
                .startsWith("refresh of ")
                .contains("refused: an opened plugin needs")
                .hasLineCount(1);
        assertThat(run.exit()).isEqualTo(1);
    }

    @Test
    void framework_toBeStopped_isRefusedInOneLine() {
        Run run = stage.run("stop 0");

        assertThat(run.err()).contains("only the host ends the runtime").endsWith("; 'exit' ends the shell\n");
        assertThat(run.exit()).isEqualTo(1);
        assertThat(stage.run("value number")).isEqualTo(Run.of("42\n"));
    }

    @Test
    void refresh_withoutArguments_works() {
        assertThat(stage.run("refresh")).isEqualTo(Run.of(""));
    }

    @Test
    void bundle_thatIsNoPlugin_livesAndDies() {
        Path jar = other();

        String number = stage.run("install '" + jar + "'").out().replaceAll("\\D", "");
        Bundle bundle = stage.pinion.framework().getBundleContext().getBundle(Long.parseLong(number));

        assertThat(stage.run("start acme.other")).isEqualTo(Run.of(""));
        assertThat(bundle.getState()).isEqualTo(Bundle.ACTIVE);
        assertThat(stage.run("stop " + number + "; update " + number + " '" + jar + "'; start " + number))
                .isEqualTo(Run.of(""));
        assertThat(stage.run("refresh " + number)).isEqualTo(Run.of(""));
        assertThat(stage.run("uninstall " + number)).isEqualTo(Run.of(""));
        assertThat(bundle.getState()).isEqualTo(Bundle.UNINSTALLED);
    }

    @Test
    void refusal_ofOne_doesNotKeepTheOthers() {
        stage.run("install '" + other() + "'");

        Run run = stage.run("uninstall acme.tools acme.other");

        assertThat(run.err()).startsWith("uninstall of acme.tools").hasLineCount(1);
        assertThat(stage.run("stop acme.other")).isEqualTo(Run.failed("no bundle acme.other; 'lb' lists them\n"));
    }

    @Test
    void bundle_thatIsMissing_isTold() {
        assertThat(stage.run("start 99")).isEqualTo(Run.failed("no bundle 99; 'lb' lists them\n"));
        assertThat(stage.run("start")).isEqualTo(Run.failed("say which bundle\n"));
        assertThat(stage.run("install " + folder.resolve("missing.jar")).err())
                .contains("install of ", "failed: ", "missing.jar (No such file")
                .doesNotContain("Exception")
                .hasLineCount(1);
    }

    @Test
    void stockCommands_takeBundles() {
        assertThat(stage.run("headers acme.tools").out()).contains("Bundle-SymbolicName = acme.tools");
        assertThat(stage.run("inspect capability osgi.wiring.package acme.lib").out())
                .contains("acme.lib");
        assertThat(stage.run("which acme.tools acme.tools.Tools").out()).contains("Loaded from: acme.tools");
    }

    @Test
    void command_ofABundle_isACommand() {
        Path jar = BundleBuilder.bundle("acme.command")
                .classPath(
                        BundleBuilder.locationOf(CommandSession.class), BundleBuilder.locationOf(BundleActivator.class))
                .with("Bundle-Activator", "acme.command.Greeter")
                .source("acme.command.Greeter", """
                        import java.util.*;
                        import org.apache.felix.service.command.CommandSession;
                        import org.osgi.framework.*;

                        public final class Greeter implements BundleActivator {
                            public void start(BundleContext context) {
                                Dictionary<String, Object> properties = new Hashtable<>();
                                properties.put("osgi.command.scope", "acme");
                                properties.put("osgi.command.function", new String[] {"greet"});
                                context.registerService(Greeter.class, this, properties);
                            }
                            public void stop(BundleContext context) {}
                            public String greet(CommandSession session, String name) { return "hello " + name; }
                        }
                        """)
                .buildTo(folder);
        assertThat(stage.run("install '" + jar + "'; start acme.command").err()).isEmpty();

        assertThat(stage.run("greet you")).isEqualTo(Run.of("hello you\n"));
        assertThat(stage.run("stop acme.command; greet you"))
                .isEqualTo(Run.failed("no command greet; 'help' lists them\n"));
    }
}
