// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.diagnosis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.osgi.framework.Constants;
import org.pinion.Problem;

/**
 * The jars that were refused lately, and the packages that others would have had from them: what a plugin misses may be
 * in one of these. All methods may be called by any thread.
 */
public final class RefusedJars {

    /** Enough for a folder; the oldest gives way. */
    private static final int LIMIT = 500;

    private final Map<String, Refused> jars = new LinkedHashMap<>();

    /**
     * A refused jar.
     *
     * @param place where it is
     * @param packages what it would have exported
     * @param problems why it was refused
     */
    record Refused(String place, Set<String> packages, List<Problem> problems) {}

    /** Create a list without jars. */
    public RefusedJars() {}

    /**
     * Add a jar; takes the place of what was known of the same file.
     *
     * @param jar has its bytes
     */
    public void add(String place, Path jar, Failure failure) {
        // The JDK would log what is wrong with the manifest.
        Set<String> packages = failure.problems().get(0).kind() == Problem.Kind.MANIFEST ? Set.of() : packages(jar);
        synchronized (jars) {
            jars.remove(place);
            if (!packages.isEmpty()) {
                jars.put(place, new Refused(place, packages, failure.problems()));
            }
            if (jars.size() > LIMIT) {
                jars.remove(jars.keySet().iterator().next());
            }
        }
    }

    /** Forget a jar that is not refused any more. */
    public void remove(String place) {
        synchronized (jars) {
            jars.remove(place);
        }
    }

    /** Finds a jar that would have had a package, if its file is still there. */
    Optional<Refused> having(String packageName) {
        List<Refused> found;
        synchronized (jars) {
            found = jars.values().stream()
                    .filter(jar -> jar.packages().contains(packageName))
                    .toList();
        }
        return found.stream().filter(jar -> Files.exists(Path.of(jar.place()))).findFirst();
    }

    private static Set<String> packages(Path file) {
        Set<String> packages = new TreeSet<>();
        try (JarFile jar = new JarFile(file.toFile(), false)) {
            Manifest manifest = jar.getManifest();
            if (manifest != null && manifest.getMainAttributes().getValue(Constants.BUNDLE_SYMBOLICNAME) != null) {
                // Of a bundle nobody gets more than it exports.
                addExports(manifest.getMainAttributes().getValue(Constants.EXPORT_PACKAGE), packages);
                return packages;
            }
            jar.stream().map(JarEntry::getName).forEach(name -> {
                int slash = name.lastIndexOf('/');
                if (slash > 0 && name.endsWith(".class") && !name.startsWith("META-INF/")) {
                    packages.add(name.substring(0, slash).replace('/', '.'));
                }
            });
        } catch (IOException | IllegalArgumentException e) {
            // It was refused for that.
        }
        return packages;
    }

    private static void addExports(String header, Set<String> packages) {
        String names = header == null ? "" : header.replaceAll("\"[^\"]*\"", "");
        for (String part : names.split("[,;]")) {
            if (!part.isBlank() && part.indexOf('=') < 0) {
                packages.add(part.strip());
            }
        }
    }
}
