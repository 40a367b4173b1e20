// SPDX-License-Identifier: Apache-2.0
package org.pinion.ssh;

import com.pty4j.PtyProcess;
import com.pty4j.PtyProcessBuilder;
import com.pty4j.WinSize;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.common.config.keys.PublicKeyEntry;

/** The client that administrators have. It knows the key of the host, and accepts no other. */
record OpenSsh(Path program) implements Client {

    @Override
    public Run run(Stage stage, KeyPair key, String input, String command) throws Exception {
        List<String> words = words(stage, key, "-T");
        if (command != null) {
            words.add(command);
        }
        Path out = Files.createTempFile("ssh", ".out");
        Path err = Files.createTempFile("ssh", ".err");
        try {
            Process process = new ProcessBuilder(words)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            try (OutputStream stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            }
            if (!process.waitFor(Screen.PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("does not end: " + words);
            }
            return new Run(Files.readString(out), Files.readString(err), process.exitValue());
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    private List<String> words(Stage stage, KeyPair key, String... options) throws Exception {
        Path folder = stage.authorizedKeys.getParent();
        Path identity = Keys.write(key, folder.resolve("identity"));
        Path known = folder.resolve("known_hosts");
        Files.writeString(
                known,
                "[127.0.0.1]:" + stage.ssh.port() + " "
                        + PublicKeyEntry.toString(
                                HostKey.at(folder.resolve("host_key")).getPublic())
                        + "\n");
        List<String> words = new ArrayList<>(List.of(program.toString(), "-F", "none", "-q"));
        for (String option : List.of(
                "BatchMode=yes",
                "IdentitiesOnly=yes",
                "IdentityAgent=none",
                "StrictHostKeyChecking=yes",
                "UserKnownHostsFile=" + known,
                "GlobalKnownHostsFile=/dev/null")) {
            words.addAll(List.of("-o", option));
        }
        words.addAll(List.of(options));
        words.addAll(List.of("-i", identity.toString(), "-p", "" + stage.ssh.port(), "alice@127.0.0.1"));
        return words;
    }

    @Override
    public Typing type(Stage stage, KeyPair key) throws Exception {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("TERM", "xterm");
        PtyProcess process = new PtyProcessBuilder(words(stage, key, "-t").toArray(String[]::new))
                .setEnvironment(environment)
                .setInitialColumns(80)
                .setInitialRows(24)
                .start();
        Screen screen = new Screen();
        Thread reader = new Thread(
                () -> {
                    try (InputStream in = process.getInputStream()) {
                        in.transferTo(screen);
                    } catch (IOException e) {
                        // The other end is gone.
                    }
                },
                "terminal");
        reader.setDaemon(true);
        reader.start();
        return new Typing() {
            @Override
            public Typing type(String keys) throws IOException {
                process.getOutputStream().write(keys.getBytes(StandardCharsets.UTF_8));
                process.getOutputStream().flush();
                return this;
            }

            @Override
            public String await(String text) throws InterruptedException {
                return screen.await(text);
            }

            @Override
            public void resize(int columns, int rows) {
                process.setWinSize(new WinSize(columns, rows));
            }

            @Override
            public int end() throws Exception {
                if (!process.waitFor(Screen.PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    throw new AssertionError("does not end: " + screen);
                }
                return process.exitValue();
            }

            @Override
            public void close() {
                process.destroyForcibly();
            }
        };
    }

    @Override
    public String toString() {
        return "OpenSSH";
    }
}
