// SPDX-License-Identifier: Apache-2.0
package org.pinion.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The end of the JVM is the end of a runtime, too, whatever the runtime does at that moment. */
class PinExitTests {

    private static final int ERROR = 1;

    @TempDir
    Path folder;

    @Test
    @Tag("P5")
    void jvm_endingAtAnyMoment_endsAtOnce() throws Exception {
        String jar = PinGateBundles.activatedPlugin("gate").buildTo(folder).toString();
        Map<String, Integer> expected = new LinkedHashMap<>();
        expected.put("exitDuringInit", PinExit.STATUS);
        expected.put("exitDuringActivator", PinExit.STATUS);
        expected.put("exitInInit", PinExit.STATUS);
        expected.put("exitInActivator", PinExit.STATUS);
        expected.put("exitInInitWithHookThatCloses", PinExit.STATUS);
        expected.put("returnDuringInit", 0);
        expected.put("throwDuringActivator", ERROR);
        expected.put("returnWhileItCloses", 0);
        Map<String, Process> hosts = new LinkedHashMap<>();
        for (String moment : expected.keySet()) {
            hosts.put(moment, start(moment, jar));
        }
        Map<String, Object> outcomes = new LinkedHashMap<>();
        for (Map.Entry<String, Process> host : hosts.entrySet()) {
            // Less than the half minute that closing waits for a bundle at most.
            boolean ended = host.getValue().waitFor(20, TimeUnit.SECONDS);
            outcomes.put(host.getKey(), ended ? host.getValue().exitValue() : "hangs");
            host.getValue().destroyForcibly();
        }
        assertThat(outcomes).isEqualTo(expected);
    }

    private Process start(String moment, String jar) throws java.io.IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PinExit.class.getName(),
                        moment,
                        jar))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(moment + ".txt").toFile())
                .start();
    }
}
