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
import org.pinion.acceptance.hosts.SimpleHost;
import org.pinion.testing.Commands;
import org.pinion.testing.Commands.Result;

/** Another Felix, or an OSGi API, comes before Pinion's Felix on the class path, so its classes are loaded. */
class ForeignFelixIT {

    @TempDir
    Path folder;

    private static Path foreign(String version) {
        return Path.of(System.getProperty("foreign.jars"), "org.apache.felix.framework-" + version + ".jar");
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

    @Test
    void felix_thatMayUnloadInOtherWays_isRefusedAndNamed() throws IOException, InterruptedException {
        Path felix = foreign("7.0.0");

        // Standard error has a stack trace that this Felix prints when its classes are initialised.
        assertRefused(
                run(felix),
                "the framework does not start: the Felix in " + url(felix) + " is 7.0.0, with which uninstall cannot be"
                        + " disabled for sure; Pinion needs org.apache.felix.framework 7.0.5, take the other one from"
                        + " the class path");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.apache.felix.framework-6.0.5.jar",
                "org.apache.felix.framework-5.6.12.jar",
                "org.osgi.core-6.0.0.jar",
                "org.osgi.core-4.3.1.jar"
            })
    void olderOsgi_isRefusedAndNamed(String name) throws IOException, InterruptedException {
        Path jar = Path.of(System.getProperty("foreign.jars"), name);

        Result result = run(jar);

        assertRefused(
                result,
                "the OSGi classes in " + url(jar) + " are older than those of org.apache.felix.framework 7.0.5, which"
                        + " Pinion needs; take that jar from the class path");
        assertThat(result.errors()).isEmpty();
    }

    private static String url(Path jar) {
        return jar.toUri().toString().replace("file:///", "file:/");
    }

    private static void assertRefused(Result result, String problem) {
        assertThat(result.output())
                .as(result.errors())
                .isEqualToNormalizingNewlines("RUNTIME pinion: cannot start: " + problem + "\n");
        assertThat(result.exitCode()).isZero();
    }
}
