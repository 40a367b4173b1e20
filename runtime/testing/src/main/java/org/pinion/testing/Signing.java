// SPDX-License-Identifier: Apache-2.0
package org.pinion.testing;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Signs jars with the tools of the JDK. */
public final class Signing {

    private Signing() {}

    /**
     * Signs jars, which are changed, with a key that is made in a folder.
     *
     * @throws IllegalStateException if a tool of the JDK fails, or takes longer than a minute; the message is what it
     *     printed
     */
    public static void sign(Path folder, Path... jars) throws IOException {
        Path keys = folder.resolve("keys");
        List<String> store = List.of("-keystore", keys.toString(), "-storepass", "secret");
        run("keytool", store, "-genkeypair", "-keyalg", "RSA", "-alias", "me", "-dname", "CN=me", "-keypass", "secret");
        for (Path jar : jars) {
            run("jarsigner", store, jar.toString(), "me");
        }
    }

    private static void run(String tool, List<String> store, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", tool).toString());
        command.addAll(store);
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
        try {
            if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IllegalStateException(tool + ": " + output);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
