// SPDX-License-Identifier: Apache-2.0
package org.pinion.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.pinion.benchmarks.report.Measurements;

/** Go's own plugins, where there is a {@code go} with what it needs to build them. */
final class GoPeer {

    private final Path folder;

    private GoPeer(Path folder) {
        this.folder = folder;
    }

    /**
     * Build a plugin and a host.
     *
     * @return empty if Go cannot do it here
     */
    static Optional<GoPeer> find(Path folder) throws IOException {
        if (!works(List.of("go", "version"), Path.of(".")) || !works(List.of("gcc", "--version"), Path.of("."))) {
            return Optional.empty();
        }
        for (String program : List.of("plugin", "host")) {
            Path source = folder.resolve(program).resolve("main.go");
            Files.createDirectories(source.getParent());
            try (InputStream text = GoPeer.class.getResourceAsStream("go/" + program + ".go.txt")) {
                Files.write(source, text.readAllBytes());
            }
        }
        Files.writeString(folder.resolve("go.mod"), "module bench\n\ngo 1.18\n");
        boolean built = works(List.of("go", "build", "-buildmode=plugin", "-o", "add.so", "./plugin"), folder)
                && works(List.of("go", "build", "-o", "call", "./host"), folder);
        return built ? Optional.of(new GoPeer(folder)) : Optional.empty();
    }

    private static boolean works(List<String> command, Path folder) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD);
            builder.environment().put("CGO_ENABLED", "1");
            return builder.start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Gives the command that opens the plugin and calls it once. */
    List<String> command() {
        return List.of(
                folder.resolve("call").toString(), folder.resolve("add.so").toString());
    }

    /** Measures calls and lookups. */
    void measure(Measurements measurements) {
        Child.run(folder, List.of(command().get(0), command().get(1), "measure"))
                .lines()
                .forEach(measurements::read);
    }
}
