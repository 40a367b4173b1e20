// SPDX-License-Identifier: Apache-2.0
package org.pinion.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinion.acceptance.Commands.Result;
import org.pinion.acceptance.hosts.SimpleHost;

/** Another Felix comes before Pinion's on the class path, so its classes are loaded. */
class ForeignFelixIT {

    @TempDir
    Path folder;

    private static Path foreign(String version) {
        return Path.of(System.getProperty("foreign.felix"), "org.apache.felix.framework-" + version + ".jar");
    }

    private Result run(Path felix) throws IOException, InterruptedException {
        List<Path> classPath = new ArrayList<>(List.of(felix));
        classPath.addAll(Jars.host());
        return Commands.run(
                folder, Commands.java(classPath, List.of(), SimpleHost.class, Jars.counter(folder), "unload"));
    }

    private static String pinned() {
        return """
                opened, 2 + 3 = 5
                uninstall refused
                update refused
                stop refused
                stop of the framework refused
                wait done
                still 2 + 3 = 5, count = 1, state 32
                """;
    }

    @Test
    void ownFelix_holdsPins() throws IOException, InterruptedException {
        assertThat(run(Jars.FELIX).output()).isEqualToNormalizingNewlines(pinned());
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.0.3", "7.0.1"})
    void felix_ofTheSameMajorVersion_holdsPins(String version) throws IOException, InterruptedException {
        Result result = run(foreign(version));

        assertThat(result.output()).as(result.errors()).isEqualToNormalizingNewlines(pinned());
        assertThat(result.errors()).doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"6.0.5", "5.6.12"})
    void felix_ofAnotherMajorVersion_isRefusedAndNamed(String version) throws IOException, InterruptedException {
        Path felix = foreign(version);

        Result result = run(felix);

        assertThat(result.output())
                .as(result.errors())
                .isEqualToNormalizingNewlines(
                        "RUNTIME pinion: cannot start: the framework does not start: the Felix in "
                                + felix.toUri().toString().replace("file:///", "file:/") + " is " + version
                                + ", with which uninstall cannot be disabled for sure; Pinion needs"
                                + " org.apache.felix.framework 7.0.5, take the other one from the class path\n");
        assertThat(result.errors()).isEmpty();
        assertThat(result.exitCode()).isZero();
    }
}
