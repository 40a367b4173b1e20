// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Uses the shell at a real terminal, as people do. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "its terminals do other things with keys")
class TerminalTests {

    private static final String PROMPT = "pinion> ";
    private static final String CTRL_C = "\003";
    private static final String CTRL_D = "\004";
    private static final String UP = "\033OA";

    /** What is sent when the line is complete, before its command writes anything. */
    private static final String RUNS = "\033>";

    private static final String RED = "\033[31m";

    @TempDir
    Path folder;

    @Test
    void line_typed_isRun_inColours() throws Exception {
        try (Typist typist = new Typist(folder, "xterm-256color")) {
            assertThat(typist.await(PROMPT)).doesNotContain("WARN");
            typist.type("nosuch\r").await(RED + "no command nosuch; 'help' lists them");
            typist.await(PROMPT);
            typist.type(CTRL_D);
            assertThat(typist.end()).isZero();
        }
    }

    @Test
    void tab_completesCommandsOptionsAndFiles() throws Exception {
        Files.createFile(folder.resolve("unmistakable.txt"));
        try (Typist typist = new Typist(folder, "xterm")) {
            typist.await(PROMPT);
            typist.type("unins\t").await("uninstall");
            typist.type("\025sta\t").await("start");
            typist.type("--tr\t").await("--transient");
            typist.type("\025cat " + folder + "/unmis\t").await("unmistakable.txt");
        }
    }

    @Test
    void tab_completesPluginsAndTheirSymbols() throws Exception {
        try (Typist typist = new Typist(folder, "xterm", TestPlugins.tools(folder))) {
            typist.await(PROMPT);
            typist.type("call acme.t\t").await("acme.tools");
            typist.type("ad\t").await("add");
            typist.type(" 1 2\r").await(RUNS);
            typist.await("3");
            typist.await(PROMPT);
            typist.type("lookup acme.tools spl\t").await("split");
            typist.type("\r").await("public static String[] split(String text)");
            typist.await(PROMPT);
            typist.type("get acme.tools cou\t\r").await("count");
            typist.await("42");
        }
    }

    @Test
    void history_isKept_andPrivate() throws Exception {
        try (Typist typist = new Typist(folder, "xterm")) {
            typist.await(PROMPT);
            typist.type("echo first\r").await(RUNS);
            typist.await("first");
            typist.await(PROMPT);
            typist.type("exit\r");
            assertThat(typist.end()).isZero();
        }
        try (Typist typist = new Typist(folder, "xterm")) {
            typist.await(PROMPT);
            typist.type(UP + UP + "\r").await(RUNS);
            typist.await("first");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(".pinion"))))
                .isEqualTo("rwx------");
    }

    @Test
    void interrupt_endsACommandAndALine_notTheShell() throws Exception {
        try (Typist typist = new Typist(folder, "xterm")) {
            typist.await(PROMPT);
            typist.type("sleep 3000\r").await(RUNS);
            Thread.sleep(500);
            typist.type(CTRL_C).await(PROMPT);
            typist.type("nonsense" + CTRL_C).await(PROMPT);
            typist.type("echo alive\r").await(RUNS);
            typist.await("alive");
        }
    }

    @Test
    void terminal_resized_isKnown() throws Exception {
        try (Typist typist = new Typist(folder, "xterm")) {
            typist.await(PROMPT);
            typist.resize(111, 33);
            typist.type("echo $.terminal\r").await("cols=111, rows=33");
            typist.await(PROMPT);
            typist.type("echo $COLUMNS wide\r").await("111 wide");
        }
    }

    @Test
    void terminal_ofUnknownSize_works() throws Exception {
        try (Typist typist = new Typist(0, 0, folder, "xterm")) {
            typist.await(PROMPT);
            typist.type("echo $.terminal\r").await("cols=80, rows=24");
        }
    }

    @Test
    void terminal_thatIsDumb_works() throws Exception {
        try (Typist typist = new Typist(folder, "dumb")) {
            typist.await(PROMPT);
            assertThat(typist.type("echo plain\r").await("\nplain")).doesNotContain("\033");
            typist.await(PROMPT);
            typist.type(CTRL_D);
            assertThat(typist.end()).isZero();
        }
    }

    @Test
    void plugin_thatDoesNotOpen_isTold_andTheShellStarts() throws Exception {
        Path missing = folder.resolve("missing.jar");
        try (Typist typist = new Typist(folder, "xterm", missing)) {
            assertThat(typist.await(PROMPT)).contains("no such file");
            typist.type("exit 4\r");
            assertThat(typist.end()).isEqualTo(4);
        }
    }
}
