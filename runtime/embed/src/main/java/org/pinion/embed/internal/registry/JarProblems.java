// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.registry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipFile;
import org.pinion.Problem;
import org.pinion.embed.internal.diagnosis.Failure;
import org.pinion.embed.internal.diagnosis.ResolveDiagnosis;
import org.pinion.linker.BundleContent;
import org.pinion.linker.ClassVersions;

/** Looks at all of a jar for the causes of a failure that has happened; too much work for every open. */
final class JarProblems {

    /** The framework takes imports and requirements from it instead, if it is below META-INF/versions. */
    private static final String SUPPLEMENT = "OSGI-INF/MANIFEST.MF";

    private JarProblems() {}

    /** Lists what is wrong with the content of a jar. */
    static List<Problem> of(Path file) {
        List<Problem> problems = new ArrayList<>();
        try (JarFile jar = new JarFile(file.toFile(), false)) {
            Attributes headers = ManifestFile.of(jar).headers();
            addNewerClasses(BundleContent.of(jar, headers::getValue), problems);
        } catch (IOException | IllegalArgumentException | Failure e) {
            // It could be read a moment ago; whatever is wrong with it is told by then.
        }
        return problems;
    }

    /** Lists what is wrong with the manifest of a jar, together with what it has for this version of Java only. */
    static List<Problem> ofManifest(Path file) {
        try (JarFile jar = new JarFile(file.toFile(), false, ZipFile.OPEN_READ, Runtime.version())) {
            Attributes headers = new Attributes(ManifestFile.of(jar).headers());
            JarEntry supplement = jar.getJarEntry(SUPPLEMENT);
            if (jar.isMultiRelease() && supplement != null) {
                try (InputStream content = jar.getInputStream(supplement)) {
                    headers.putAll(ManifestFile.parse(supplement.getRealName(), content.readAllBytes())
                            .headers());
                }
            }
            return HeaderProblems.of(headers);
        } catch (Failure e) {
            return e.problems();
        } catch (IOException | IllegalArgumentException e) {
            return List.of();
        }
    }

    private static void addNewerClasses(BundleContent content, List<Problem> problems) throws IOException {
        int running = Runtime.version().feature();
        Map<String, Integer> newer = ClassVersions.newerThan(content, running);
        for (int version : new TreeSet<>(newer.values())) {
            List<String> classes = newer.entrySet().stream()
                    .filter(entry -> entry.getValue() == version)
                    .map(Map.Entry::getKey)
                    .toList();
            problems.add(ResolveDiagnosis.needsJava(
                    classes.get(0),
                    String.valueOf(version),
                    "Java " + version + " for class " + classes.get(0)
                            + (classes.size() == 1 ? "" : " and " + (classes.size() - 1) + " more")));
        }
    }
}
