// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleException;
import org.pinion.Plugin;
import org.pinion.PluginException;
import org.pinion.SymbolNotFoundException;
import org.pinion.SymbolRegistryMXBean;
import org.pinion.testing.BundleBuilder;

class ObservabilityTests {

    private static final MBeanServer SERVER = ManagementFactory.getPlatformMBeanServer();

    @TempDir
    Path folder;

    private Path good() {
        return BundleBuilder.plugin("acme.good", "acme")
                .source("acme.A", "public class A { public static int a; static void init() {} }")
                .buildTo(folder);
    }

    private Path bad() {
        return BundleBuilder.plugin("acme.bad", "acme")
                .source("acme.A", "public class A { static void init() { throw new Error(\"boom\"); } }")
                .buildTo(folder);
    }

    /** Opens one plugin, fails to open another one, looks up what is not there, and tries to uninstall. */
    private Plugin play(Pinion pinion) {
        Plugin plugin = pinion.open(good());
        Path bad = bad();
        assertThatThrownBy(() -> pinion.open(bad)).isInstanceOf(PluginException.class);
        assertThatThrownBy(() -> plugin.lookup("nothing")).isInstanceOf(SymbolNotFoundException.class);
        assertThatThrownBy(plugin.bundle()::uninstall).isInstanceOf(BundleException.class);
        return plugin;
    }

    @Test
    void recording_hasAnEventForAllThatHappened() throws Exception {
        Path file = folder.resolve("recording.jfr");
        try (Recording recording = new Recording();
                Pinion pinion = Pinion.start()) {
            for (String event : List.of("Open", "Init", "UnloadRefused", "LookupFailed")) {
                recording.enable("org.pinion." + event);
            }
            recording.start();
            play(pinion);
            recording.stop();
            recording.dump(file);
        }
        List<RecordedEvent> events = RecordingFile.readAllEvents(file);
        assertThat(named(events, "Open")).hasSize(2).anySatisfy(event -> {
            assertThat(event.getBoolean("opened")).isTrue();
            assertThat(event.getString("location")).endsWith("acme.good-1.0.0.jar");
            assertThat(event.getDuration()).isPositive();
        });
        assertThat(named(events, "Open"))
                .anySatisfy(event -> assertThat(event.getString("problem"))
                        .startsWith("init of A in package acme threw java.lang.Error: boom"));
        assertThat(named(events, "Init"))
                .extracting(event ->
                        event.getString("plugin") + " " + event.getString("type") + " " + event.getBoolean("succeeded"))
                .containsExactlyInAnyOrder("acme.good acme.A true", "acme.bad acme.A false");
        assertThat(named(events, "UnloadRefused")).singleElement().satisfies(event -> {
            assertThat(event.getString("operation")).isEqualTo("UNINSTALL");
            assertThat(event.getString("bundle")).startsWith("acme.good 1.0.0 [");
            assertThat(event.getStackTrace().getFrames()).isNotEmpty();
        });
        assertThat(named(events, "LookupFailed"))
                .singleElement()
                .satisfies(event -> assertThat(event.getString("symbol")).isEqualTo("nothing"));
    }

    private static List<RecordedEvent> named(List<RecordedEvent> events, String name) {
        return events.stream()
                .filter(event -> event.getEventType().getName().equals("org.pinion." + name))
                .toList();
    }

    @Test
    void runtime_isShownInJmx_untilItIsClosed() throws Exception {
        ObjectName all = new ObjectName("org.pinion:type=SymbolRegistry,*");
        assertThat(SERVER.queryNames(all, null)).isEmpty();
        try (Pinion pinion = Pinion.start()) {
            Plugin plugin = play(pinion);
            ObjectName name = SERVER.queryNames(all, null).iterator().next();
            SymbolRegistryMXBean bean = JMX.newMXBeanProxy(SERVER, name, SymbolRegistryMXBean.class);
            assertThat(bean.getPlugins()).singleElement().satisfies(info -> {
                assertThat(info.getName()).isEqualTo("acme.good");
                assertThat(info.getVersion()).isEqualTo("1.0.0");
                assertThat(info.getState()).isEqualTo("ACTIVE");
                assertThat(info.getLocation()).isEqualTo(plugin.bundle().getLocation());
                assertThat(info.getSymbols()).containsExactly("a");
                assertThat(info.getInits()).containsExactly("acme.A");
                assertThat(info.getInitMillis()).isPositive();
            });
            assertThat(bean.getFailures())
                    .singleElement()
                    .asString()
                    .startsWith("plugin.Open(\"" + folder.resolve("acme.bad-1.0.0.jar")
                            + "\"): init of A in package acme threw java.lang.Error: boom\n");
            pinion.addLibrary(
                    BundleBuilder.bundle("acme.library").resource("text", "x").buildTo(folder));
            pinion.startLibraries();
            assertThat(bean.getLibraries()).singleElement().satisfies(info -> {
                assertThat(info.getName()).isEqualTo("acme.library");
                assertThat(info.getVersion()).isEqualTo("1.0.0");
                assertThat(info.getState()).isEqualTo("ACTIVE");
                assertThat(info.getLocation()).endsWith("acme.library-1.0.0.jar");
                assertThat(info.getStartMillis()).isPositive();
                assertThat(info.getFailure()).isEmpty();
            });
            assertThat(bean.getRefusedUnloads()).isEqualTo(1);
            assertThat(pinion.refusedUnloads()).isEqualTo(1);
            CompositeData[] plugins = (CompositeData[]) SERVER.getAttribute(name, "Plugins");
            assertThat(plugins[0].get("name")).isEqualTo("acme.good");
        }
        assertThat(SERVER.queryNames(all, null)).isEmpty();
    }

    @Test
    void runtime_withoutManagement_isNotShown() throws Exception {
        try (Pinion pinion = Pinion.builder().management(false).start()) {
            assertThat(pinion.plugins()).isEmpty();
            assertThat(SERVER.queryNames(new ObjectName("org.pinion:type=SymbolRegistry,*"), null))
                    .isEmpty();
        }
    }
}
