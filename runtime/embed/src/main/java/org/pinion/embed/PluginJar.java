// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed;

import java.nio.file.Path;
import org.osgi.framework.Version;
import org.pinion.PluginException;
import org.pinion.embed.internal.jar.LoosePlugin;
import org.pinion.embed.internal.jar.PluginFile;
import org.pinion.linker.SymbolTable;

/**
 * The jar of a plugin, read without a runtime and without running any code of the plugin.
 *
 * <p>It is what the file was when it was read. Whether the plugin opens depends on the runtime, too:
 * {@link Pinion#why(Path)} tells that.
 *
 * @since 0.1
 */
public final class PluginJar {

    private final PluginFile file;
    private final SymbolTable symbols;

    private PluginJar(PluginFile file) {
        this.file = file;
        this.symbols = new SymbolTable(file.linkage().symbols());
    }

    /**
     * Read the jar of a plugin.
     *
     * <p>If the plugin was built with the linker its manifest is read, else its class files.
     *
     * @param jar the plugin's file
     * @return what is in it
     * @throws PluginException {@code plugin.Read("x.jar"): ...} with the problems that an open meets before it looks
     *     for what the plugin needs: the file cannot be read, is no jar, no bundle, a fragment, has a manifest header
     *     that is not in order, has no main package, or its annotations or headers do not fit
     */
    public static PluginJar read(Path jar) {
        return new PluginJar(LoosePlugin.read(jar));
    }

    /**
     * Tell the name of the plugin.
     *
     * @return the symbolic name of its bundle
     */
    public String name() {
        return file.name();
    }

    /**
     * Tell the version of the plugin.
     *
     * @return the version of its bundle
     */
    public Version version() {
        return file.version();
    }

    /**
     * Tell where the symbols are.
     *
     * @return the name of the main package
     */
    public String mainPackage() {
        return file.linkage().mainPackages().get(0);
    }

    /**
     * Give the symbols as the jar declares them.
     *
     * @return all symbols, and the names that find them
     */
    public SymbolTable symbols() {
        return symbols;
    }

    @Override
    public String toString() {
        return "plugin " + name() + " " + version();
    }
}
