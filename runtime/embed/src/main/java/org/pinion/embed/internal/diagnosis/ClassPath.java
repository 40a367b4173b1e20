// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.diagnosis;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.pinion.embed.internal.bundle.Wires;
import org.pinion.linker.ClassPathHeader;

/**
 * The class files that are in a bundle and its fragments, along {@code Bundle-ClassPath}, whether they can be loaded or
 * not: a class loader does not show what an import hides.
 */
final class ClassPath {

    /** Looks at a class file. */
    interface ClassVisitor {
        /**
         * Looks at one.
         *
         * @param className its name, as its place says
         * @param nested whether it is in a jar in the bundle
         */
        void visit(String className, boolean nested, InputStream content) throws IOException;
    }

    /** Looks at a class file, and says whether that is enough. */
    private interface Visitor {
        boolean visit(String path, boolean nested, InputStream content) throws IOException;
    }

    private final List<Bundle> parts = new ArrayList<>();

    ClassPath(Bundle bundle) {
        parts.add(bundle);
        parts.addAll(Wires.fragments(bundle));
    }

    /** Tells whether there is a class. */
    boolean has(String className) {
        return any(file(className), (path, nested, content) -> true);
    }

    /** Tells whether there is any class of a package. */
    boolean hasPackage(String packageName) {
        return any(packageName.isEmpty() ? "*" : packageName.replace('.', '/') + "/*", (path, nested, content) -> true);
    }

    /** Tells whether a class has the name of another one in it. */
    boolean refers(String className, String otherName) {
        return any(file(className), (path, nested, content) -> refers(content, otherName));
    }

    /** Tells whether any class has the name of another one in it. */
    boolean refersTo(String className) {
        return any("**", (path, nested, content) -> refers(content, className));
    }

    /** Lists the elements of {@code Bundle-ClassPath} that are not there. */
    List<String> missing() {
        List<String> missing = new ArrayList<>();
        for (Bundle part : parts) {
            for (String element : elements(part)) {
                if (!isFolder(part, element) && part.getEntry(element) == null) {
                    missing.add(element);
                }
            }
        }
        return missing;
    }

    /** Names the file of a class. */
    static String file(String className) {
        return className.replace('.', '/') + ".class";
    }

    private static boolean refers(InputStream content, String className) throws IOException {
        return new ClassConstants(content.readAllBytes()).referTo(className);
    }

    /** Shows all classes to a visitor. */
    void visitClasses(ClassVisitor visitor) {
        any("**", (path, nested, content) -> {
            visitor.visit(path.substring(0, path.length() - ".class".length()).replace('/', '.'), nested, content);
            return false;
        });
    }

    private static List<String> elements(Bundle part) {
        return ClassPathHeader.elements(part.getHeaders("").get(Constants.BUNDLE_CLASSPATH)).stream()
                .map(element -> element.equals(".") ? "" : element)
                .toList();
    }

    private static boolean isFolder(Bundle part, String element) {
        return element.isEmpty() || part.getEntryPaths(element + "/") != null;
    }

    /**
     * Visits class files until it is enough.
     *
     * @param pattern a file, or {@code folder/*} for those in a folder, or {@code **} for all
     */
    private boolean any(String pattern, Visitor visitor) {
        try {
            for (Bundle part : parts) {
                for (String element : elements(part)) {
                    URL jar = isFolder(part, element) ? null : part.getEntry(element);
                    if (jar != null
                            ? anyInJar(jar, pattern, visitor)
                            : anyInFolder(part, element.isEmpty() ? "" : element + "/", pattern, visitor)) {
                        return true;
                    }
                }
            }
        } catch (IOException e) {
            // What cannot be read is as good as not there.
        }
        return false;
    }

    private static boolean anyInFolder(Bundle part, String root, String pattern, Visitor visitor) throws IOException {
        if (!pattern.endsWith("*")) {
            URL file = part.getEntry(root + pattern);
            return file != null && visit(pattern, file, visitor);
        }
        String folder = pattern.substring(0, pattern.indexOf('*'));
        var paths = part.getEntryPaths("/" + root + folder);
        for (String path : paths == null ? List.<String>of() : Collections.list(paths)) {
            boolean found = path.endsWith("/")
                    ? pattern.endsWith("**") && anyInFolder(part, root, path.substring(root.length()) + "**", visitor)
                    : path.endsWith(".class") && visit(path.substring(root.length()), part.getEntry(path), visitor);
            if (found) {
                return true;
            }
        }
        return false;
    }

    private static boolean visit(String path, URL file, Visitor visitor) throws IOException {
        try (InputStream content = file.openStream()) {
            return visitor.visit(path, false, content);
        }
    }

    private static boolean anyInJar(URL jar, String pattern, Visitor visitor) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(jar.openStream())) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (fits(entry.getName(), pattern) && visitor.visit(entry.getName(), true, zip)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean fits(String name, String pattern) {
        if (pattern.endsWith("**")) {
            return name.endsWith(".class");
        }
        return pattern.endsWith("*")
                ? name.endsWith(".class") && (name.substring(0, name.lastIndexOf('/') + 1) + "*").equals(pattern)
                : name.equals(pattern);
    }
}
