// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleException;
import org.pinion.Plugin;
import org.pinion.PluginException;
import org.pinion.SymbolNotFoundException;
import org.pinion.testing.BundleBuilder;

/** Events are recorded whenever the recording begins, and cost nothing without one. */
class RecordingTests {

    private static final String EVENTS = "org.pinion.embed.internal.events.";

    @TempDir
    Path folder;

    private Path good(String name) {
        return BundleBuilder.plugin(name, name)
                .source(name + ".A", "public class A { public static int a; static void init() {} }")
                .buildTo(folder);
    }

    private Path bad() {
        return BundleBuilder.plugin("bad", "bad")
                .source("bad.A", "public class A { static void init() { throw new Error(\"no\"); } }")
                .buildTo(folder);
    }

    /** A host that does everything of which there is an event. */
    public static final class Quiet {
        private Quiet() {}

        /** Opens a good plugin and a bad one. */
        public static void main(String[] arguments) {
            try (Pinion pinion = Pinion.start()) {
                play(pinion, Path.of(arguments[0]), Path.of(arguments[1]));
            }
            System.out.println("recorder: " + FlightRecorder.isInitialized());
        }
    }

    private static void play(Pinion pinion, Path good, Path bad) {
        Plugin plugin = pinion.open(good);
        try {
            pinion.open(bad);
        } catch (PluginException expected) {
            System.out.println("refused");
        }
        try {
            plugin.lookup("nothing");
        } catch (SymbolNotFoundException expected) {
            System.out.println("not found");
        }
        try {
            plugin.bundle().uninstall();
        } catch (BundleException expected) {
            System.out.println("pinned");
        }
    }

    @Test
    void host_withoutARecording_loadsNoEvent() throws Exception {
        String output = Hosts.run(Quiet.class, List.of("-Xlog:class+load"), good("good"), bad());
        assertThat(output)
                .contains("refused", "not found", "pinned", "recorder: false")
                .contains(EVENTS + "Recording source:")
                .doesNotContain(
                        EVENTS + "OpenEvent",
                        EVENTS + "InitEvent",
                        EVENTS + "LookupFailedEvent",
                        EVENTS + "UnloadRefusedEvent",
                        "jdk.jfr.internal.PlatformRecorder ");
    }

    private static List<String> opens(Path recording) throws Exception {
        return RecordingFile.readAllEvents(recording).stream()
                .filter(event -> event.getEventType().getName().equals("org.pinion.Open"))
                .map(event -> Path.of(java.net.URI.create(event.getString("location")))
                        .getFileName()
                        .toString())
                .toList();
    }

    @Test
    void recording_fromTheStartOfTheProcess_hasAllEvents() throws Exception {
        Path file = folder.resolve("all.jfr");
        String output =
                Hosts.run(Quiet.class, List.of("-XX:StartFlightRecording=filename=" + file), good("good"), bad());
        assertThat(output).contains("recorder: true");
        assertThat(opens(file)).containsExactlyInAnyOrder("good-1.0.0.jar", "bad-1.0.0.jar");
        assertThat(RecordingFile.readAllEvents(file))
                .extracting(event -> event.getEventType().getName())
                .contains("org.pinion.Init", "org.pinion.LookupFailed", "org.pinion.UnloadRefused");
    }

    /** A host that begins to record when it has opened a plugin already. */
    public static final class Late {
        private Late() {}

        /** Opens a plugin, records the opens of two others, and opens one more. */
        public static void main(String[] arguments) throws Exception {
            try (Pinion pinion = Pinion.start()) {
                pinion.open(Path.of(arguments[1]));
                System.out.println("recorder: " + FlightRecorder.isInitialized());
                try (Recording recording = new Recording()) {
                    recording.enable("org.pinion.Open");
                    recording.start();
                    pinion.open(Path.of(arguments[2]));
                    pinion.open(Path.of(arguments[3]));
                    recording.stop();
                    pinion.open(Path.of(arguments[4]));
                    recording.dump(Path.of(arguments[0]));
                }
            }
        }
    }

    @Test
    void recording_thatBeginsLate_hasWhatHappensFromThenOn() throws Exception {
        Path file = folder.resolve("late.jfr");
        String output = Hosts.run(Late.class, List.of(), file, good("one"), good("two"), good("three"), good("four"));
        assertThat(output).contains("recorder: false");
        assertThat(opens(file)).containsExactly("two-1.0.0.jar", "three-1.0.0.jar");
    }
}
