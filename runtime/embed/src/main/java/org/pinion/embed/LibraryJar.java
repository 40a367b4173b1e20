// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed;

import java.nio.file.Path;
import org.osgi.framework.Version;
import org.pinion.PluginException;
import org.pinion.embed.internal.jar.WrappedFile;

/**
 * The jar of a library, made of a jar that is no bundle, without a runtime.
 *
 * @since 0.1
 */
public final class LibraryJar {

    private final Path path;
    private final String name;
    private final Version version;

    private LibraryJar(Path path, String name, Version version) {
        this.path = path;
        this.name = name;
        this.version = version;
    }

    /**
     * Make a bundle of a jar that is none, as a runtime does when such a jar is added as a library.
     *
     * <p>This takes a {@link org.pinion.embed.spi.LibraryWrapper}: {@code org.pinion:pinion-wrap} must be on the class
     * path of Pinion. The same jar under the same file name gives the same bytes on the same version of Java.
     *
     * @param jar the jar, which is not changed
     * @param target the file to write, which is replaced if it exists; or a folder, in which the file is called by name
     *     and version of the bundle
     * @return what was written
     * @throws PluginException {@code plugin.Wrap("x.jar"): ...} if the jar cannot be read, is a bundle, a plugin, or
     *     has nothing that could be imported; if the file cannot be written or is the jar itself; if there is no
     *     wrapper
     */
    public static LibraryJar wrap(Path jar, Path target) {
        WrappedFile wrapped = WrappedFile.wrap(jar, target);
        return new LibraryJar(wrapped.path(), wrapped.name(), wrapped.version());
    }

    /**
     * Tell where it is.
     *
     * @return the path of the file that was written
     */
    public Path path() {
        return path;
    }

    /**
     * Tell the name of the library.
     *
     * @return the symbolic name of the bundle
     */
    public String name() {
        return name;
    }

    /**
     * Tell the version of the library, which is that of its packages, too.
     *
     * @return the version of the bundle
     */
    public Version version() {
        return version;
    }

    @Override
    public String toString() {
        return "library " + name + " " + version;
    }
}
