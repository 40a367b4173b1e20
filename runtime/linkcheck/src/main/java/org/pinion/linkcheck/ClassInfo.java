// SPDX-License-Identifier: Apache-2.0
package org.pinion.linkcheck;

/**
 * A class, with the space of the class loader that would define it.
 *
 * <p>Safe for use by several threads.
 *
 * @since 0.1
 */
public final class ClassInfo {

    private final ClassSpace space;
    private final ClassShape shape;

    /** Whether all supertypes have been found; they stay. */
    private volatile boolean loadable;

    private ClassInfo(ClassSpace space, ClassShape shape) {
        this.space = space;
        this.shape = shape;
    }

    /**
     * Read a class file.
     *
     * @param space the classes as the class loader sees them that would define it, to which its references go
     * @param classFile its bytes
     * @return the class
     * @throws RuntimeException if it is damaged, or of a Java that ASM does not know
     */
    public static ClassInfo read(ClassSpace space, byte[] classFile) {
        return new ClassInfo(space, ClassShape.read(classFile));
    }

    /** Makes one of a shape. */
    static ClassInfo of(ClassSpace space, ClassShape shape) {
        return new ClassInfo(space, shape);
    }

    /**
     * Give the classes as the class loader sees them that would define this one.
     *
     * @return the space
     */
    public ClassSpace space() {
        return space;
    }

    boolean isLoadable() {
        return loadable;
    }

    void setLoadable() {
        loadable = true;
    }

    ClassShape shape() {
        return shape;
    }

    /**
     * Give the internal name.
     *
     * @return such as {@code java/util/Map$Entry}
     */
    public String name() {
        return shape.name();
    }

    @Override
    public String toString() {
        return name() + " of " + space.origin();
    }
}
