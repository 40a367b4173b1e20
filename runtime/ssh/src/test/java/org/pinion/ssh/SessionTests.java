// SPDX-License-Identifier: Apache-2.0
package org.pinion.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.KeyPair;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.session.ClientSession;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pinion.ssh.Client.Run;
import org.pinion.ssh.Client.Typing;

/** What somebody can do who has logged in. */
class SessionTests {

    private static final String PROMPT = "pinion> ";
    private static final String CTRL_C = "\003";
    private static final String CTRL_D = "\004";
    private static final String UP = "\033OA";

    /** What is sent when the line is complete, before its command writes anything. */
    private static final String RUNS = "\033>";

    private static final KeyPair KEY = Keys.make("ed25519");

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("org.pinion.ssh.Client#all")
    void command_run_givesOutputAndStatus(Client client) throws Exception {
        try (Stage stage = new Stage(folder, KEY)) {
            assertThat(client.run(stage, KEY, "", "call acme.tools add 1 2; echo more"))
                    .isEqualTo(new Run("3\nmore\n", "", 0));
            assertThat(client.run(stage, KEY, "", "echo one; nosuch; echo two"))
                    .isEqualTo(new Run("one\n", "no command nosuch; 'help' lists them\n", 1));
            assertThat(client.run(stage, KEY, "", "exit 7")).isEqualTo(new Run("", "", 7));
            assertThat(client.run(stage, KEY, "b\na\n", "sort")).isEqualTo(new Run("a\nb\n", "", 0));
        }
    }

    @ParameterizedTest
    @MethodSource("org.pinion.ssh.Client#all")
    void lines_sent_areAScript(Client client) throws Exception {
        try (Stage stage = new Stage(folder, KEY)) {
            assertThat(client.run(stage, KEY, "echo one\nnosuch\necho two\n", null))
                    .isEqualTo(new Run("one\n", "no command nosuch; 'help' lists them\n", 1));
        }
    }

    @ParameterizedTest
    @MethodSource("org.pinion.ssh.Client#all")
    void shell_atATerminal_completesAndRemembers_inColours(Client client) throws Exception {
        try (Stage stage = new Stage(folder, KEY);
                Typing typing = client.type(stage, KEY)) {
            typing.await(PROMPT);
            typing.type("unins\t").await("uninstall");
            typing.type("\025call acme.t\t").await("acme.tools");
            typing.type("addA\t").await("addAll");
            typing.type(" 1 2 3\r").await(RUNS);
            typing.await("6");
            typing.await(PROMPT);
            typing.type(UP + "\r").await(RUNS);
            typing.await("6");
            typing.await(PROMPT);
            typing.type("nosuch\r").await("\033[31mno command nosuch");
            typing.await(PROMPT);
            typing.type("exit 5\r");
            assertThat(typing.end()).isEqualTo(5);
        }
    }

    @ParameterizedTest
    @MethodSource("org.pinion.ssh.Client#all")
    void shell_ended_leavesTheRuntime(Client client) throws Exception {
        try (Stage stage = new Stage(folder, KEY)) {
            try (Typing typing = client.type(stage, KEY)) {
                typing.await(PROMPT);
                typing.type(CTRL_D);
                assertThat(typing.end()).isZero();
            }
            assertThat(client.run(stage, KEY, "", "call acme.tools add 1 2").out())
                    .isEqualTo("3\n");
        }
    }

    @ParameterizedTest
    @MethodSource("org.pinion.ssh.Client#all")
    void interrupt_endsTheCommand_notTheSession(Client client) throws Exception {
        try (Stage stage = new Stage(folder, KEY);
                Typing typing = client.type(stage, KEY)) {
            typing.await(PROMPT);
            typing.type("sleep 3000\r").await(RUNS);
            Awaitility.await()
                    .untilAsserted(() -> assertThat(Stage.log(KEY)).anyMatch(line -> line.endsWith(": sleep 3000")));
            Thread.sleep(300);
            typing.type(CTRL_C).await(PROMPT);
            typing.type("echo alive\r").await(RUNS);
            typing.await("alive");
        }
    }

    @ParameterizedTest
    @MethodSource("org.pinion.ssh.Client#all")
    void terminal_resized_isKnown(Client client) throws Exception {
        try (Stage stage = new Stage(folder, KEY);
                Typing typing = client.type(stage, KEY)) {
            typing.await(PROMPT);
            typing.type("echo $COLUMNS x\r").await(RUNS);
            typing.await("80 x");
            typing.await(PROMPT);
            typing.resize(111, 33);
            typing.type("echo $.terminal\r").await("cols=111, rows=33");
        }
    }

    @Test
    void sessions_atOnce_doNotMeet() throws Exception {
        Client client = new Mina();
        try (Stage stage = new Stage(folder, KEY);
                Typing one = client.type(stage, KEY);
                Typing other = client.type(stage, KEY)) {
            one.await(PROMPT);
            other.await(PROMPT);
            one.type("x = first\r").await(PROMPT);
            other.type("x = second\r").await(PROMPT);
            one.type("sleep 3000\r").await(RUNS);
            other.type("echo \"<$x>\"\r").await(RUNS);
            assertThat(other.await("<second>")).doesNotContain("first");
            other.type("exit\r");
            assertThat(other.end()).isZero();
            Thread.sleep(300);
            one.type(CTRL_C).await(PROMPT);
            one.type("echo \"<$x>\"\r").await(RUNS);
            assertThat(one.await("<first>")).doesNotContain("second");
        }
    }

    @Test
    void command_whoseClientHasGone_isInterrupted() throws Exception {
        try (Stage stage = new Stage(folder, KEY);
                SshClient client = Mina.client()) {
            try (ClientSession session = Mina.login(client, stage, KEY);
                    ChannelExec channel = session.createExecChannel("sleep 3000")) {
                channel.open().verify(Mina.PATIENCE);
                Awaitility.await().atMost(Mina.PATIENCE).until(() -> sessions() > 0);
            }
            Awaitility.await().atMost(Mina.PATIENCE).until(() -> sessions() == 0);
        }
    }

    @ParameterizedTest
    @MethodSource("org.pinion.ssh.Client#all")
    void shell_whoseClientHasGone_ends(Client client) throws Exception {
        try (Stage stage = new Stage(folder, KEY)) {
            try (Typing waiting = client.type(stage, KEY);
                    Typing busy = client.type(stage, KEY)) {
                waiting.await(PROMPT);
                busy.await(PROMPT);
                busy.type("sleep 3000\r").await(RUNS);
                assertThat(sessions()).isEqualTo(2);
            }
            Awaitility.await().atMost(Mina.PATIENCE).until(() -> sessions() == 0);
        }
    }

    private static long sessions() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("pinion-ssh-session"))
                .count();
    }

    @Test
    void command_atATerminal_isRunThere() throws Exception {
        try (Stage stage = new Stage(folder, KEY);
                SshClient client = Mina.client();
                ClientSession session = Mina.login(client, stage, KEY);
                ChannelExec channel = session.createExecChannel("echo a; nosuch")) {
            Screen screen = new Screen();
            channel.setUsePty(true);
            channel.setPtyType("xterm");
            channel.setOut(screen);
            channel.open().verify(Mina.PATIENCE);
            assertThat(screen.await("lists them")).startsWith("a\r\n");
        }
    }
}
