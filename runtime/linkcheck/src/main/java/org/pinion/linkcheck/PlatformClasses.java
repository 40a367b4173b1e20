// SPDX-License-Identifier: Apache-2.0
package org.pinion.linkcheck;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The classes of the JDK that runs.
 *
 * @since 0.1
 */
public final class PlatformClasses implements ClassSpace {

    private static final PlatformClasses RUNNING = new PlatformClasses();

    private final Map<String, Optional<ClassInfo>> known = new ConcurrentHashMap<>();

    /** The packages beside {@code java.*} that are exported; {@code null} until somebody asks. */
    private volatile @Nullable Set<String> exported;

    private PlatformClasses() {}

    /**
     * Give the classes of the JDK that runs.
     *
     * @return the one space of them
     */
    public static PlatformClasses running() {
        return RUNNING;
    }

    /** Finds a class as those of the JDK see it, whether its package is exported or not. */
    @Override
    public @Nullable ClassInfo find(String name) {
        Optional<ClassInfo> found = known.get(name);
        if (found == null) {
            byte[] bytes = read(name);
            found = bytes == null ? Optional.empty() : Optional.of(ClassInfo.read(this, bytes));
            if (found.isPresent()) {
                known.put(name, found);
            }
        }
        return found.orElse(null);
    }

    /**
     * Find a class as everybody sees it.
     *
     * @param name the internal name
     * @return the class; {@code null} if there is none, or its package is not exported to everybody
     */
    public @Nullable ClassInfo findExported(String name) {
        return exports(Hierarchy.packageOf(name).replace('/', '.')) ? find(name) : null;
    }

    /**
     * Tell whether everybody sees a package.
     *
     * @param packageName its name, with dots
     * @return whether the JDK has it and exports it to everybody
     */
    public boolean exports(String packageName) {
        if (packageName.startsWith("java.")) {
            return true;
        }
        Set<String> packages = exported;
        if (packages == null) {
            packages = ModuleLayer.boot().modules().stream()
                    .filter(module -> module.getDescriptor() != null)
                    .flatMap(module -> module.getPackages().stream().filter(module::isExported))
                    .collect(Collectors.toUnmodifiableSet());
            exported = packages;
        }
        return packages.contains(packageName);
    }

    /** Nothing comes to a JDK while it runs. */
    @Override
    public boolean isUncertain(String name) {
        return false;
    }

    @Override
    public byte @Nullable [] read(String name) {
        try (InputStream file = ClassLoader.getPlatformClassLoader().getResourceAsStream(name + ".class")) {
            return file == null ? null : file.readAllBytes();
        } catch (IOException e) {
            return null;
        }
    }

    @Override
    public String origin() {
        return "Java " + Runtime.version().feature() + " (" + System.getProperty("java.home") + ")";
    }
}
