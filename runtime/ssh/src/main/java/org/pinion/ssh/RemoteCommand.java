// SPDX-License-Identifier: Apache-2.0
package org.pinion.ssh;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.Signal;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.ExternalTerminal;
import org.jspecify.annotations.Nullable;
import org.pinion.shell.Shell;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What somebody does in a channel: run one script, type at a terminal, or send lines. */
final class RemoteCommand implements Command {

    private static final Logger LOG = LoggerFactory.getLogger("org.pinion.ssh");

    private static final int BROKEN = 255;

    private final Future<Shell> shell;
    private final Logins logins;

    /** {@code null} for what is typed or sent. */
    private final @Nullable String script;

    // SSHD gives these before it starts the command.
    @SuppressWarnings("NullAway.Init")
    private InputStream in;

    @SuppressWarnings("NullAway.Init")
    private OutputStream out;

    @SuppressWarnings("NullAway.Init")
    private OutputStream err;

    @SuppressWarnings("NullAway.Init")
    private ExitCallback exit;

    /** {@code null} until it starts. */
    private volatile @Nullable Thread thread;

    RemoteCommand(Future<Shell> shell, Logins logins, @Nullable String script) {
        this.shell = shell;
        this.logins = logins;
        this.script = script;
    }

    @Override
    public void setInputStream(InputStream stream) {
        in = stream;
    }

    @Override
    public void setOutputStream(OutputStream stream) {
        out = stream;
    }

    @Override
    public void setErrorStream(OutputStream stream) {
        err = stream;
    }

    @Override
    public void setExitCallback(ExitCallback callback) {
        exit = callback;
    }

    @Override
    public void start(ChannelSession channel, Environment environment) {
        thread = new Thread(null, () -> run(channel, environment), "pinion-ssh-session", 0, false);
        thread.setDaemon(true);
        thread.start();
    }

    /** The client has gone: what still runs is told so. */
    @Override
    public void destroy(ChannelSession channel) {
        if (thread != null) {
            thread.interrupt();
        }
    }

    private void run(ChannelSession channel, Environment environment) {
        int status = BROKEN;
        try {
            if (ShellChannels.hasTerminal(channel)) {
                status = runAtTerminal(channel, environment);
            } else if (script != null) {
                logins.logCommand(channel.getSession(), script);
                status = shell.get().run(script, in, out, err, false);
            } else {
                status = shell.get().run(lines(channel), out, err, false);
            }
            out.flush();
            err.flush();
        } catch (InterruptedException | IOException e) {
            LOG.debug("the client has gone", e);
        } catch (ExecutionException | IllegalStateException e) {
            LOG.debug("the runtime is being closed", e);
        } finally {
            exit.onExit(status);
        }
    }

    private int runAtTerminal(ChannelSession channel, Environment environment)
            throws IOException, InterruptedException, ExecutionException {
        try (Terminal terminal = new ExternalTerminal(
                "ssh", environment.getEnv().get(Environment.ENV_TERM), in, out, Charset.defaultCharset())) {
            resize(terminal, environment.getEnv());
            environment.addSignalListener(
                    (source, signal) -> {
                        resize(terminal, environment.getEnv());
                        terminal.raise(Terminal.Signal.WINCH);
                    },
                    Signal.WINCH);
            if (script == null) {
                return shell.get().interact(terminal, line -> logins.logCommand(channel.getSession(), line));
            }
            logins.logCommand(channel.getSession(), script);
            Thread running = Thread.currentThread();
            terminal.handle(Terminal.Signal.INT, signal -> running.interrupt());
            return shell.get().run(script, terminal.input(), terminal.output(), terminal.output(), false);
        }
    }

    private static void resize(Terminal terminal, Map<String, String> environment) {
        int columns = number(environment.get(Environment.ENV_COLUMNS));
        int lines = number(environment.get(Environment.ENV_LINES));
        // Some clients do not know; nothing could be shown in no columns.
        terminal.setSize(columns > 0 && lines > 0 ? new Size(columns, lines) : new Size(80, 24));
    }

    private static int number(@Nullable String text) {
        try {
            return text == null ? 0 : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private BufferedReader lines(ChannelSession channel) {
        return new BufferedReader(new InputStreamReader(in, Charset.defaultCharset())) {
            @Override
            public String readLine() throws IOException {
                String line = super.readLine();
                if (line != null && !line.isBlank()) {
                    logins.logCommand(channel.getSession(), line);
                }
                return line;
            }
        };
    }
}
