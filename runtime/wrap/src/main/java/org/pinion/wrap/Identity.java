// SPDX-License-Identifier: Apache-2.0
package org.pinion.wrap;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.InvalidModuleDescriptorException;
import java.lang.module.ModuleDescriptor;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/**
 * The symbolic name and the version of a bundle that is made of a jar.
 *
 * @param name the first that there is of {@code Bundle-SymbolicName}, {@code Automatic-Module-Name}, the name of the
 *     module, groupId and artifactId of {@code pom.properties}, and the name of the file
 * @param version the first that is a version of {@code Bundle-Version}, {@code Implementation-Version}, that of
 *     {@code pom.properties}, and that in the name of the file; else 0.0.0
 */
record Identity(String name, Version version) {

    private static final Pattern POM = Pattern.compile("META-INF/maven/[^/]+/[^/]+/pom\\.properties");

    /** Where a multi-release jar may have its module, too. */
    private static final Pattern MODULE = Pattern.compile("(META-INF/versions/\\d+/)?module-info\\.class");

    /** The version begins at the first number that follows a hyphen. */
    private static final Pattern FILE = Pattern.compile("(.+?)(?:-(\\d.*))?");

    /** Finds the identity of a jar. */
    static Identity of(PlainJar jar, String fileName) throws IOException {
        Attributes headers = jar.headers();
        Matcher file = FILE.matcher(fileName.replaceFirst("\\.[jJ][aA][rR]$", ""));
        boolean split = file.matches();
        Properties pom = pom(jar, fileName);
        String artifact = pom.getProperty("artifactId");
        String group = pom.getProperty("groupId");
        String name = Stream.of(
                        name(headers.getValue(Constants.BUNDLE_SYMBOLICNAME)),
                        headers.getValue("Automatic-Module-Name"),
                        module(jar),
                        group == null || artifact == null ? null : group + "." + artifact,
                        split ? file.group(1) : null)
                .filter(Objects::nonNull)
                .map(Identity::symbolicName)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("library");
        Version version = Stream.of(
                        headers.getValue(Constants.BUNDLE_VERSION),
                        headers.getValue(Attributes.Name.IMPLEMENTATION_VERSION),
                        pom.getProperty("version"),
                        split ? file.group(2) : null)
                .map(OsgiVersion::of)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(Version.emptyVersion);
        return new Identity(name, version);
    }

    private static String name(String header) {
        return header == null ? null : header.split(";")[0];
    }

    /** Leaves what a symbolic name may have. */
    private static String symbolicName(String text) {
        return text.strip()
                .replaceAll("[^A-Za-z0-9_.-]", "_")
                .replaceAll("\\.{2,}", ".")
                .replaceAll("^\\.|\\.$", "");
    }

    private static String module(PlainJar jar) throws IOException {
        for (JarEntry entry : jar.entries()) {
            if (MODULE.matcher(entry.getName()).matches()) {
                try (InputStream content = jar.open(entry)) {
                    return ModuleDescriptor.read(content).name();
                } catch (InvalidModuleDescriptorException e) {
                    // It is damaged, or for a newer Java. There may be another one.
                }
            }
        }
        return null;
    }

    /** A jar with other jars packed into it has their properties, too; the name of the file tells which are its own. */
    private static Properties pom(PlainJar jar, String fileName) throws IOException {
        List<JarEntry> poms = jar.entries().stream()
                .filter(entry -> POM.matcher(entry.getName()).matches())
                .toList();
        for (JarEntry entry : poms) {
            Properties pom = new Properties();
            try (InputStream content = jar.open(entry)) {
                pom.load(content);
            } catch (IllegalArgumentException e) {
                // It has an escape that is none.
                continue;
            }
            if (poms.size() == 1 || fileName.startsWith(pom.getProperty("artifactId", JarFile.MANIFEST_NAME) + "-")) {
                return pom;
            }
        }
        return new Properties();
    }
}
