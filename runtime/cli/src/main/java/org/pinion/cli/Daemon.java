// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.pinion.PluginException;
import org.pinion.embed.Pinion;
import org.pinion.embed.Progress;
import org.pinion.shell.PinionCommands;
import org.pinion.shell.Shell;
import org.pinion.shell.command.CommandException;
import org.pinion.ssh.SshSettings;
import org.pinion.ssh.SshShell;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A runtime that lives until the process is told to end. Classes of SSH are loaded only if it is asked for. */
final class Daemon {

    private static final Logger LOG = LoggerFactory.getLogger("org.pinion.serve");

    private static final long PATIENCE_SECONDS = 30;

    private final ShellOptions options;
    private final List<Path> jars;

    /** {@code null} for none. */
    private final SshSettings ssh;

    /** {@code null} for none. */
    private final Path readyFile;

    /**
     * What is to be closed, the last one first; of the main thread until it has started, then of the one that ends it.
     */
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    private final CountDownLatch started = new CountDownLatch(1);
    private volatile boolean ending;
    private int failed;

    /** The process is told to end while plugins are being opened. */
    private static final class Ending extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    Daemon(ShellOptions options, List<Path> jars, SshSettings ssh, Path readyFile) {
        this.options = options;
        this.jars = jars;
        this.ssh = ssh;
        this.readyFile = readyFile;
    }

    /** Returns only if the runtime does not start, or is told to end before it has. */
    int run() throws Exception {
        Runtime.getRuntime().addShutdownHook(new Thread(null, this::end, "pinion-end", 0, false));
        boolean complete = false;
        try {
            start();
            complete = true;
        } catch (Ending e) {
            return 0;
        } finally {
            if (!complete) {
                close();
            }
            started.countDown();
        }
        new CountDownLatch(1).await();
        return 0;
    }

    private void start() throws CommandException {
        ReadyFile ready = null;
        String reached = "";
        String content = "pid=" + ProcessHandle.current().pid() + "\n";
        CompletableFuture<Shell> shell = new CompletableFuture<>();
        try {
            if (readyFile != null) {
                ready = ReadyFile.at(readyFile);
            }
            if (ssh != null) {
                int port = listen(shell);
                reached = "; ssh on " + ssh.host() + " port " + port;
                content += "ssh=" + port + "\n";
            }
        } catch (IOException e) {
            throw new CommandException(e.getMessage(), e);
        }
        Pinion pinion = open();
        if (ssh != null) {
            Shell opened = Shell.on(pinion, List.of(new PinionCommands(pinion)));
            parts.push(opened);
            shell.complete(opened);
        }
        if (ready != null) {
            write(ready, content);
        }
        int open = pinion.plugins().size();
        LOG.info(
                "ready: {} {} open, {} failed{}; pid {}",
                open,
                open == 1 ? "plugin" : "plugins",
                failed,
                reached,
                ProcessHandle.current().pid());
    }

    /** Listens, so that a port that is taken is known before any plugin runs, and gives the port. */
    private int listen(Future<Shell> shell) throws IOException {
        SshShell listening = SshShell.start(ssh, shell);
        parts.push(listening);
        return listening.port();
    }

    private Pinion open() {
        Pinion.Builder builder =
                Pinion.builder().commandLine(true).share(Shell.packages()).with(options.with());
        if (options.plugins() != null) {
            builder.plugins(options.plugins()).progress(this::follow);
        }
        Pinion pinion = builder.start();
        parts.push(pinion);
        for (Path jar : jars) {
            endIfTold();
            try {
                LOG.info("opened {} from {}", pinion.open(jar), jar);
            } catch (PluginException e) {
                LOG.warn(e.getMessage());
                failed++;
            }
        }
        endIfTold();
        return pinion;
    }

    private void follow(Progress progress) {
        endIfTold();
        failed = progress.failed();
    }

    private void endIfTold() {
        if (ending) {
            throw new Ending();
        }
    }

    private void write(ReadyFile ready, String content) throws CommandException {
        try {
            ready.write(content);
            parts.push(ready);
        } catch (IOException e) {
            throw new CommandException("cannot write the ready file " + readyFile + ": " + e.getMessage(), e);
        }
    }

    /** Runs when the process is told to end, or somebody has called {@link System#exit}. */
    private void end() {
        ending = true;
        try {
            if (!started.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("a plugin is still being opened; the process ends nevertheless");
                return;
            }
        } catch (InterruptedException e) {
            return;
        }
        if (!parts.isEmpty()) {
            LOG.info("closing");
            close();
            LOG.info("closed");
        }
    }

    private void close() {
        while (!parts.isEmpty()) {
            AutoCloseable part = parts.pop();
            try {
                part.close();
            } catch (Exception e) {
                LOG.warn("cannot close {}", part, e);
            }
        }
    }
}
