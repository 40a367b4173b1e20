// SPDX-License-Identifier: Apache-2.0
package org.pinion.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinion.testing.BundleBuilder;

/** Agents of the JVM that people give to their hosts, each in a process of its own: they work on classes of plugins. */
class AgentsIT {

    private static final Path AGENTS = Path.of("target/agents").toAbsolutePath();

    /** Agents take their time on a machine that is busy. */
    private static final long PATIENCE_SECONDS = 240;

    private static final String SYMBOLS = "symbols [count, work]";

    @TempDir
    Path folder;

    private Path plugin;

    @BeforeEach
    void build() {
        plugin = BundleBuilder.plugin("acme", "acme")
                .source("acme.A", """
                        public class A {
                            public static int count = 3;
                            static void init() { new Part().text(); }
                            public static String work() { return count > 2 ? new Part().text() : "no"; }
                        }
                        """)
                .source("acme.Part", """
                        public class Part {
                            public String text() { return A.count > 1 || A.count < -1 ? "worked" : "never"; }
                        }
                        """)
                .buildTo(folder);
    }

    private static Path agent(String name) {
        return AGENTS.resolve(name + ".jar");
    }

    private List<String> run(List<String> options, Object... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), AgentHost.class.getName()));
        Stream.of(arguments).map(Object::toString).forEach(command::add);
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as(output.toString())
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        return Files.readAllLines(output);
    }

    private List<String> runWith(String agent, String options) throws IOException, InterruptedException {
        return run(List.of("-javaagent:" + agent(agent) + "=" + options), plugin);
    }

    @Test
    void jacoco_coversAPlugin() throws Exception {
        Path data = folder.resolve("coverage.exec");
        assertThat(runWith("org.jacoco.agent", "destfile=" + data + ",includes=acme.*"))
                .contains(SYMBOLS, "result worked");
        assertThat(Files.readString(data, StandardCharsets.ISO_8859_1)).contains("acme/A", "acme/Part");
    }

    @Test
    void intellijCoverage_coversAPlugin() throws Exception {
        Path data = folder.resolve("coverage.ic");
        for (String linesOnly : List.of("true", "false")) {
            Path settings = Files.writeString(
                    folder.resolve("settings.args"), data + "\nfalse\nfalse\nfalse\n" + linesOnly + "\nacme\\..*\n");
            assertThat(runWith("intellij-coverage-agent", settings.toString())).contains(SYMBOLS, "result worked");
            assertThat(Files.readString(data, StandardCharsets.ISO_8859_1)).contains("acme.A", "acme.Part");
            Files.delete(data);
        }
    }

    @Test
    void byteman_changesWhatAFunctionReturns() throws Exception {
        Path rules = Files.writeString(
                folder.resolve("rules.btm"),
                "RULE change\nCLASS acme.A\nMETHOD work\nAT EXIT\nIF true\nDO RETURN \"injected\"\nENDRULE\n");
        for (String boot : List.of("", ",boot:" + agent("byteman"))) {
            assertThat(runWith("byteman", "script:" + rules + boot)).contains(SYMBOLS, "result injected");
        }
    }

    @Test
    void openTelemetry_tracesAFunction() throws Exception {
        List<String> output = run(
                List.of(
                        "-javaagent:" + agent("opentelemetry-javaagent"),
                        "-Dotel.traces.exporter=logging",
                        "-Dotel.metrics.exporter=none",
                        "-Dotel.logs.exporter=none",
                        "-Dotel.instrumentation.methods.include=acme.A[work]"),
                plugin);
        assertThat(output).contains(SYMBOLS, "result worked").anyMatch(line -> line.contains("'A.work'"));
    }

    @Test
    void mockito_mocksAClassOfAPlugin_andLeavesRealObjectsAlone() throws Exception {
        assertThat(run(List.of(), plugin, "acme.Part")).contains(SYMBOLS, "mock mocked", "result worked");
    }

    @Test
    void aspectj_findsAopXmlOfAPlugin() throws Exception {
        Path aspect = BundleBuilder.plugin("aspect", "acme")
                .classPath(agent("aspectjweaver"))
                .source("acme.A", "public class A { public static String work() { return \"plain\"; } }")
                .source("acme.Trace", """
                        import org.aspectj.lang.ProceedingJoinPoint;
                        import org.aspectj.lang.annotation.Around;
                        import org.aspectj.lang.annotation.Aspect;

                        @Aspect
                        public class Trace {
                            @Around("execution(* acme.A.work())")
                            public Object around(ProceedingJoinPoint point) throws Throwable { return "woven"; }
                        }
                        """)
                .resource(
                        "META-INF/aop.xml",
                        "<aspectj><weaver><include within='acme.*'/></weaver>"
                                + "<aspects><aspect name='acme.Trace'/></aspects></aspectj>")
                .with("Import-Package", "!org.aspectj.*, *")
                .buildTo(folder);
        assertThat(run(List.of("-javaagent:" + agent("aspectjweaver")), aspect))
                .contains("symbols [work]", "result woven");
    }
}
