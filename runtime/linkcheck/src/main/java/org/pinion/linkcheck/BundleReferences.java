// SPDX-License-Identifier: Apache-2.0
package org.pinion.linkcheck;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What the classes of a bundle refer to outside of it: enough to tell, without any of its class files, whether the JVM
 * would be content.
 *
 * @since 0.1
 */
public final class BundleReferences {

    /**
     * Whose references they are, and what they are to.
     *
     * <p>Constants may come in any version: a {@code switch} needs a {@code default}.
     *
     * @since 0.1
     */
    public enum Part {
        /** Code of the bundle's own packages, to other bundles and the host. */
        OWN,
        /** Code of the bundle's own packages, to the packages {@code java.*} of the JDK. */
        OWN_PLATFORM,
        /** Code of others that is packed into the bundle, to other bundles and the host. */
        PACKED,
        /** Code of others that is packed into the bundle, to the packages {@code java.*} of the JDK. */
        PACKED_PLATFORM
    }

    private static final int VERSION = 1;

    /** More than the references of any bundle take. */
    private static final int MOST_BYTES = 1 << 24;

    private static final byte[] NOTHING = {};

    private final Map<Part, byte[]> parts;
    private final int release;
    private final long stamp;

    private BundleReferences(Map<Part, byte[]> parts, int release, long stamp) {
        this.parts = parts;
        this.release = release;
        this.stamp = stamp;
    }

    static BundleReferences of(Map<Part, References> references) {
        Map<Part, byte[]> parts = new EnumMap<>(Part.class);
        references.forEach((part, each) -> {
            try {
                parts.put(part, each.isEmpty() ? new byte[0] : ReferencesWriter.write(each));
            } catch (IOException e) {
                throw new UncheckedIOException("a name in it is too long", e);
            }
        });
        return new BundleReferences(parts, 0, 0);
    }

    /**
     * Find the references of a bundle in its class files.
     *
     * @param classFiles the bytes by internal name, those that the class loader would find
     * @param own tells for the name of a package, with dots, whether it is one of the bundle's own
     * @return the references; class files that cannot be read have none
     */
    public static BundleReferences scan(Map<String, byte[]> classFiles, Predicate<String> own) {
        return new BundleScanner(classFiles, own, false).scan();
    }

    /**
     * Find the references of a bundle as {@link #scan} does, but list them for each class that has them.
     *
     * @param classFiles the bytes by internal name, those that the class loader would find
     * @param own tells for the name of a package, with dots, whether it is one of the bundle's own
     * @return the references; class files that cannot be read have none
     */
    public static BundleReferences scanEachClass(Map<String, byte[]> classFiles, Predicate<String> own) {
        return new BundleScanner(classFiles, own, true).scan();
    }

    /**
     * Give some of the references.
     *
     * @param part which
     * @return the references, maybe none
     * @throws IOException if they were read and are damaged
     */
    public References part(Part part) throws IOException {
        byte[] bytes = bytes(part);
        return bytes.length == 0
                ? new References(List.of(), Map.of(), Set.of(), Map.of())
                : ReferencesReader.read(bytes);
    }

    private byte[] bytes(Part part) {
        return parts.getOrDefault(part, NOTHING);
    }

    /**
     * Tell whether there are none of a part, without reading it.
     *
     * @param part which
     * @return whether there is nothing to check
     */
    public boolean isEmpty(Part part) {
        return bytes(part).length == 0;
    }

    /**
     * Tell which release of the JDK has been found to have all of {@code java.*} that the bundle's own packages refer
     * to.
     *
     * @return its feature number, such as 17; 0 for none
     */
    public int platformRelease() {
        return release;
    }

    /**
     * Tell which class files they are of.
     *
     * @return a checksum, as {@link #stamped} was given it
     */
    public long stamp() {
        return stamp;
    }

    /**
     * Note what the references hold for.
     *
     * @param platformRelease the feature number of a release of the JDK that has all of {@code java.*} that the
     *     bundle's own packages refer to; 0 for none
     * @param classFiles a checksum of the class files
     * @return the same references
     */
    public BundleReferences stamped(int platformRelease, long classFiles) {
        return new BundleReferences(parts, platformRelease, classFiles);
    }

    /**
     * Write them in a form that {@link #read} understands; no text, and not compressed.
     *
     * @param out where to
     * @throws IOException if it cannot be written
     */
    public void write(DataOutput out) throws IOException {
        out.writeByte(VERSION);
        out.writeByte(release);
        out.writeLong(stamp);
        for (Part part : Part.values()) {
            byte[] bytes = bytes(part);
            out.writeInt(bytes.length);
            out.write(bytes);
        }
    }

    /**
     * Read what {@link #write} wrote; the parts are looked at when they are asked for.
     *
     * @param in where from
     * @return the references
     * @throws IOException if it cannot be read, or is of a version that this one does not know
     */
    public static BundleReferences read(DataInput in) throws IOException {
        int version = in.readUnsignedByte();
        if (version != VERSION) {
            throw new IOException("references of version " + version + ", this is version " + VERSION);
        }
        int release = in.readUnsignedByte();
        long stamp = in.readLong();
        Map<Part, byte[]> parts = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            int length = in.readInt();
            if (length < 0 || length > MOST_BYTES) {
                throw new IOException("damaged: a part of " + length + " bytes");
            }
            byte[] bytes = new byte[length];
            in.readFully(bytes);
            parts.put(part, bytes);
        }
        return new BundleReferences(parts, release, stamp);
    }
}
