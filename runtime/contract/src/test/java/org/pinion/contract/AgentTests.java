// SPDX-License-Identifier: Apache-2.0
package org.pinion.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pinion.testing.BundleBuilder;

/** Agents of the JVM, which change the classes of plugins while they are loaded, each in a process of its own. */
@Timeout(120)
class AgentTests {

    private static final String PLAIN = "public class A { public static String work() { return \"plain\"; } }";

    /** Has another symbol, too, which no header names. */
    private static final String CHANGED = "public class A { public static boolean[] $probes;"
            + " public static String work() { return agent.lib.Hook.hit(); } }";

    private static final String HOOK = "public class Hook { public static String hit() { return \"changed\"; } }";

    private static final String AGENT = """
            import java.lang.instrument.*;
            import java.security.ProtectionDomain;
            public class Agent implements ClassFileTransformer {
                public static void premain(String arguments, Instrumentation jvm) { jvm.addTransformer(new Agent()); }
                public static void agentmain(String arguments, Instrumentation jvm) { premain(arguments, jvm); }
                @Override
                public byte[] transform(ClassLoader loader, String name, Class<?> type, ProtectionDomain domain, byte[] file) {
                    if (!"acme/A".equals(name)) {
                        return null;
                    }
                    try (java.io.InputStream in = Agent.class.getResourceAsStream("/changed")) {
                        return in.readAllBytes();
                    } catch (java.io.IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                }
            }
            """;

    @TempDir
    Path folder;

    private Path plugin;
    private Path hook;

    @BeforeEach
    void build() throws IOException {
        folder = folder.toRealPath();
        plugin = BundleBuilder.plugin("acme", "acme").source("acme.A", PLAIN).buildTo(folder);
        hook = BundleBuilder.bundle("hook").source("agent.lib.Hook", HOOK).buildTo(folder);
    }

    private Path agent(boolean withHook) {
        byte[] changed = entry(
                BundleBuilder.bundle("changed")
                        .classPath(hook)
                        .source("acme.A", CHANGED)
                        .build(),
                "acme/A.class");
        BundleBuilder agent = BundleBuilder.bundle(withHook ? "agent" : "bare")
                .source("agent.Agent", AGENT)
                .resource("changed", changed)
                .with("Premain-Class", "agent.Agent")
                .with("Agent-Class", "agent.Agent");
        return (withHook ? agent.source("agent.lib.Hook", HOOK) : agent).buildTo(folder);
    }

    private static byte[] entry(byte[] jar, String name) {
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(jar))) {
            for (ZipEntry each = in.getNextEntry(); each != null; each = in.getNextEntry()) {
                if (each.getName().equals(name)) {
                    return in.readAllBytes();
                }
            }
            throw new AssertionError(name);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private String run(List<String> options, String classPath, Object... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path") + classPath, AgentHost.class.getName()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return Files.readString(output).strip();
    }

    @Test
    @Tag("C4")
    void classOfAnAgent_isFound_andNoSymbolOfItsIsPublished() throws Exception {
        assertThat(run(List.of("-javaagent:" + agent(true) + "=options"), "", plugin))
                .isEqualTo("symbols [work]\nresult changed");
    }

    @Test
    @Tag("C4")
    void classOfAnAgentThatAttachesLater_isFound() throws Exception {
        assertThat(run(List.of("-Djdk.attach.allowAttachSelf=true"), "", plugin, agent(true)))
                .isEqualTo("symbols [work]\nresult changed");
    }

    @Test
    @Tag("C4")
    void classOfTheBootClassPath_isFound() throws Exception {
        assertThat(run(List.of("-javaagent:" + agent(false), "-Xbootclasspath/a:" + hook), "", plugin))
                .isEqualTo("symbols [work]\nresult changed");
    }

    @Test
    @Tag("C4")
    void classOfAJarThatIsNoAgent_isNotFound_andTheHostIsToldWhatToDo() throws Exception {
        Path agent = agent(false);
        String expected = "symbols [work]\nthrew java.lang.NoClassDefFoundError: agent/lib/Hook\n"
                + "plugin.Call(\"work\"): class agent.lib.Hook is not found by acme 1.0.0: an agent of the JVM has changed"
                + " class acme.A so that it needs it\n  needed: agent.lib.Hook in the jar of an agent\n"
                + "  found:  class acme.A does not refer to it in acme 1.0.0 (" + plugin + ")\n"
                + "  fix:    start the JVM with -Xbootclasspath/a:JAR, where JAR is the one of the agent that has the class";
        assertThat(run(List.of("-javaagent:" + agent), "", plugin)).isEqualTo(expected);
        assertThat(run(List.of("-javaagent:" + agent), File.pathSeparator + hook, plugin))
                .isEqualTo(expected);
    }

    @Test
    @Tag("C5")
    void jarOfTheClassPath_thatCouldBeAnAgent_isNotShared() throws Exception {
        Path curious = BundleBuilder.plugin("acme.curious", "acme")
                .source(
                        "acme.A",
                        "public class A { public static Object work() throws Exception { return"
                                + " Class.forName(\"agent.lib.\".concat(\"Hook\")); } }")
                .buildTo(folder);
        Path agent = agent(true);
        assertThat(run(List.of(), File.pathSeparator + agent, curious))
                .contains("threw java.lang.ClassNotFoundException: agent.lib.Hook");
        assertThat(run(List.of("-javaagent:" + agent), File.pathSeparator + agent, plugin))
                .contains("result changed");
    }
}
