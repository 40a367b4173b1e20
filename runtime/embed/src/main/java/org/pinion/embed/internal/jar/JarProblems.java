// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.jar;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipFile;
import org.pinion.Problem;
import org.pinion.Problem.Kind;
import org.pinion.embed.internal.diagnosis.Failure;
import org.pinion.embed.internal.diagnosis.LinkageDiagnosis;
import org.pinion.embed.internal.diagnosis.ResolveDiagnosis;
import org.pinion.linker.BundleContent;
import org.pinion.linker.ClassVersions;
import org.pinion.linker.ClassVersions.Needed;

/** Looks at all of a jar for the causes of a failure that has happened; too much work for every open. */
public final class JarProblems {

    /** The framework takes imports and requirements from it instead, if it is below META-INF/versions. */
    private static final String SUPPLEMENT = "OSGI-INF/MANIFEST.MF";

    private JarProblems() {}

    /**
     * List what is wrong with the content of a jar, and what keeps the bundle from being resolved.
     *
     * @param unresolved the latter; that it needs a Java which its classes need is told of the classes
     */
    public static List<Problem> of(Path file, List<Problem> unresolved) {
        List<Problem> problems = new ArrayList<>(unresolved);
        try (JarFile jar = new JarFile(file.toFile(), false)) {
            Attributes headers = ManifestFile.of(jar).headers();
            addNewerClasses(BundleContent.of(jar, headers::getValue), problems);
        } catch (IOException | IllegalArgumentException | Failure e) {
            // It could be read a moment ago; whatever is wrong with it is told by then.
        }
        return problems;
    }

    /** List what is wrong with the manifest of a jar, together with what it has for this version of Java only. */
    public static List<Problem> ofManifest(Path file) {
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

    /** Tells once for each newer Java that classes need it; with preview features it must be the very one. */
    private static void addNewerClasses(BundleContent content, List<Problem> problems) throws IOException {
        int running = Runtime.version().feature();
        Map<Needed, List<String>> classes =
                new TreeMap<>(Comparator.comparing(Needed::java).thenComparing(Needed::preview));
        ClassVersions.newerThan(content, running)
                .forEach((name, needed) -> classes.computeIfAbsent(needed, key -> new ArrayList<>())
                        .add(name));
        classes.forEach((needed, names) -> {
            String all = names.get(0) + (names.size() == 1 ? "" : " and " + (names.size() - 1) + " more");
            problems.removeIf(problem ->
                    problem.kind() == Kind.JAVA_VERSION && problem.subject().equals(String.valueOf(needed.java())));
            problems.add(
                    needed.preview()
                            ? LinkageDiagnosis.preview(names.get(0), needed.java())
                            : ResolveDiagnosis.needsJava(
                                    names.get(0),
                                    String.valueOf(needed.java()),
                                    "Java " + needed.java() + " for class " + all));
        });
    }
}
