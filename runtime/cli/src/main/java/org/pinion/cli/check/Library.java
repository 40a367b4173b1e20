// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli.check;

import java.lang.ref.SoftReference;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Opcodes;
import org.osgi.framework.Version;
import org.pinion.linker.BundleContent;
import org.pinion.linker.LinkReferences;
import org.pinion.shell.command.CommandException;

/**
 * A jar that plugins are held against. Its class files can be read again, so they may be forgotten when memory is
 * short.
 *
 * <p>Safe for use by several threads.
 */
final class Library {

    private static final String VERSION = "Lorg/osgi/annotation/versioning/Version;";

    private final Identity identity;
    private final Set<String> classes;
    private final Set<String> packages = new TreeSet<>();
    private final Map<String, Version> versions = new HashMap<>();
    private final Set<String> exported = new TreeSet<>();

    private SoftReference<Map<String, byte[]>> files;

    private Library(Identity identity, Attributes headers, Map<String, byte[]> files) {
        this.identity = identity;
        this.files = new SoftReference<>(files);
        classes = Set.copyOf(files.keySet());
        for (String name : classes) {
            packages.add(packageOf(name));
        }
        for (Clause export : Clause.parse(headers.getValue("Export-Package"))) {
            String version = export.get("version");
            export.paths().forEach(path -> versions.put(path, parse(version == null ? "0.0.0" : version)));
            exported.addAll(export.paths());
        }
        for (String each : packages) {
            if (!versions.containsKey(each)) {
                Version version = declared(files.get(each.replace('.', '/') + "/package-info"));
                if (version == null && !identity.bundle() && !identity.version().isEmpty()) {
                    version = identity.osgiVersion();
                }
                if (version != null) {
                    versions.put(each, version);
                }
            }
        }
    }

    static Library read(Path file) throws CommandException {
        return Jars.read(
                file,
                (jar, identity, headers) ->
                        new Library(identity, headers, LinkReferences.classFiles(BundleContent.of(jar))));
    }

    private static Version parse(String version) {
        try {
            return Version.parseVersion(version);
        } catch (IllegalArgumentException e) {
            // No framework would take it; opening it tells.
            return Version.emptyVersion;
        }
    }

    /** Reads the version that a package has by annotation, which is how a host's class path tells it. */
    private static @Nullable Version declared(byte @Nullable [] packageInfo) {
        if (packageInfo == null) {
            return null;
        }
        Version[] found = new Version[1];
        try {
            new ClassReader(packageInfo)
                    .accept(
                            new ClassVisitor(Opcodes.ASM9) {
                                @Override
                                public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
                                    return !descriptor.equals(VERSION)
                                            ? null
                                            : new AnnotationVisitor(Opcodes.ASM9) {
                                                @Override
                                                public void visit(String name, Object value) {
                                                    found[0] = parse(String.valueOf(value));
                                                }
                                            };
                                }
                            },
                            ClassReader.SKIP_CODE);
        } catch (RuntimeException e) {
            // ASM has no exception of its own for damaged files; without the annotation nothing is said of the version.
            return null;
        }
        return found[0];
    }

    /** Gives the name of the package of a class, with dots. */
    static String packageOf(String internalName) {
        return internalName
                .substring(0, Math.max(0, internalName.lastIndexOf('/')))
                .replace('/', '.');
    }

    Identity identity() {
        return identity;
    }

    /** Lists the packages that it has classes in. */
    Set<String> packages() {
        return packages;
    }

    /** Tells whether others may use a package: those that a bundle exports, and all of a jar that is none. */
    boolean offers(String packageName) {
        return identity.bundle() ? exported.contains(packageName) : packages.contains(packageName);
    }

    /** Lists the classes by internal name. */
    Set<String> classes() {
        return classes;
    }

    /** Gives the version of a package; {@code null} if nobody says one. */
    @Nullable
    Version versionOf(String packageName) {
        return versions.get(packageName);
    }

    /** Reads a class file; {@code null} if there is none. */
    byte @Nullable [] bytes(String name) {
        return classes.contains(name) ? files().get(name) : null;
    }

    private synchronized Map<String, byte[]> files() {
        Map<String, byte[]> known = files.get();
        if (known == null) {
            try {
                known = Jars.read(
                        identity.file(), (jar, same, headers) -> LinkReferences.classFiles(BundleContent.of(jar)));
            } catch (CommandException e) {
                throw new UnreadableException(String.valueOf(e.getMessage()), e);
            }
            files = new SoftReference<>(known);
        }
        return known;
    }

    /** Says that a class of a library cannot be read. */
    static UnreadableException unreadable(Library library, String name, Exception cause) {
        String message = library.identity.file() + ": class " + name.replace('/', '.');
        return new UnreadableException(message + " is damaged, or made for a newer Java", cause);
    }

    /** Says that a library cannot be read, to code that can throw no other exception. */
    static final class UnreadableException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        UnreadableException(String message, Exception cause) {
            super(message, cause);
        }
    }
}
