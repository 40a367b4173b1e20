// SPDX-License-Identifier: Apache-2.0
package org.pinion.linkcheck;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pinion.linkcheck.BundleReferences.Part;

/** A bundle twice: what its class loader sees, for the check, and the class loader itself, for the JVM. */
final class TestBundle implements ClassSpace {

    private final String origin;
    private final Map<String, byte[]> classes;
    private final List<TestBundle> imported;
    private final Map<String, Optional<ClassInfo>> found = new ConcurrentHashMap<>();
    private final Loader loader = new Loader();

    /**
     * Makes one.
     *
     * @param classes its class files by internal name
     * @param imported the bundles that its other classes come from, the first first
     */
    TestBundle(String origin, Map<String, byte[]> classes, TestBundle... imported) {
        this.origin = origin;
        this.classes = classes;
        this.imported = List.of(imported);
    }

    /** Checks all references of the bundle. */
    List<Break> check(BundleReferences references) {
        return all(references, part -> LinkCheck.check(part, this));
    }

    /** Checks all references of the bundle for errors alone. */
    List<Break> errors(BundleReferences references) {
        return all(references, part -> LinkCheck.errors(part, this));
    }

    private static List<Break> all(BundleReferences references, Function<References, List<Break>> check) {
        List<Break> breaks = new ArrayList<>();
        for (Part part : Part.values()) {
            try {
                breaks.addAll(check.apply(references.part(part)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return breaks;
    }

    ClassLoader loader() {
        return loader;
    }

    Map<String, byte[]> classes() {
        return classes;
    }

    @Override
    public @Nullable ClassInfo find(String name) {
        return found.computeIfAbsent(name, key -> Optional.ofNullable(search(key)))
                .orElse(null);
    }

    private @Nullable ClassInfo search(String name) {
        byte[] own = classes.get(name);
        if (own != null) {
            return ClassInfo.read(this, own);
        }
        for (TestBundle each : imported) {
            if (each.classes.containsKey(name)) {
                return each.find(name);
            }
        }
        return Platform.INSTANCE.find(name);
    }

    @Override
    public boolean isUncertain(String name) {
        return false;
    }

    @Override
    public byte @Nullable [] read(String name) {
        return classes.get(name);
    }

    @Override
    public String origin() {
        return origin;
    }

    /** The classes of the JDK that runs. */
    private static final class Platform implements ClassSpace {

        static final Platform INSTANCE = new Platform();

        private final Map<String, Optional<ClassInfo>> found = new ConcurrentHashMap<>();

        @Override
        public @Nullable ClassInfo find(String name) {
            return found.computeIfAbsent(
                            name, key -> Optional.ofNullable(read(key)).map(bytes -> ClassInfo.read(this, bytes)))
                    .orElse(null);
        }

        @Override
        public boolean isUncertain(String name) {
            return false;
        }

        @Override
        public byte @Nullable [] read(String name) {
            try (InputStream in = ClassLoader.getPlatformClassLoader().getResourceAsStream(name + ".class")) {
                return in == null ? null : in.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String origin() {
            return "the JDK";
        }
    }

    private final class Loader extends ClassLoader {

        Loader() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            String internal = name.replace('.', '/');
            byte[] own = classes.get(internal);
            if (own != null) {
                return defineClass(name, own, 0, own.length);
            }
            for (TestBundle each : imported) {
                if (each.classes.containsKey(internal)) {
                    return each.loader.loadClass(name);
                }
            }
            throw new ClassNotFoundException(name);
        }
    }
}
