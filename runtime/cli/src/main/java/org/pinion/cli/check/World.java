// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.pinion.linkcheck.ClassInfo;
import org.pinion.linkcheck.ClassSpace;
import org.pinion.linkcheck.PlatformClasses;

/**
 * Some libraries, each in one version, above the JDK: what plugins see. A class that several have is that of the first
 * one, to everybody.
 *
 * <p>Safe for use by several threads.
 */
final class World {

    private final String label;
    private final List<Library> libraries;
    private final Set<String> given;
    private final Map<String, Space> homes = new HashMap<>();
    private final Set<String> notGiven = ConcurrentHashMap.newKeySet();

    /** The classes of one library, and all that it sees. */
    private final class Space implements ClassSpace {

        private final Library library;
        private final Map<String, ClassInfo> known = new ConcurrentHashMap<>();

        Space(Library library) {
            this.library = library;
        }

        @Override
        public @Nullable ClassInfo find(String name) {
            return World.this.find(name);
        }

        ClassInfo own(String name) {
            return known.computeIfAbsent(name, each -> {
                byte[] bytes = library.bytes(each);
                try {
                    return ClassInfo.read(this, bytes == null ? new byte[0] : bytes);
                } catch (RuntimeException e) {
                    // ASM has no exception of its own for damaged files.
                    throw Library.unreadable(library, each, e);
                }
            });
        }

        @Override
        public boolean isUncertain(String name) {
            return World.this.isUncertain(name, notGiven);
        }

        @Override
        public byte @Nullable [] read(String name) {
            return library.bytes(name);
        }

        @Override
        public String origin() {
            return World.origin(library);
        }
    }

    /**
     * Puts libraries together.
     *
     * @param label tells this world from the others
     * @param given the packages that a library has in some version: a class that is missing from them is missing
     */
    World(String label, List<Library> libraries, Set<String> given) {
        this.label = label;
        this.libraries = libraries;
        this.given = given;
        for (Library library : libraries) {
            Space space = new Space(library);
            library.classes().forEach(name -> homes.putIfAbsent(name, space));
        }
    }

    String label() {
        return label;
    }

    List<Library> libraries() {
        return libraries;
    }

    /** Lists the packages that libraries need, that plugins have led to, and that nobody knows. */
    Set<String> notGiven() {
        return notGiven;
    }

    @Nullable
    ClassInfo find(String name) {
        Space home = name.startsWith("java/") ? null : homes.get(name);
        return home == null ? PlatformClasses.running().findExported(name) : home.own(name);
    }

    /**
     * Tells whether nobody knows the classes of a package.
     *
     * @param asked where to note the package then
     */
    boolean isUncertain(String name, Set<String> asked) {
        String packageName = Library.packageOf(name);
        boolean uncertain = !isGiven(packageName);
        if (uncertain) {
            asked.add(packageName);
        }
        return uncertain;
    }

    /** Tells whether the classes of a package are known, as a library or the JDK has it. */
    boolean isGiven(String packageName) {
        return given.contains(packageName) || isPlatform(packageName);
    }

    static boolean isPlatform(String packageName) {
        return PlatformClasses.running().exports(packageName);
    }

    private static String origin(Library library) {
        return library.identity() + " (" + library.identity().file() + ")";
    }

    /** Names where a class is, or, if it is missing, where others of its package are. */
    String origin(@Nullable ClassSpace provider, String packageName) {
        if (provider != null) {
            return provider.origin();
        }
        return libraries.stream()
                .filter(library -> library.packages().contains(packageName))
                .findFirst()
                .map(World::origin)
                .orElseGet(() ->
                        isPlatform(packageName) ? PlatformClasses.running().origin() : label);
    }
}
