// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.jar;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.pinion.PluginException;
import org.pinion.Problem;
import org.pinion.embed.internal.diagnosis.Failure;

/** The file of a plugin that no runtime has opened. */
public final class LoosePlugin {

    private LoosePlugin() {}

    /**
     * Read a plugin for somebody who has no runtime.
     *
     * @throws PluginException with all that is wrong with the jar itself
     */
    public static PluginFile read(Path path) {
        Path copy = null;
        try {
            Path real = SourceFile.realPath(path);
            copy = temporary();
            SourceFile.copy(Files.newInputStream(real), copy);
            PluginFile file = PluginFileReader.read(copy);
            file.requirePlugin();
            List<Problem> problems = new ArrayList<>(JarProblems.ofManifest(copy));
            problems.addAll(file.problems(Set.of()));
            if (!problems.isEmpty()) {
                throw new Failure(problems, null);
            }
            return file;
        } catch (IOException e) {
            throw SourceFile.unreadable(e).toException(reading(path));
        } catch (Failure e) {
            throw e.toException(reading(path));
        } finally {
            delete(copy);
        }
    }

    private static Path temporary() throws Failure {
        try {
            return Files.createTempFile("pinion-read", ".jar");
        } catch (IOException e) {
            throw SourceFile.notStored(e);
        }
    }

    private static String reading(Path path) {
        return "plugin.Read(\"" + path + "\")";
    }

    private static void delete(Path copy) {
        try {
            if (copy != null) {
                Files.delete(copy);
            }
        } catch (IOException e) {
            // Whoever owns the folder for temporary files cleans it up.
        }
    }
}
