// SPDX-License-Identifier: Apache-2.0
package org.pinion.acceptance.hosts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.pinion.Plugin;
import org.pinion.PluginException;
import org.pinion.Problem;
import org.pinion.embed.Pinion;

/** Lives on a disk that is full from time to time. */
public final class FullDiskHost {

    private FullDiskHost() {}

    /**
     * Runs the host.
     *
     * @param arguments the jar, and a folder that is a disk of its own with a few blocks
     */
    public static void main(String[] arguments) throws IOException {
        Path jar = Path.of(arguments[0]);
        Path disk = Path.of(arguments[1]);
        List<Path> ballast = fill(disk, 0);
        tell(() -> Pinion.builder().storage(disk).start());
        delete(ballast);
        System.out.println("left: " + names(disk));
        try (Pinion pinion = Pinion.builder().storage(disk).start()) {
            // Room for nothing, then for one copy of the jar, which is all that an open takes.
            for (int blocks : List.of(0, 1)) {
                ballast = fill(disk, blocks);
                tell(() -> pinion.open(jar));
                System.out.println(pinion.plugins() + " "
                        + pinion.framework().getBundleContext().getBundles().length);
                delete(ballast);
            }
            Plugin plugin = pinion.open(jar);
            System.out.println("opened, 2 + 3 = " + SimpleHost.sum(plugin));
        }
        System.out.println("left: " + names(disk));
    }

    private static void tell(Runnable action) {
        try {
            action.run();
            System.out.println("done");
        } catch (PluginException e) {
            System.out.println(e.reason() + " "
                    + e.problems().stream().map(Problem::summary).toList());
        }
    }

    /** Writes until there is no more room, then makes room for some blocks of 4096 bytes. */
    private static List<Path> fill(Path disk, int blocks) throws IOException {
        List<Path> files = new ArrayList<>();
        try {
            while (true) {
                Path file = disk.resolve("ballast" + files.size());
                files.add(file);
                Files.write(file, new byte[4096]);
            }
        } catch (IOException full) {
            for (int i = 0; i <= blocks; i++) {
                Files.deleteIfExists(files.remove(files.size() - 1));
            }
            return files;
        }
    }

    private static void delete(List<Path> files) throws IOException {
        for (Path file : files) {
            Files.delete(file);
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
