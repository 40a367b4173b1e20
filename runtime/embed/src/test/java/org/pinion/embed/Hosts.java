// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a main class in a JVM of its own, with the class path of the tests. */
final class Hosts {

    private static final int PATIENCE_SECONDS = 120;

    private Hosts() {}

    /**
     * Runs a host to its end.
     *
     * @return what it printed
     * @throws IllegalStateException if it fails, or hangs
     */
    static String run(Class<?> main, List<String> options, Object... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        File output = File.createTempFile("host", ".txt");
        try {
            return output(command, output);
        } finally {
            output.delete();
        }
    }

    private static String output(List<String> command, File output) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();
        boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        String text = java.nio.file.Files.readString(output.toPath());
        if (!ended || process.waitFor() != 0) {
            throw new IllegalStateException((ended ? "failed: " : "hangs: ") + text);
        }
        return text;
    }
}
