// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The runtime without a terminal, as a process. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no signals, and no modes of files")
class ServeTests {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    private Path plugins;
    private Path ready;
    private Path keys;

    @BeforeEach
    void prepare() throws IOException {
        plugins = Files.createDirectory(folder.resolve("plugins"));
        ready = folder.resolve("ready");
        keys = folder.resolve("keys");
    }

    private Server serve(Object... words) throws IOException {
        return new Server(folder, words);
    }

    @Test
    void runtime_toldToEnd_closesCleanly() throws Exception {
        TestPlugins.tools(plugins);
        try (Server server = serve("--plugins", plugins, "--ready-file", ready)) {
            server.await("INFO org.pinion.serve - ready: 1 plugin open, 0 failed; pid " + server.pid() + "\n");
            assertThat(ready).hasContent("pid=" + server.pid());
            assertThat(server.out()).isEqualTo("tools init\n");

            assertThat(server.signal("TERM").end()).isEqualTo(128 + 15);

            assertThat(server.err())
                    .endsWith("INFO org.pinion.serve - closed\n")
                    .doesNotContain("WARN");
        }
        assertThat(ready).doesNotExist();
        assertThat(folder.resolve("tmp")).isEmptyDirectory();
    }

    @Test
    void runtime_interrupted_closesCleanly() throws Exception {
        try (Server server = serve("--plugins", plugins).await("ready: 0 plugins open, 0 failed")) {
            // A process that is started in the background by a shell ignores interrupts, and so do its children.
            String signal = isInterruptIgnored() ? "TERM" : "INT";
            assertThat(server.signal(signal).end()).isEqualTo(signal.equals("INT") ? 128 + 2 : 128 + 15);
            assertThat(server.err()).endsWith("closed\n");
        }
    }

    private static boolean isInterruptIgnored() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.exists(status)
                && Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .anyMatch(line ->
                                (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 1 << 2 - 1) != 0);
    }

    @Test
    void plugin_thatFails_isTold_andTheOthersRun() throws Exception {
        TestPlugins.failing(plugins);
        TestPlugins.tools(plugins);
        Path missing = folder.resolve("missing.jar");
        try (Server server = serve("--plugins", plugins, missing)) {
            server.await("ready: 1 plugin open, 2 failed");
            assertThat(server.err())
                    .contains("WARN org.pinion - plugin.Open(")
                    .contains("threw java.lang.IllegalStateException: no luck")
                    .contains("missing.jar\"): no such file")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void plugin_droppedLater_isOpened() throws Exception {
        Path built = TestPlugins.tools(Files.createDirectory(folder.resolve("built")));
        try (Server server = serve("--plugins", plugins).await("ready: 0 plugins open")) {
            Files.move(built, plugins.resolve("tools.jar"));

            server.await("opened plugin acme.tools");
            assertThat(server.out()).isEqualTo("tools init\n");
        }
    }

    @Test
    void runtime_toldToEndWhilePluginsAreOpened_opensNoMore() throws Exception {
        TestPlugins.slow(plugins, "a");
        TestPlugins.slow(plugins, "b");
        try (Server server = serve("--plugins", plugins, "--ready-file", ready)) {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(server.out()).contains("slow a"));

            assertThat(server.signal("TERM").end()).isEqualTo(128 + 15);

            assertThat(server.out()).isEqualTo("slow a\n");
            assertThat(server.err()).doesNotContain("ready", "error");
        }
        assertThat(folder.resolve("tmp")).isEmptyDirectory();
        assertThat(ready).doesNotExist();
    }

    @Test
    void readyFile_ofADeadProcess_isReplaced_ofALiveOneIsNot() throws Exception {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Files.writeString(ready, "pid=" + dead.pid() + "\nssh=22\n");
        try (Server server = serve("--plugins", plugins, "--ready-file", ready).await("ready: ")) {
            assertThat(ready).hasContent("pid=" + server.pid());

            assertFails(
                    "pinion: the ready file " + ready + " belongs to process " + server.pid() + ", which is running",
                    1,
                    "--ready-file",
                    ready);
        }
        // It was killed, and its number is another process's now, which began later.
        Files.writeString(ready, "pid=" + ProcessHandle.current().pid() + "\n");
        Files.setLastModifiedTime(ready, FileTime.fromMillis(0));
        serve("--plugins", plugins, "--ready-file", ready).await("ready: ").close();
    }

    @Test
    void readyFile_thatIsSomethingElse_isLeftAlone() throws Exception {
        Files.writeString(ready, "precious");
        assertFails(
                "pinion: the ready file " + ready + " is something else; remove it, or name another one",
                1,
                "--ready-file",
                ready);
        assertThat(ready).hasContent("precious");
        assertFails(
                "pinion: the ready file " + plugins + " is something else; remove it, or name another one",
                1,
                "--ready-file",
                plugins);
        Path nowhere = folder.resolve("no").resolve("ready");
        assertFails(
                "pinion: cannot write the ready file " + nowhere + ": there is no folder " + nowhere.getParent(),
                1,
                "--ready-file",
                nowhere);
    }

    @Test
    void options_thatDoNotFit_areOneLine_andNothingStarts() throws Exception {
        TestPlugins.tools(plugins);
        assertFails(
                "pinion: authorized keys file " + keys + ": no such file", 1, "--ssh", 0, "--authorized-keys", keys);
        Files.writeString(keys, "");
        assertFails(
                "pinion: authorized keys file " + keys + " has no key, so nobody could log in;"
                        + " add a public key of ssh-keygen, such as ~/.ssh/id_ed25519.pub",
                1,
                "--ssh",
                0,
                "--authorized-keys",
                keys);
        Files.writeString(keys, "nonsense");
        assertFails(
                "pinion: authorized keys file " + keys
                        + ", line 1 is no public key; a line is: [OPTION,...] TYPE BASE64 [COMMENT]",
                1,
                "--ssh",
                0,
                "--authorized-keys",
                keys);
        Ssh ssh = new Ssh(folder);
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertFails(
                    "pinion: cannot listen on 127.0.0.1 port " + taken.getLocalPort() + ": Address already in use",
                    1,
                    "--ssh",
                    taken.getLocalPort(),
                    "--authorized-keys",
                    ssh.authorizedKeys);
        }
    }

    @Test
    void usage_thatIsWrong_isTold() throws Exception {
        String help = "\nTry 'pinion serve --help'.";
        assertFails("pinion: Missing required argument(s): --authorized-keys=FILE" + help, 2, "--ssh", 0);
        assertFails("pinion: Missing required argument(s): --ssh=PORT" + help, 2, "--authorized-keys", keys);
        assertFails(
                "pinion: Invalid value for option '--ssh': no port: 70000" + help,
                2,
                "--ssh",
                70000,
                "--authorized-keys",
                keys);
        assertFails(
                "pinion: Invalid value for option '--idle-timeout': must be more than 0" + help,
                2,
                "--ssh",
                0,
                "--authorized-keys",
                keys,
                "--idle-timeout",
                0);
        Cli nothing = Cli.run("serve");
        assertThat(nothing.err()).isEqualTo("pinion: Missing plugins: give --plugins DIR, or JARs" + help + "\n");
        assertThat(nothing.exit()).isEqualTo(2);
        Cli none = Cli.run("serve", "--plugins", folder.resolve("none"));
        assertThat(none.err()).contains("plugins folder", "none").doesNotContain("\tat ");
        assertThat(none.exit()).isEqualTo(1);
    }

    /** Serves plugins with options that do not fit. */
    private void assertFails(String message, int exit, Object... options) {
        Object[] words = Stream.concat(Stream.of("serve"), Arrays.stream(plugins(options)))
                .toArray();
        assertThat(Cli.run(List.of("-Duser.home=" + folder), words)).isEqualTo(new Cli("", message + "\n", exit));
    }

    private Object[] plugins(Object... options) {
        return Stream.concat(Stream.of("--plugins", plugins), Arrays.stream(options))
                .toArray();
    }

    @Test
    void shell_overSsh_isTheRuntimes_andTheLogIsTheServers() throws Exception {
        TestPlugins.tools(plugins);
        Ssh ssh = new Ssh(folder);
        Object[] options = {
            "--ssh", 0, "--authorized-keys", ssh.authorizedKeys, "--host-key", ssh.hostKey, "--ready-file", ready
        };
        try (Server server = serve(plugins(options))) {
            server.await("ready: 1 plugin open, 0 failed; ssh on 127.0.0.1 port ");
            int port = Integer.parseInt(Files.readAllLines(ready).get(1).substring("ssh=".length()));

            Cli refused = ssh.run(port, "call acme.tools add 1 2; uninstall acme.tools");
            assertThat(refused.out()).isEqualTo("3\n");
            assertThat(refused.err()).startsWith("uninstall of acme.tools").hasLineCount(1);
            assertThat(refused.exit()).isEqualTo(1);
            assertThat(ssh.run(port, "exit")).isEqualTo(new Cli("", "", 0));
            Cli failed = ssh.run(port, "call acme.tools say hello; open " + TestPlugins.failing(folder));
            assertThat(failed.out()).isEqualTo("hello\n");
            assertThat(failed.err()).startsWith("plugin.Open(").doesNotContain(" INFO ");

            assertThat(server.err())
                    .contains("INFO org.pinion.ssh - login of alice from 127.0.0.1 port ")
                    .contains(" with key " + ssh.fingerprint() + ": call acme.tools add 1 2;");
            assertThat(server.out()).isEqualTo("tools init\n");
            assertThat(server.err().lines()).allMatch(line -> line.matches("\\d{4}-\\d\\d-\\d\\dT.*"));
            assertThat(server.signal("TERM").end()).isEqualTo(128 + 15);
        }
    }

    @Test
    void runtime_withoutSsh_loadsNothingOfIt() throws Exception {
        List<String> what =
                List.of("-Xlog:class+load", "-cp", System.getProperty("java.class.path"), Main.class.getName());
        try (Server server = new Server(what, folder, "--plugins", plugins).await("ready: ")) {
            assertThat(server.out())
                    .contains("org.pinion.cli.Daemon")
                    .doesNotContain("org.apache.sshd.", "org.pinion.ssh.", "org.jline.", "org.apache.felix.gogo.");
        }
    }
}
