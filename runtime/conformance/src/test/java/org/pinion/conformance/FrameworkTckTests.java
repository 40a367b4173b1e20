// SPDX-License-Identifier: Apache-2.0
package org.pinion.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.pinion.testing.BundleBuilder;

/** The compatibility tests of the OSGi Core R8 framework, on the framework of the runtime with a plugin open. */
@DisabledIfSystemProperty(named = "skipConformance", matches = "true")
class FrameworkTckTests {

    private static final int TESTS = 489;

    /** The last Java in which a JVM starts with a security manager allowed; the tests set one where they can. */
    private static final int LAST_WITH_SECURITY_MANAGER = 23;

    @TempDir
    Path folder;

    @Test
    @Tag("P3")
    void framework_withAnOpenPlugin_passesAllTests() throws Exception {
        Path library = BundleBuilder.library("acme.lib")
                .source("lib.Lib", "public class Lib { public static int one() { return 1; } }")
                .with("-exportcontents", "lib;version=1.0")
                .buildTo(folder);
        Path plugin = BundleBuilder.plugin("acme.plugin", "acme")
                .classPath(library)
                .source("acme.Main", "public class Main { public static int one() { return lib.Lib.one(); } }")
                .buildTo(folder);
        Report report = run(library, plugin);
        if (!report.failed().isEmpty()) {
            // Some of these tests wait for a fixed time, which a busy machine exceeds. A fault fails twice.
            System.out.println("once more, as some tests failed: " + report.failed());
            report = run(library, plugin);
        }
        assertThat(report.failed()).isEmpty();
        assertThat(report.passed()).as("see the files in %s", Tck.FOLDER).hasSize(TESTS);
        assertThat(Tck.FOLDER.resolve("framework").resolve(TckHost.PLUGIN_STATE))
                .content()
                .isEqualTo("active, 1");
    }

    private static Report run(Path library, Path plugin) throws Exception {
        Path output = Tck.emptyFolder("framework");
        List<String> arguments = new ArrayList<>();
        if (Runtime.version().feature() <= LAST_WITH_SECURITY_MANAGER) {
            arguments.add("-Djava.security.manager=allow");
        }
        arguments.addAll(List.of(
                "-cp",
                Tck.classPath(Tck.runtime()),
                TckHost.class.getName(),
                output.toString(),
                library.toString(),
                plugin.toString()));
        Tck.jars(Tck.FOLDER.resolve("bundles")).forEach(bundle -> arguments.add(bundle.toString()));
        // The tester runs tests with the engines that it finds when it starts.
        arguments.add(Tck.FOLDER.resolve("tester.jar").toString());
        arguments.add(Tck.FOLDER.resolve("framework.jar").toString());

        Tck.java(output.resolve("log.txt"), arguments);

        return Report.in(output);
    }
}
