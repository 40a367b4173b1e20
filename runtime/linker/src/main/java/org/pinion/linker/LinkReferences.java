// SPDX-License-Identifier: Apache-2.0
package org.pinion.linker;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.pinion.linkcheck.BundleReferences;
import org.pinion.linkcheck.BundleReferences.Part;
import org.pinion.linkcheck.LinkCheck;
import org.pinion.linkcheck.PlatformClasses;

/**
 * What a bundle refers to outside of it, in entries of its jar: {@value #ENTRY} for all releases of Java and, if it has
 * class files of their own for some, the same with a hyphen and the number of the release. A checksum in it tells
 * whether the class files are still those that it was made from; otherwise, and without such an entry, they are read.
 *
 * @since 0.1
 */
public final class LinkReferences {

    /** The entry of the jar. */
    public static final String ENTRY = "META-INF/pinion/references";

    private LinkReferences() {}

    /**
     * Find the references of a bundle that is being built.
     *
     * @param content the bundle
     * @param linkage what the linker has found in it
     * @param chosen tells for a package whether it is one of the bundle's own; empty if the rule (R3) decides
     * @return the entries for its jar, by name
     * @throws IOException if the content cannot be read
     */
    public static SortedMap<String, byte[]> write(
            BundleContent content, Linkage linkage, Function<String, Optional<Boolean>> chosen) throws IOException {
        Predicate<String> own = own(content, linkage, chosen);
        long stamp = stamp(content);
        SortedMap<String, byte[]> entries = new TreeMap<>();
        SortedSet<Integer> releases = ClassFiles.releases(content);
        entries.put(ENTRY, bytes(BundleReferences.scan(ClassFiles.read(content), own), stamp));
        for (int release : releases) {
            BundleReferences references = BundleReferences.scan(ClassFiles.read(content, release), own);
            entries.put(ENTRY + "-" + release, bytes(references, stamp));
        }
        return entries;
    }

    private static byte[] bytes(BundleReferences references, long stamp) throws IOException {
        // What this JDK has need not be looked for again by one of the same release.
        boolean complete = LinkCheck.errors(references.part(Part.OWN_PLATFORM), PlatformClasses.running())
                .isEmpty();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        references.stamped(complete ? Runtime.version().feature() : 0, stamp).write(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    /**
     * Give the references of a bundle: those in its jar if they are of its class files, else what these show.
     *
     * @param content the bundle
     * @return the references of the class files that this JVM would load
     * @throws IOException if the content cannot be read
     */
    public static BundleReferences read(BundleContent content) throws IOException {
        Optional<BundleReferences> kept = kept(content);
        return kept.isPresent() ? kept.get() : scan(content);
    }

    /**
     * Give the references of a bundle as {@link #read(BundleContent)} does.
     *
     * @param content the bundle
     * @param linkage what the linker says of it
     * @return the references of the class files that this JVM would load
     * @throws IOException if the content cannot be read
     */
    public static BundleReferences read(BundleContent content, Linkage linkage) throws IOException {
        Optional<BundleReferences> kept = kept(content);
        return kept.isPresent() ? kept.get() : scan(content, linkage);
    }

    /**
     * Find the references of a bundle in its class files, whatever its jar says.
     *
     * @param content the bundle
     * @return the references of the class files that this JVM would load
     * @throws IOException if the content cannot be read
     */
    public static BundleReferences scan(BundleContent content) throws IOException {
        return scan(content, Linker.read(content));
    }

    private static BundleReferences scan(BundleContent content, Linkage linkage) throws IOException {
        return BundleReferences.scan(classFiles(content), own(content, linkage, name -> Optional.empty()));
    }

    /**
     * Tell whether something that a bundle refers to may be missing, without looking at what there is.
     *
     * @param references those of the bundle
     * @return {@code false} if it refers to nothing but what this release of the JDK is known to have
     */
    public static boolean mayBreak(BundleReferences references) {
        return !references.isEmpty(Part.OWN)
                || !references.isEmpty(Part.PACKED)
                || !references.isEmpty(Part.OWN_PLATFORM)
                        && references.platformRelease() != Runtime.version().feature();
    }

    /**
     * Read the class files of a bundle, along its {@code Bundle-ClassPath}, as this JVM would find them.
     *
     * @param content the bundle
     * @return the bytes by internal name
     * @throws IOException if the content cannot be read
     */
    public static Map<String, byte[]> classFiles(BundleContent content) throws IOException {
        return ClassFiles.read(content, Runtime.version().feature());
    }

    /**
     * Give the references that are in the jar of a bundle, for the release of Java that runs.
     *
     * @param content the bundle
     * @return the references; empty if there are none, they cannot be read, or are of other class files
     * @throws IOException if the content cannot be read
     */
    public static Optional<BundleReferences> kept(BundleContent content) throws IOException {
        int release = Runtime.version().feature();
        @Nullable String best = null;
        int highest = -1;
        for (String entry : content.entries()) {
            if (entry.startsWith(ENTRY)) {
                int number = number(entry);
                if (number > highest && number <= release) {
                    highest = number;
                    best = entry;
                }
            }
        }
        if (best == null) {
            return Optional.empty();
        }
        try (InputStream bytes = content.open(best)) {
            BundleReferences kept =
                    BundleReferences.read(new DataInputStream(new ByteArrayInputStream(bytes.readAllBytes())));
            return kept.stamp() == stamp(content) ? Optional.of(kept) : Optional.empty();
        } catch (IOException e) {
            // Of another version, or damaged: the class files tell the same.
            return Optional.empty();
        }
    }

    /** Gives the release that an entry is for: 0 for all, -1 if it is something else. */
    private static int number(String entry) {
        String end = entry.substring(ENTRY.length());
        return end.isEmpty() ? 0 : end.matches("-\\d{1,5}") ? Integer.parseInt(end.substring(1)) : -1;
    }

    /**
     * Sum up the class files of a bundle and the jars in it.
     *
     * @param content the bundle
     * @return a checksum that does not depend on their order
     * @throws IOException if the content cannot be read
     */
    public static long stamp(BundleContent content) throws IOException {
        long sum = 1;
        for (String entry : content.entries()) {
            if (entry.endsWith(".class") || entry.endsWith(".jar")) {
                CRC32 name = new CRC32();
                name.update(entry.getBytes(StandardCharsets.UTF_8));
                sum += (name.getValue() * 31 + 7) * (content.checksum(entry) | 1L << 32);
            }
        }
        return sum;
    }

    /** Decides which packages are the bundle's own (R3). */
    private static Predicate<String> own(
            BundleContent content, Linkage linkage, Function<String, Optional<Boolean>> chosen) {
        SortedSet<String> mainPackages = new TreeSet<>(linkage.mainPackages());
        OwnPackages rule = new OwnPackages(
                mainPackages.isEmpty() ? null : mainPackages.first(), content.header("Bundle-SymbolicName"));
        // Asked for each reference.
        Map<String, Boolean> known = new HashMap<>();
        return name -> known.computeIfAbsent(name, key -> chosen.apply(key).orElseGet(() -> rule.isOwn(key)));
    }
}
