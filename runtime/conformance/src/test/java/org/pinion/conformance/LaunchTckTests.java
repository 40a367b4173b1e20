// SPDX-License-Identifier: Apache-2.0
package org.pinion.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.felix.framework.Felix;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/**
 * The compatibility tests of launching a framework, which run outside of any. Felix as it is and the framework of the
 * runtime run them alike; what is compared is which tests fail.
 */
@DisabledIfSystemProperty(named = "skipConformance", matches = "true")
class LaunchTckTests {

    private static final int TESTS = 58;

    private static final String PROPERTY = "-Dorg.osgi.test.cases.framework.launch.";

    @Test
    @Tag("P3")
    void pinningFramework_failsNoTestThatFelixPasses() throws Exception {
        Report felix = run("launch-felix", List.of(Tck.locationOf(Felix.class)));
        List<Path> runtime = new ArrayList<>();
        // First of all, so that its framework factory is found before Felix's.
        runtime.add(Tck.locationOf(HostFrameworkFactory.class).resolve("launch"));
        runtime.addAll(Tck.runtime());
        Set<String> passed = new TreeSet<>(run("launch-pinning", runtime).passed());
        assertThat(felix.passed().size() + felix.failed().size()).isEqualTo(TESTS);
        if (!passed.containsAll(felix.passed())) {
            // Some of these tests wait for a fixed time, which a busy machine exceeds with either framework.
            passed.addAll(run("launch-pinning", runtime).passed());
        }
        assertThat(passed).containsAll(felix.passed()).hasSizeGreaterThanOrEqualTo(TESTS - 1);
        assertThat(Tck.FOLDER.resolve("launch-pinning/log.txt")).content().contains(HostFrameworkFactory.MARK);
        assertThat(Tck.FOLDER.resolve("launch-felix/log.txt")).content().doesNotContain(HostFrameworkFactory.MARK);
        // It asks for the bundle that it is in, and here it is in none.
        assertThat(felix.failed())
                .containsKey("org.osgi.test.cases.framework.launch.junit.SignatureTestCase.testSignatures");
    }

    private static Report run(String name, List<Path> framework) throws Exception {
        Path output = Tck.emptyFolder(name);
        Path tests = Tck.FOLDER.resolve("launch.jar");
        List<Path> classPath = new ArrayList<>(framework);
        classPath.addAll(Tck.jars(Tck.FOLDER.resolve("class-path")));
        classPath.add(tests);
        List<String> arguments = new ArrayList<>();
        arguments.add(PROPERTY + "storageroot=" + output.resolve("storage"));
        // What the tests of multi-release jars set to make Felix believe that it runs on another Java.
        arguments.add(PROPERTY + "java.version.8=java.specification.version=1.8");
        for (int version = 99; version <= 101; version++) {
            arguments.add(PROPERTY + "java.version." + version + "=java.specification.version=" + version);
        }
        // The tests of native code call ClassLoader.findLibrary.
        arguments.addAll(List.of("--add-opens", "java.base/java.lang=ALL-UNNAMED"));
        arguments.addAll(List.of("-cp", Tck.classPath(classPath), "org.junit.platform.console.ConsoleLauncher"));
        arguments.addAll(List.of("execute", "--scan-classpath", tests.toString(), "--include-classname", ".*"));
        arguments.addAll(List.of("--reports-dir", output.toString(), "--disable-ansi-colors"));
        Tck.java(output.resolve("log.txt"), arguments);
        return Report.in(output);
    }
}
