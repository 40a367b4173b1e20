// SPDX-License-Identifier: Apache-2.0
package org.pinion.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pinion.embed.Pinion;

class ShellTests {

    @Test
    void shell_closed_leavesNothing() {
        PrintStream out = System.out;
        try (Pinion pinion = Pinion.builder().management(false).start()) {
            for (int i = 0; i < 2; i++) {
                Shell.on(pinion, List.of(new TestCommands(pinion))).close();

                assertThat(System.out).isSameAs(out);
                assertThat(pinion.framework().getRegisteredServices())
                        .noneMatch(service -> service.getProperty("osgi.command.scope") != null);
            }
        }
    }

    @Test
    void shell_closedAfterItsRuntime_givesTheStreamsBack() {
        PrintStream out = System.out;
        Pinion pinion = Pinion.builder().management(false).start();
        Shell shell = Shell.on(pinion, List.of());
        pinion.close();

        shell.close();

        assertThat(System.out).isSameAs(out);
    }

    @Test
    void shell_second_isRefused() {
        try (Pinion pinion = Pinion.builder().management(false).start();
                Shell shell = Shell.on(pinion, List.of())) {
            assertThatThrownBy(() -> Shell.on(pinion, List.of()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("there is an open shell in this JVM already");
            assertThat(shell.run("echo a", System.in, System.out, System.err, false))
                    .isZero();
        }
    }
}
