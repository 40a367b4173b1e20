// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import org.osgi.framework.Constants;
import org.pinion.linker.BundleContent;
import org.pinion.linker.Linkage;
import org.pinion.linker.Linker;
import org.pinion.linker.SymbolTable;

/** Reads the jar of a plugin without opening the plugin. */
final class PluginJar {

    private PluginJar() {}

    /**
     * Read the symbols.
     *
     * @throws CommandException if the file is no plugin
     */
    static SymbolTable symbols(Path file) throws CommandException {
        check(file);
        Linkage linkage = link(file);
        if (!linkage.errors().isEmpty()) {
            throw new CommandException(
                    file + " is not a plugin that can be opened",
                    linkage.errors().stream()
                            .map(org.pinion.linker.Finding::sentence)
                            .toList());
        }
        if (linkage.mainPackages().isEmpty()) {
            throw failed(
                    file,
                    "has no main package; put @PluginMain on the package-info.java of the package with the symbols",
                    null);
        }
        return new SymbolTable(linkage.symbols());
    }

    private static void check(Path file) throws CommandException {
        if (Files.isDirectory(file)) {
            throw failed(file, "is a directory", null);
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            // A pipe would make the tool wait for ever.
            throw failed(file, "is not a file", null);
        }
        try (InputStream bytes = Files.newInputStream(file)) {
            byte[] start = bytes.readNBytes(2);
            if (start.length == 0) {
                throw failed(file, "is not a jar file: it is empty", null);
            }
            if (start.length < 2 || start[0] != 'P' || start[1] != 'K') {
                throw failed(file, "is not a jar file", null);
            }
        } catch (NoSuchFileException e) {
            throw new CommandException("no such file: " + file, e);
        } catch (AccessDeniedException e) {
            throw new CommandException("permission denied: " + file, e);
        } catch (IOException e) {
            throw failed(file, "cannot be read: " + e.getMessage(), e);
        }
    }

    private static Linkage link(Path file) throws CommandException {
        try (JarFile jar = new JarFile(file.toFile(), false)) {
            BundleContent content = BundleContent.of(jar);
            if (content.header(Constants.BUNDLE_SYMBOLICNAME) == null) {
                throw failed(file, "is not an OSGi bundle; build it with bnd and the Pinion linker", null);
            }
            return Linker.read(content);
        } catch (IOException | IllegalArgumentException e) {
            // The zip code throws IllegalArgumentException for names that are not what the archive says they are.
            throw failed(file, "is a damaged or truncated jar file: " + e.getMessage(), e);
        }
    }

    private static CommandException failed(Path file, String why, Throwable cause) {
        return new CommandException(file + " " + why, cause, List.of());
    }
}
