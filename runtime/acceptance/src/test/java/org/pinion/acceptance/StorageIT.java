// SPDX-License-Identifier: Apache-2.0
package org.pinion.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinion.acceptance.hosts.FullDiskHost;
import org.pinion.acceptance.hosts.SimpleHost;
import org.pinion.acceptance.hosts.TwoRuntimesHost;
import org.pinion.testing.Commands;
import org.pinion.testing.Commands.Result;

/** Where a runtime keeps its files, when there is no such place, and when many do at once. */
class StorageIT {

    private static final int JVMS = 20;

    @TempDir
    Path folder;

    private Path jar;
    private Path storage;

    @BeforeEach
    void prepare() throws IOException {
        jar = Jars.counter(folder);
        storage = Files.createDirectory(folder.resolve("storage"));
    }

    private static List<String> temporary(Path folder) {
        return List.of("-Djava.io.tmpdir=" + folder);
    }

    private Live live(Class<?> host) throws IOException {
        return new Live(folder, Commands.java(Jars.host(), temporary(storage), host, jar, "wait"));
    }

    private List<String> stored() throws IOException {
        try (Stream<Path> files = Files.list(storage)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void workingDirectory_thatCannotBeWritten_isNoMatter() throws IOException, InterruptedException {
        Path readOnly = Path.of("/proc");
        assumeTrue(Files.isDirectory(readOnly), "no folder that nobody can write to");

        Result result =
                Commands.run(readOnly, folder, Commands.java(Jars.host(), temporary(storage), SimpleHost.class, jar));

        assertThat(result.output()).as(result.errors()).isEqualTo("opened, 2 + 3 = 5\n");
        assertThat(result.errors()).isEmpty();
    }

    @Test
    void temporaryFolder_thatDoesNotExist_isMade() throws IOException, InterruptedException {
        Result result = Commands.run(
                folder, Commands.java(Jars.host(), temporary(storage.resolve("not/there")), SimpleHost.class, jar));

        assertThat(result.output()).as(result.errors()).isEqualToNormalizingNewlines("opened, 2 + 3 = 5\n");
    }

    @Test
    void temporaryFolder_thatCannotBe_isTold() throws IOException, InterruptedException {
        Path impossible = jar.resolve("tmp");

        Result result = Commands.run(folder, Commands.java(Jars.host(), temporary(impossible), SimpleHost.class, jar));

        assertThat(result.output())
                .startsWith("RUNTIME pinion: cannot start: cannot write to " + impossible + ": ")
                .hasLineCount(1);
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void fullDisk_isTold_andForgottenWhenThereIsRoom() throws IOException, InterruptedException {
        // A mount in a namespace of its own needs no rights, and goes with the process.
        List<String> mount = List.of("unshare", "-r", "-m", "sh", "-c");
        String script = "mount -t tmpfs -o size=64k none " + storage;
        try {
            Result mounted = Commands.run(
                    folder, Stream.concat(mount.stream(), Stream.of(script)).toList());
            if (mounted.exitCode() != 0) {
                abort("cannot mount a small disk: " + mounted.errors());
            }
        } catch (IOException e) {
            abort("cannot mount a small disk: " + e);
        }
        List<String> command = new ArrayList<>(mount);
        command.add(script + " && exec \"$@\"");
        command.add("sh");
        command.addAll(Commands.java(Jars.host(), List.of(), FullDiskHost.class, jar, storage));

        Result result = Commands.run(folder, command);

        assertThat(result.output())
                .as(result.errors())
                .isEqualTo("RUNTIME [the framework does not start: Unable to cache bundle: pinion:canary:"
                        + " No space left on device]\nleft: []\n"
                        + "RUNTIME [the storage of the runtime cannot be written: No space left on device]\n[] 1\n"
                        + "done\n[plugin acme.counter 1.0.0] 2\n"
                        + "opened, 2 + 3 = 5\nleft: []\n");
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void manyJvms_startedAtOnceOnOneFolder_allWorkAndLeaveNothing() throws Exception {
        List<Live> hosts = new ArrayList<>();
        try {
            for (int i = 0; i < JVMS; i++) {
                hosts.add(live(SimpleHost.class));
            }
            for (Live host : hosts) {
                host.await("opened, 2 + 3 = 5");
            }
            assertThat(stored()).hasSize(2 * JVMS);
            for (Live host : hosts) {
                host.send("");
                assertThat(host.exitCode()).as(host.output()).isZero();
            }
            assertThat(stored()).isEmpty();
        } finally {
            hosts.forEach(Live::close);
        }
    }

    @Test
    void jvm_thatIsKilled_leavesAFolderThatTheNextStartRemoves() throws Exception {
        try (Live killed = live(SimpleHost.class)) {
            killed.await("opened");
            killed.kill();
        }
        assertThat(stored()).hasSize(2);

        Result next = Commands.run(folder, Commands.java(Jars.host(), temporary(storage), SimpleHost.class, jar));

        assertThat(next.output()).isEqualToNormalizingNewlines("opened, 2 + 3 = 5\n");
        assertThat(stored()).isEmpty();
    }

    @Test
    void severalRuntimesOfOneJvm_keepTheirFolders_whenAnotherJvmStarts() throws Exception {
        try (Live two = live(TwoRuntimesHost.class)) {
            two.await("opened");
            List<String> before = stored();
            assertThat(before).hasSize(4);

            Commands.run(folder, Commands.java(Jars.host(), temporary(storage), SimpleHost.class, jar));

            assertThat(stored()).isEqualTo(before);
            two.send("");
            assertThat(two.exitCode()).as(two.output()).isZero();
        }
        assertThat(stored()).isEmpty();
    }
}
