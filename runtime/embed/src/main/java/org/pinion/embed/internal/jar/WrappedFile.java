// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.jar;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.osgi.framework.Version;
import org.pinion.PluginException;
import org.pinion.Problem.Kind;
import org.pinion.embed.internal.diagnosis.Failure;
import org.pinion.spi.Problems;

/**
 * A bundle that was made of a jar for somebody who has no runtime.
 *
 * @param path where it is
 */
public record WrappedFile(Path path, String name, Version version) {

    /**
     * Make a bundle of a jar.
     *
     * @param target a file, or a folder in which the file is called by name and version of the bundle
     * @throws PluginException with all that is wrong with the jar, or why the file cannot be written
     */
    public static WrappedFile wrap(Path jar, Path target) {
        try {
            Path real = SourceFile.realPath(jar);
            Path folder = Files.createTempDirectory("pinion-wrap");
            try (StagedFile staged = new Staging(folder).of(real)) {
                requirePlain(staged);
                PluginFile file = staged.library();
                Path written = Files.isDirectory(target)
                        ? target.resolve(file.name() + "-" + file.version() + ".jar")
                        : target;
                write(staged.copy(), written, real);
                return new WrappedFile(written, file.name(), file.version());
            } finally {
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            throw SourceFile.unreadable(e).toException(wrapping(jar));
        } catch (Failure e) {
            throw e.toException(wrapping(jar));
        }
    }

    private static String wrapping(Path jar) {
        return "plugin.Wrap(\"" + jar + "\")";
    }

    private static void requirePlain(StagedFile staged) throws Failure {
        try {
            PluginFile file = staged.file();
            boolean library = file.isLibrary();
            throw new Failure(Problems.of(
                    Kind.BUNDLE_TYPE,
                    file.identity(),
                    "is an OSGi bundle already: " + file.identity(),
                    library ? "add it as a library as it is" : "open it as it is"));
        } catch (Failure e) {
            if (!staged.isNoBundle()) {
                throw e;
            }
        }
    }

    private static void write(Path bundle, Path target, Path jar) throws Failure {
        try {
            if (Files.exists(target) && Files.isSameFile(target, jar)) {
                throw new Failure(Problems.of(
                        Kind.FILE,
                        target.toString(),
                        "the bundle would be written over the jar itself",
                        "name another file for it"));
            }
            Files.copy(bundle, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new Failure(
                    Problems.of(
                            Kind.FILE,
                            target.toString(),
                            target + " cannot be written: " + e.getMessage(),
                            "name a file in a folder that exists and that you can write to"),
                    e);
        }
    }
}
