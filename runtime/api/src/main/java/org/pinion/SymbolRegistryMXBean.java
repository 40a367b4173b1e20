// SPDX-License-Identifier: Apache-2.0
package org.pinion;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Shows a runtime to JMX clients such as {@code jconsole}, under the name {@code org.pinion:type=SymbolRegistry,id=N}.
 *
 * <p>Every call is a new snapshot.
 *
 * @since 0.1
 */
@ProviderType
public interface SymbolRegistryMXBean {

    /**
     * List the opened plugins in the order of opening.
     *
     * @return the plugins
     */
    List<PluginInfo> getPlugins();

    /**
     * List the libraries, first what was started, in that order (L7).
     *
     * @return the libraries
     */
    List<LibraryInfo> getLibraries();

    /**
     * List the files that could not be opened and are remembered for that (O5).
     *
     * @return a text for each: where it is, and what is wrong
     */
    List<String> getFailures();

    /**
     * Count the attempts to stop, update or uninstall a pinned bundle that were refused (P1, P4).
     *
     * @return the number since the start of the runtime
     */
    long getRefusedUnloads();

    /**
     * An opened plugin.
     *
     * @since 0.1
     */
    @ProviderType
    interface PluginInfo {

        /**
         * Name the plugin.
         *
         * @return the symbolic name of its bundle
         */
        String getName();

        /**
         * Tell its version.
         *
         * @return the version of its bundle
         */
        String getVersion();

        /**
         * Tell the state of its bundle.
         *
         * @return {@code ACTIVE}, until the runtime is closed
         */
        String getState();

        /**
         * Tell where it was opened from.
         *
         * @return the location of its bundle
         */
        String getLocation();

        /**
         * List its symbols.
         *
         * @return their names, sorted
         */
        List<String> getSymbols();

        /**
         * List its init functions in the order in which they ran (I7).
         *
         * @return the qualified names of their types
         */
        List<String> getInits();

        /**
         * Tell how long its init functions ran.
         *
         * @return the sum, in milliseconds
         */
        double getInitMillis();
    }

    /**
     * A library.
     *
     * @since 0.1
     */
    @ProviderType
    interface LibraryInfo {

        /**
         * Name the library.
         *
         * @return the symbolic name of its bundle
         */
        String getName();

        /**
         * Tell its version.
         *
         * @return the version of its bundle
         */
        String getVersion();

        /**
         * Tell the state of its bundle.
         *
         * @return the word of OSGi, such as {@code ACTIVE}; {@code INSTALLED} if something that it needs is missing
         */
        String getState();

        /**
         * Tell where it was added from.
         *
         * @return the location of its bundle
         */
        String getLocation();

        /**
         * Tell how long its start took.
         *
         * @return the time in milliseconds; 0 if it was not started
         */
        double getStartMillis();

        /**
         * Tell why it did not start.
         *
         * @return the message; empty if nothing has failed
         */
        String getFailure();
    }
}
