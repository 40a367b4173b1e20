// SPDX-License-Identifier: Apache-2.0
package org.pinion.ssh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.pinion.embed.Pinion;
import org.pinion.shell.PinionCommands;
import org.pinion.shell.Shell;
import org.pinion.testing.BundleBuilder;

/** A runtime whose shell listens, with an open plugin {@code acme.tools}. */
final class Stage implements AutoCloseable {

    private static final Path LOG = Path.of("target/tests.log");

    final Pinion pinion =
            Pinion.builder().management(false).share(Shell.packages()).start();
    final Path authorizedKeys;
    final SshShell ssh;

    private final Shell shell = Shell.on(pinion, List.of(new PinionCommands(pinion)));

    Stage(Path folder, KeyPair... keys) throws IOException {
        this(folder, Duration.ofMinutes(5), keys);
    }

    Stage(Path folder, Duration idleTimeout, KeyPair... keys) throws IOException {
        authorizedKeys = folder.resolve("authorized_keys");
        authorize(keys);
        pinion.open(BundleBuilder.plugin("acme.tools", "acme.tools")
                .source("acme.tools.Tools", """
                        public final class Tools {
                            public static int add(int a, int b) { return a + b; }
                            public static int addAll(int... all) { return java.util.Arrays.stream(all).sum(); }
                        }
                        """)
                .buildTo(folder));
        SshSettings settings = SshSettings.builder(authorizedKeys, folder.resolve("host_key"))
                .idleTimeout(idleTimeout)
                .build();
        ssh = SshShell.start(settings, CompletableFuture.completedFuture(shell));
    }

    /** Lets these keys in, and no others. */
    void authorize(KeyPair... keys) throws IOException {
        Files.write(
                authorizedKeys, java.util.Arrays.stream(keys).map(Keys::line).toList());
    }

    /** Gives the lines of the log about a key. */
    static List<String> log(KeyPair key) {
        return log(Keys.fingerprint(key));
    }

    static List<String> log(String text) {
        try {
            return Files.readAllLines(LOG).stream()
                    .filter(line -> line.contains(text))
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        ssh.close();
        shell.close();
        pinion.close();
    }
}
