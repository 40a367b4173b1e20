// SPDX-License-Identifier: Apache-2.0
package org.pinion.linker;

import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Tells which Java the classes of a bundle need.
 *
 * @since 0.1
 */
public final class ClassVersions {

    /** The major version of the class files of Java 1, so that Java 17 has 61. */
    private static final int OFFSET = 44;

    private ClassVersions() {}

    /** Gives the feature version of Java whose class files have some major version. */
    static int java(int majorVersion) {
        return majorVersion - OFFSET;
    }

    /**
     * What a class needs.
     *
     * @since 0.1
     */
    @ProviderType
    public interface Needed {

        /**
         * Tell which Java.
         *
         * @return its feature version, such as 17
         */
        int java();

        /**
         * Tell whether it needs preview features of that Java.
         *
         * @return whether it uses some
         */
        boolean preview();
    }

    private record NeededRecord(int java, boolean preview) implements Needed {}

    /**
     * Find the classes that a Java cannot load because they were compiled for a newer one.
     *
     * @param content the bundle
     * @param javaVersion the feature version of the Java, such as 17
     * @return what each of them needs, by class name; versioned classes of multi-release jars are left out
     * @throws IOException if the content cannot be read
     */
    public static SortedMap<String, Needed> newerThan(BundleContent content, int javaVersion) throws IOException {
        SortedMap<String, Needed> newer = new TreeMap<>();
        ClassFiles.read(content).forEach((name, bytes) -> {
            // Magic number, minor version, major version.
            int version = bytes.length < 8 ? 0 : java((bytes[6] & 0xff) << 8 | bytes[7] & 0xff);
            if (version > javaVersion) {
                newer.put(name.replace('/', '.'), new NeededRecord(version, bytes[4] == -1 && bytes[5] == -1));
            }
        });
        return newer;
    }
}
