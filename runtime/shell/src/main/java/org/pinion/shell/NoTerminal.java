// SPDX-License-Identifier: Apache-2.0
package org.pinion.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;

/** The terminal of scripts, which knows neither colours nor keys. */
final class NoTerminal {

    private NoTerminal() {}

    static Terminal create() throws IOException {
        Terminal terminal = new DumbTerminal(
                "script",
                Terminal.TYPE_DUMB,
                InputStream.nullInputStream(),
                OutputStream.nullOutputStream(),
                StandardCharsets.UTF_8);
        terminal.setSize(new Size(80, 24));
        return terminal;
    }
}
