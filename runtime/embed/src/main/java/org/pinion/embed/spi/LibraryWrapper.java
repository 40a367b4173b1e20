// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.spi;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Makes bundles of jars that are none, so that they can be added as libraries.
 *
 * <p>{@code org.pinion:pinion-wrap} has one. Runtimes look for it with {@link java.util.ServiceLoader} and Pinion's
 * class loader when the first plain jar is added.
 *
 * @since 0.1
 */
public interface LibraryWrapper {

    /**
     * Write a bundle with all classes and resources of a jar. It has a symbolic name and exports all packages. Called
     * by several threads at a time, also for several jars of one name.
     *
     * @param jar the jar, which has a class in a package and is neither a bundle nor a plugin; it is not changed
     * @param fileName what the file is called that the jar was copied from; name and version may be taken from it
     * @param bundle the file to write, which is replaced if it exists
     * @throws IOException if one of the two files cannot be read or written
     */
    void wrap(Path jar, String fileName, Path bundle) throws IOException;
}
