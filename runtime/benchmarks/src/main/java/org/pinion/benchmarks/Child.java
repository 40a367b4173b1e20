// SPDX-License-Identifier: Apache-2.0
package org.pinion.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.pinion.benchmarks.report.Measurements;

/** Runs processes to their end. */
final class Child {

    private Child() {}

    /**
     * Run a program of {@code org.pinion.benchmarks.child}.
     *
     * @param options of Java
     * @param program the simple name of its class
     * @return the samples that it prints
     */
    static Measurements measure(List<String> options, String program, Object... arguments) {
        List<String> command = new ArrayList<>(List.of(Workplace.java().toString()));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "org.pinion.benchmarks.child." + program));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        Measurements measurements = new Measurements();
        run(Path.of("").toAbsolutePath(), command).lines().forEach(measurements::read);
        return measurements;
    }

    /**
     * Run a command.
     *
     * @return what it prints
     * @throws IllegalStateException if it fails, with all that it has printed
     */
    static String run(Path folder, List<String> command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            Process process =
                    builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            if (status != 0) {
                throw new IllegalStateException(
                        String.join(" ", command) + "\nended with status " + status + ":\n" + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
