// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.jar;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pinion.Problem;
import org.pinion.Problem.Kind;
import org.pinion.embed.internal.diagnosis.Failure;
import org.pinion.embed.spi.LibraryWrapper;
import org.pinion.linker.BundleContent;
import org.pinion.linker.LinkHeaders;
import org.pinion.linker.Linker;
import org.pinion.spi.Problems;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes bundles of jars that are none, if the host has what that takes; says what to do if not. */
final class PlainJars {

    private static final String MODULE = "org.pinion:pinion-wrap";

    /** Where a servlet container and the like look for what they serve. */
    private static final String OF_THE_WEB = "META-INF/resources/";

    /** Where applications have their code. */
    private static final Pattern OF_APPLICATION = Pattern.compile("(BOOT-INF|WEB-INF)/(?:classes|lib)/.");

    /** The classes with which Spring Boot starts an application from its jar. */
    private static final String LAUNCHER = "org/springframework/boot/loader/";

    private static final Logger LOG = LoggerFactory.getLogger("org.pinion");

    private PlainJars() {}

    /** Looks for the wrapper once, and not before it is needed. */
    private static final class Found {

        /** {@code null} if the host has none. */
        static final LibraryWrapper WRAPPER = find();

        private static LibraryWrapper find() {
            try {
                return ServiceLoader.load(LibraryWrapper.class, PlainJars.class.getClassLoader())
                        .findFirst()
                        .orElse(null);
            } catch (ServiceConfigurationError | LinkageError e) {
                // It is there, but not what it needs.
                return (jar, name, bundle) -> {
                    throw e;
                };
            }
        }
    }

    /** Tells what to do with a jar that is no bundle, and was not said to be a library. */
    static String fix(JarFile jar) throws IOException {
        String build = "build it with bnd and the Pinion linker";
        if (isPlugin(jar)) {
            return build;
        }
        return "if it is a library, "
                + (Found.WRAPPER == null ? "put " + MODULE + " on the class path of Pinion, and " : "")
                + "add it as one, with addLibrary, addlib in the shell, or -L at the command line; if it is a plugin, "
                + build;
    }

    private static boolean isPlugin(JarFile jar) throws IOException {
        Manifest manifest = jar.getManifest();
        return manifest != null && LinkHeaders.areIn(manifest.getMainAttributes()::getValue)
                || !mainPackages(jar).isEmpty();
    }

    private static List<String> mainPackages(JarFile jar) throws IOException {
        return Linker.scan(new PackageInfos(jar)).mainPackages();
    }

    /**
     * Makes a bundle of a jar that is none.
     *
     * @param problem what the jar lacks to be a bundle
     * @throws Failure if it is a plugin, has nothing that could be imported, or there is no wrapper
     */
    static void wrap(Problem problem, Path jar, String fileName, Path bundle) throws Failure {
        requireLibrary(jar, fileName);
        if (Found.WRAPPER == null) {
            throw new Failure(Problems.of(
                    problem.kind(),
                    problem.subject(),
                    problem.summary(),
                    "put " + MODULE + " on the class path of Pinion, which then makes a bundle of it; or make one with"
                            + " 'pinion wrap " + fileName + "', and add that"));
        }
        try {
            Found.WRAPPER.wrap(jar, fileName, bundle);
        } catch (IOException e) {
            throw JarDamage.isOfJar(e) ? JarDamage.of(jar, e) : SourceFile.notStored(e);
        } catch (RuntimeException | ServiceConfigurationError | LinkageError e) {
            throw new Failure(
                    Problems.of(
                            Kind.NOT_A_BUNDLE,
                            "",
                            "no bundle can be made of it: " + Failure.describe(e),
                            "make one with bnd, and add that"),
                    e);
        }
    }

    private static void requireLibrary(Path file, String fileName) throws Failure {
        try (JarFile jar = new JarFile(file.toFile(), false)) {
            if (isPlugin(jar)) {
                List<String> main = mainPackages(jar);
                throw new Failure(Problems.of(
                        Kind.BUNDLE_TYPE,
                        "",
                        "is a plugin, not a library, and not an OSGi bundle: "
                                + (main.isEmpty()
                                        ? "its manifest has headers of Pinion"
                                        : "package " + main.get(0) + " has @PluginMain"),
                        "build it with bnd and the Pinion linker, and open it"));
            }
            List<String> names = jar.stream().map(JarEntry::getName).toList();
            requireNoApplication(names);
            if (names.stream().anyMatch(PlainJars::isClassInPackage)) {
                return;
            }
            if (isEmptyOnPurpose(names)) {
                LOG.info("{} has nothing but META-INF: as a library it offers nothing", fileName);
            } else if (!hasResourcesOnly(names)) {
                throw nothingToImport(content(names), "take the jar with the classes");
            }
        } catch (IOException | IllegalArgumentException e) {
            throw JarDamage.of(file, e);
        }
    }

    private static Failure nothingToImport(String content, String fix) {
        return new Failure(Problems.of(
                Kind.NOT_A_BUNDLE,
                "",
                "is not an OSGi bundle, and " + content + ", so nothing can be imported from it",
                fix + "; or leave it out"));
    }

    private static boolean isClassInPackage(String name) {
        return name.endsWith(".class")
                && name.indexOf('/') > 0
                && !name.startsWith("META-INF/")
                && !name.endsWith("module-info.class");
    }

    /** Looks for what has all of its code where only those who run it look; a library may have some there, too. */
    private static void requireNoApplication(List<String> names) throws Failure {
        List<String> places = names.stream()
                .map(OF_APPLICATION::matcher)
                .filter(Matcher::lookingAt)
                .map(place -> place.group(1))
                .toList();
        if (!places.isEmpty()
                && names.stream()
                        .filter(PlainJars::isClassInPackage)
                        .allMatch(name -> OF_APPLICATION.matcher(name).lookingAt() || name.startsWith(LAUNCHER))) {
            throw nothingToImport(
                    "is an application: its code is in " + places.get(0),
                    "take the jars of the libraries that it has in " + places.get(0) + "/lib");
        }
    }

    /** Some libraries have become part of others, and are published without anything for those who still name them. */
    private static boolean isEmptyOnPurpose(List<String> names) {
        return !names.isEmpty()
                && names.stream().allMatch(name -> name.endsWith("/") || name.startsWith("META-INF/"))
                && names.stream().noneMatch(name -> name.startsWith(OF_THE_WEB) && isResource(name))
                && !hasSources(names);
    }

    /** A jar of sources or documentation has resources, too, but was taken for the one with the classes. */
    private static boolean hasResourcesOnly(List<String> names) {
        return names.stream().anyMatch(PlainJars::isResource) && !hasSources(names) && !hasDocumentation(names);
    }

    private static boolean isResource(String name) {
        return !name.endsWith("/")
                && !name.endsWith(".class")
                && (!name.startsWith("META-INF/") || name.startsWith(OF_THE_WEB));
    }

    private static boolean hasSources(List<String> names) {
        return names.stream()
                .anyMatch(name -> name.endsWith(".java") || name.endsWith(".kt") || name.endsWith(".scala"));
    }

    /** Tells it by the list of packages that javadoc writes; a page called index.html may be meant for the web. */
    private static boolean hasDocumentation(List<String> names) {
        return names.contains("index.html") && (names.contains("element-list") || names.contains("package-list"));
    }

    private static String content(List<String> names) {
        if (hasSources(names)) {
            return "has sources but no classes";
        }
        if (hasDocumentation(names)) {
            return "has documentation but no classes";
        }
        if (names.contains("module-info.class")) {
            return "has no classes but module-info";
        }
        return names.isEmpty() ? "is empty" : "has no class in a package";
    }

    /** The part of a jar that tells whether it is a plugin. */
    private record PackageInfos(JarFile jar) implements BundleContent {
        @Override
        public List<String> entries() {
            return jar.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.endsWith("/package-info.class"))
                    .toList();
        }

        @Override
        public InputStream open(String name) throws IOException {
            return jar.getInputStream(jar.getEntry(name));
        }

        @Override
        public String header(String name) {
            return null;
        }
    }
}
