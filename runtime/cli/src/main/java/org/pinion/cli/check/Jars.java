// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import org.pinion.shell.command.CommandException;

/** The jars that a command is given. */
public final class Jars {

    private Jars() {}

    /** Is shown an open jar with the headers of its manifest. */
    interface Reader<T> {
        T read(JarFile jar, Identity identity, Attributes headers) throws IOException;
    }

    /**
     * List the jars: those that are named, and all of the folders that are named, each once.
     *
     * @param named files and folders
     * @return the files; whether each is a jar is not looked at
     * @throws CommandException if a folder cannot be read, or has no jar
     */
    public static List<Path> list(List<Path> named) throws CommandException {
        Set<Path> all = new LinkedHashSet<>();
        for (Path path : named) {
            if (Files.isDirectory(path)) {
                all.addAll(ofFolder(path));
            } else {
                all.add(path.normalize());
            }
        }
        return List.copyOf(all);
    }

    private static List<Path> ofFolder(Path folder) throws CommandException {
        List<Path> jars = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.toString().endsWith(".jar") && Files.isRegularFile(file))
                    .map(Path::normalize)
                    .sorted()
                    .forEach(jars::add);
        } catch (IOException e) {
            throw new CommandException("cannot read folder " + folder + ": " + e.getMessage(), e);
        }
        if (jars.isEmpty()) {
            throw new CommandException("folder " + folder + " has no jars", List.of());
        }
        return jars;
    }

    /**
     * Opens a jar and has it read.
     *
     * @throws CommandException if that fails; it names the file and says why in one line
     */
    static <T> T read(Path file, Reader<T> reader) throws CommandException {
        try {
            if (Files.size(file) == 0) {
                throw new CommandException(file + ": is not a jar file: it is empty", List.of());
            }
            try (JarFile jar = new JarFile(file.toFile(), false)) {
                var manifest = jar.getManifest();
                Attributes headers = manifest == null ? new Attributes() : manifest.getMainAttributes();
                return reader.read(jar, Identity.of(file, headers), headers);
            }
        } catch (NoSuchFileException e) {
            throw new CommandException(file + ": no such file", e);
        } catch (ZipException e) {
            throw new CommandException(file + ": is not a jar file, or a damaged one: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new CommandException(file + ": " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new CommandException(file + ": has an entry whose name is not in UTF-8", e);
        }
    }
}
