// SPDX-License-Identifier: Apache-2.0
package org.pinion;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import org.osgi.framework.Bundle;
import org.osgi.framework.Version;

/**
 * An opened plugin. It stays open until the runtime closes.
 *
 * <p>Each plugin is registered as an OSGi service of this type with the properties {@code plugin.name} (String),
 * {@code plugin.version} ({@link Version}), {@code plugin.main} (String, the main package) and {@code plugin.symbols}
 * (String[], the names of {@link #symbols()}).
 *
 * @since 0.1
 */
@ProviderType
public interface Plugin {

    /** The service property with the plugin's {@link #name()}. */
    String NAME = "plugin.name";

    /** The service property with the plugin's {@link #version()}. */
    String VERSION = "plugin.version";

    /** The service property with the name of the plugin's main package. */
    String MAIN = "plugin.main";

    /** The service property with the names of the plugin's symbols. */
    String SYMBOLS = "plugin.symbols";

    /**
     * Name the plugin.
     *
     * @return the symbolic name of its bundle
     */
    String name();

    /**
     * Tell the plugin's version.
     *
     * @return the version of its bundle
     */
    Version version();

    /**
     * Give access to the plugin's bundle. It cannot be stopped, updated or uninstalled (P1, P4).
     *
     * @return the bundle
     */
    Bundle bundle();

    /**
     * Look up a symbol by its exact name (S2, S6).
     *
     * <p>A bare name such as {@code ExportedFunc} finds a symbol if it is unique in the plugin; {@code Type.member}
     * finds one that is unique in its type; {@code member(int,int)} and {@code Type.member(int,int)} find one overload.
     * Parameter types are written as in Java source, erased, and qualified outside {@code java.lang}, without blanks. A
     * lookup takes no lock.
     *
     * @param symbol the name
     * @return the symbol, the same object at every call
     * @throws SymbolNotFoundException if there is none, or the name fits several
     * @throws PluginException if the runtime is closed ({@link PluginException.Reason#CLOSED})
     */
    Symbol lookup(String symbol);

    /**
     * List the plugin's symbols, sorted by name.
     *
     * @return the symbols
     */
    List<Symbol> symbols();

    /**
     * Implement an interface with the plugin's symbols (S8).
     *
     * <p>Each abstract method is bound to the symbol of its name. A function is bound under the rules of
     * {@link Symbol#as(Class)}; among overloads the one that fits is taken. A variable is read by a method without
     * parameters, {@code int ExportedVar()}, and written by one with one parameter and no result, {@code void
     * ExportedVar(int value)}. If no symbol of its name fits, a method that reads or writes a property is bound to that
     * property by another name: {@code name()}, {@code getName()} or {@code isName()}, and {@code name(x)},
     * {@code setName(x)} or {@code name_$eq(x)}, on either side, where the plugin may have a variable {@code name}.
     * Default methods stay as they are. A call through the object costs what a direct call costs. The object is made
     * once for each interface. A {@link NoClassDefFoundError} is explained as {@link Symbol#as(Class)} says.
     *
     * @param <T> the interface
     * @param api the interface, which the plugin need not be able to see
     * @return the object
     * @throws SymbolTypeException if anything is missing or of another type; all of it is told at once, and nothing can
     *     be called
     */
    <T> T bind(Class<T> api);

    /**
     * Tell what the init of this plugin's bundle ran, in order (I7).
     *
     * @return one entry for each init function; empty if the plugin has none
     */
    List<Init> inits();
}
