// SPDX-License-Identifier: Apache-2.0
package org.pinion;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.osgi.framework.Bundle;

/**
 * Opens plugins and finds their symbols.
 *
 * <p>A host has its registry from {@code Pinion.start()}; a bundle gets the same one as an OSGi service. There is one
 * registry in a runtime, present before any plugin and until the runtime is closed.
 *
 * @since 0.1
 */
@ProviderType
public interface SymbolRegistry {

    /**
     * Open the plugin in a jar: install it, resolve it, run its init functions, publish its symbols.
     *
     * <p>The path is resolved to its real path against the working directory and through symbolic links; no search path
     * applies (O1). Opening a file that is open returns the same object and does nothing else, unless the file's bytes
     * have changed since, which is an error (O3). When several threads open one file, one does the work and the others
     * wait for it; all get the same plugin or the same failure (O4). Init functions run in the calling thread before
     * this method returns (I1).
     *
     * <p>A failed open leaves nothing behind (O6) and is remembered: opening the same bytes again fails at once with
     * the same text and {@code (previous failure)} (O5).
     *
     * @param jar the plugin's file
     * @return the opened plugin, never a half-opened one
     * @throws PluginException if the file cannot be read, is no plugin, does not resolve, or its init fails; all that
     *     is wrong is told at once
     */
    Plugin open(Path jar);

    /**
     * Open a plugin from a stream, for instance a resource of the host or bytes in memory.
     *
     * <p>The location takes the place of the path of {@link #open(Path)}: opening a location that is open with the same
     * bytes returns the same object, with other bytes it fails.
     *
     * @param location any text that names the source, such as {@code "builtin:add"}
     * @param jar the plugin's bytes; read to the end and closed in every case
     * @return the opened plugin
     * @throws PluginException as for {@link #open(Path)}
     */
    Plugin open(String location, InputStream jar);

    /**
     * Open plugins together, as a plugins folder does at the start of the runtime.
     *
     * <p>Each is opened after those of them that it is wired to, otherwise in the given order, in the thread that
     * calls. That takes much less time than to open many one after the other, and they need not be given in the order
     * of what they need. One that fails keeps no other from being opened, unless that needs it. A plugin that is open
     * already stays as it is.
     *
     * @param jars the files of the plugins; one that is given twice is opened once
     * @return what came of each
     * @throws PluginException if the runtime is closed ({@link PluginException.Reason#CLOSED}), before or meanwhile
     */
    Opened openAll(Collection<Path> jars);

    /**
     * Install a library: a bundle without a main package, or a fragment, for plugins and other libraries to use.
     *
     * <p>The bundle is only installed. It is started with all others that were added, at the latest by the next
     * {@link #open(Path)} or {@link #openAll(Collection)}, or by {@link #startLibraries()} (L1): so each finds the
     * others, in whatever order they are added. If it was linked as a Pinion library its init functions run then.
     * Adding the same file again, or another one with the same bytes, returns the same bundle (L9).
     *
     * <p>If the host has {@code org.pinion:pinion-wrap}, a bundle is made of a jar that is none; it has the location of
     * the jar.
     *
     * @param jar the library's file
     * @return the installed bundle
     * @throws PluginException if the file cannot be read, is no bundle and cannot be made one, is a plugin, another
     *     bundle with other bytes has its name and version, or it is a fragment whose host is resolved already
     */
    Bundle addLibrary(Path jar);

    /**
     * Start the libraries that were added and are not started yet, as far as all that they need is there, each after
     * those that it is wired to (L1).
     *
     * <p>Opening a plugin begins with it; this is for hosts that want the libraries running without a plugin. Their
     * activators and init functions run in the calling thread. What another thread is just starting is waited for. A
     * library that does not resolve stays as it is and is tried again when another bundle has come (L3). One that fails
     * to start is logged, listed by {@link #libraries()}, and fails the opens of the plugins that need it (L4), but not
     * this method.
     *
     * @throws PluginException if the runtime is closed ({@link PluginException.Reason#CLOSED}), or if libraries would
     *     wait for each other for ever ({@link PluginException.Reason#CYCLE})
     */
    void startLibraries();

    /**
     * List the libraries: those that were added, and those that were started because a plugin or a library is wired to
     * them.
     *
     * @return a snapshot: first what was started, in the order of the starts, then the others in the order of adding;
     *     empty once the runtime is closed
     */
    List<Library> libraries();

    /**
     * Explain why a plugin would not open, without running any of its code.
     *
     * <p>The file is read, installed, resolved and linked as {@link #open(Path)} does it, and taken out again; no
     * activator, class initialiser or init function of it runs, even if somebody tries to start the bundle meanwhile.
     * So what only shows when code runs is not told, unless the same bytes have failed before and would not be tried
     * again: then their failure is. If the file is just being opened the result of that is waited for. Nothing of the
     * file stays in the runtime, and a later open is not affected. Libraries that it needs may stay resolved.
     *
     * @param jar the plugin's file
     * @return all that is wrong, the most fundamental first; empty if nothing was found or the plugin is open
     * @throws PluginException if the runtime is closed ({@link PluginException.Reason#CLOSED})
     */
    List<Problem> why(Path jar);

    /**
     * List what does not keep a plugin from opening, but is worth knowing (R3, R4): code of others packed into it that
     * would fail if it ran, methods that it does not have and somebody may call, and a {@code switch} that does not
     * know all that there is. None of its code runs, as with {@link #why(Path)}.
     *
     * @param jar the plugin's file
     * @return the remarks; empty if there are none, or if the plugin would not open
     * @throws PluginException if the runtime is closed ({@link PluginException.Reason#CLOSED})
     */
    List<Problem> remarks(Path jar);

    /**
     * List what is worth knowing of an open plugin, as {@link #remarks(Path)} does.
     *
     * @param plugin an open plugin of this runtime
     * @return the remarks; empty if there are none
     * @throws PluginException if the runtime is closed ({@link PluginException.Reason#CLOSED})
     */
    List<Problem> remarks(Plugin plugin);

    /**
     * Find an opened plugin by name.
     *
     * @param name the symbolic name of its bundle
     * @return the plugin, the one with the highest version if several versions are open; empty if none is open
     */
    Optional<Plugin> plugin(String name);

    /**
     * List the opened plugins in the order of opening.
     *
     * @return a snapshot; empty once the runtime is closed
     */
    List<Plugin> plugins();

    /**
     * List the files that could not be opened and are remembered for that, sorted by location; also the libraries of a
     * plugins folder that could not be added.
     *
     * @return a snapshot; a file leaves the list when it is opened, or when another attempt begins
     */
    List<FailedOpen> failures();

    /**
     * Look up a symbol of an opened plugin, like {@code plugin(name).lookup(symbol)}.
     *
     * @param plugin the symbolic name of the plugin's bundle
     * @param symbol a name as in {@link Plugin#lookup(String)}
     * @return the symbol
     * @throws SymbolNotFoundException if the plugin has no such symbol
     * @throws PluginException if no plugin of that name is open ({@link PluginException.Reason#NOT_OPEN}), or the
     *     runtime is closed ({@link PluginException.Reason#CLOSED})
     */
    Symbol lookup(String plugin, String symbol);
}
