// SPDX-License-Identifier: Apache-2.0
package org.pinion.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pinion.acceptance.hosts.ExitHost;
import org.pinion.acceptance.hosts.SimpleHost;
import org.pinion.testing.BundleBuilder;
import org.pinion.testing.Commands;

/** The end of a host that does not close its runtime is that of a plain Java program. */
class HostExitIT {

    @TempDir
    Path folder;

    static Stream<Arguments> ends() {
        return Stream.of(arguments("return", 0), arguments("throw", 1), arguments("exit", 7));
    }

    private Live live(Path jar, String... arguments) throws IOException {
        Path storage = Files.createDirectories(folder.resolve("storage"));
        List<String> command = Commands.java(
                Jars.host(), List.of("-Djava.io.tmpdir=" + storage), ExitHost.class, (Object[]) arguments);
        command.add(command.size() - arguments.length, jar.toString());
        return new Live(folder, command);
    }

    @ParameterizedTest
    @MethodSource("ends")
    void host_thatDoesNotClose_ends(String how, int exitCode) throws IOException, InterruptedException {
        try (Live host = live(Jars.counter(folder), how)) {
            host.await("main ends");

            assertThat(host.exitCode()).isEqualTo(exitCode);
        }
    }

    @Test
    void host_whosePluginHasAThread_staysAsLongAsTheThread() throws IOException, InterruptedException {
        Path jar = BundleBuilder.plugin("acme.busy", "acme")
                .source("acme.Busy", """
                        public class Busy {
                            static void init() {
                                new Thread(() -> {
                                    try {
                                        System.in.transferTo(System.out);
                                    } catch (java.io.IOException e) {
                                        e.printStackTrace();
                                    }
                                    System.out.println("thread ends");
                                }).start();
                            }
                        }
                        """)
                .buildTo(folder);
        try (Live host = live(jar, "return")) {
            host.await("main ends");
            assertThat(host.isAlive()).isTrue();

            host.send("go\n");

            assertThat(host.await("thread ends")).isNotNull();
            assertThat(host.output()).contains("go\n");
            assertThat(host.exitCode()).isZero();
        }
    }

    @Test
    void childProcess_thatLivesLonger_neitherHoldsTheHostNorItsStorage() throws Exception {
        Path jar = Jars.counter(folder);
        List<String> child = Commands.java(Jars.host(), List.of(), SimpleHost.class, jar, "wait");
        String[] arguments = Stream.concat(Stream.of("return"), child.stream()).toArray(String[]::new);
        try (Live host = live(jar, arguments)) {
            long pid = Long.parseLong(host.await("child ").substring("child ".length()));
            ProcessHandle handle = ProcessHandle.of(pid).orElseThrow();
            try {
                assertThat(host.exitCode()).isZero();
                Path storage = folder.resolve("storage");
                assertThat(storage).isNotEmptyDirectory();

                Commands.run(
                        folder,
                        Commands.java(Jars.host(), List.of("-Djava.io.tmpdir=" + storage), SimpleHost.class, jar));

                assertThat(storage).isEmptyDirectory();
                assertThat(handle.isAlive()).isTrue();
            } finally {
                handle.destroyForcibly();
            }
        }
    }
}
