// SPDX-License-Identifier: Apache-2.0
package org.pinion;

import java.io.Serializable;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import org.pinion.PluginException.Reason;

/**
 * One thing that is wrong with a plugin, in the words of manifests: what is needed, what was found instead and where,
 * and what to do.
 *
 * <p>A problem of another bundle that leads to this one is among its causes, so that a chain of bundles ends in the one
 * where something is to be done.
 *
 * @since 0.1
 */
@ProviderType
public interface Problem extends Serializable {

    /**
     * Sorts of problems, the most fundamental first: what comes later may only be a consequence of it.
     *
     * <p>Constants may come in any version: a {@code switch} needs a {@code default}.
     *
     * @since 0.1
     */
    enum Kind {
        /** What the runtime needs of the host, or of its file system, is not there. */
        RUNTIME(Reason.RUNTIME),
        /** The runtime is closed. */
        CLOSED(Reason.CLOSED),
        /** The path does not lead to a file that can be read. */
        FILE(Reason.FILE),
        /** The file is not a jar. */
        NOT_A_JAR(Reason.NOT_A_PLUGIN),
        /** The jar has no OSGi headers. */
        NOT_A_BUNDLE(Reason.NOT_A_PLUGIN),
        /** The bundle is of another sort than was asked for: a fragment, or a plugin where a library is wanted. */
        BUNDLE_TYPE(Reason.NOT_A_PLUGIN),
        /** A manifest header has a value that it cannot have. */
        MANIFEST(Reason.MALFORMED),
        /** The plugin needs a newer Java. */
        JAVA_VERSION(Reason.UNRESOLVED),
        /** No package of the bundle has {@code @PluginMain}. */
        NO_MAIN_PACKAGE(Reason.NOT_A_PLUGIN),
        /** Annotations or Pinion's headers do not fit the classes of the plugin. */
        LINKAGE(Reason.MALFORMED),
        /** The file was changed after it was opened. */
        CHANGED(Reason.CHANGED),
        /** Another bundle has the same name and version. */
        DUPLICATE_BUNDLE(Reason.ALREADY_LOADED),
        /** The plugin's native code is not for this platform. */
        NATIVE_CODE(Reason.UNRESOLVED),
        /** The jar contains a package that the host shares with it. */
        PACKED_PACKAGE(Reason.SHARED_PACKAGE),
        /** No bundle exports a package. */
        MISSING_PACKAGE(Reason.UNRESOLVED),
        /** A package is there in another version only, or with other attributes. */
        PACKAGE_VERSION(Reason.UNRESOLVED),
        /** A required bundle, or the host of a fragment, is not there. */
        MISSING_BUNDLE(Reason.UNRESOLVED),
        /** A required bundle, or the host of a fragment, is there in another version only. */
        BUNDLE_VERSION(Reason.UNRESOLVED),
        /** No bundle provides a capability. */
        MISSING_CAPABILITY(Reason.UNRESOLVED),
        /** A capability is there in another version only, or with other attributes. */
        CAPABILITY_VERSION(Reason.UNRESOLVED),
        /** Another version of a bundle of which there can be one is there. */
        SINGLETON(Reason.UNRESOLVED),
        /** The host of a fragment is resolved already, so the fragment cannot be attached to it. */
        LATE_FRAGMENT(Reason.UNRESOLVED),
        /** What is needed is offered by a bundle that does not resolve; the causes say why. */
        UNRESOLVED_BUNDLE(Reason.UNRESOLVED),
        /** A package would come to the plugin from two bundles. */
        USES_CONFLICT(Reason.UNRESOLVED),
        /** What the plugin is wired to is not as the plugin was compiled against it (R1). */
        INCOMPATIBLE(Reason.INCOMPATIBLE),
        /** A class is not found, neither in the jar nor by what is imported. */
        MISSING_CLASS(Reason.MALFORMED),
        /** A class is looked for in one of two bundles that have a part of its package each. */
        SPLIT_PACKAGE(Reason.MALFORMED),
        /** A class file is damaged, or not what other classes expect. */
        CLASS_FILE(Reason.MALFORMED),
        /** A bundle that the plugin is wired to failed to start; the causes say why. */
        FAILED_BUNDLE(Reason.START_FAILED),
        /** The bundle's activator failed. */
        ACTIVATOR(Reason.START_FAILED),
        /** The framework did not start the bundle. */
        START(Reason.START_FAILED),
        /** An init function or the initialiser of a class threw. */
        INIT(Reason.INIT_FAILED),
        /** Plugins open each other, or themselves, in their inits. */
        CYCLE(Reason.CYCLE),
        /** No plugin of a name is open. */
        NOT_OPEN(Reason.NOT_OPEN),
        /** The plugin has no such symbol, or the name fits several. */
        SYMBOL_NOT_FOUND(Reason.SYMBOL_NOT_FOUND),
        /** The symbol has another type than the caller asked for. */
        SYMBOL_TYPE(Reason.SYMBOL_TYPE);

        private final Reason reason;

        Kind(Reason reason) {
            this.reason = reason;
        }
    }

    /**
     * Tell what sort of problem it is.
     *
     * @return the kind
     */
    Kind kind();

    /**
     * Tell what it is about.
     *
     * @return a package, a bundle, a manifest header, a class or a file; may be empty
     */
    String subject();

    /**
     * Say what is wrong.
     *
     * @return one sentence, without the subject's surroundings
     */
    String summary();

    /**
     * Tell what the plugin needs.
     *
     * @return for instance {@code Import-Package: com.acme.api;version="[1.2,2)"}; empty if the summary says it all
     */
    String needed();

    /**
     * Tell what is there instead and where, or how it came to the problem.
     *
     * @return a line each; may be empty
     */
    List<String> found();

    /**
     * List the problems that lead to this one.
     *
     * @return the causes; may be empty
     */
    List<Problem> causes();

    /**
     * Tell what to do.
     *
     * @return the fix; empty if it is said with the causes
     */
    String fix();

    /**
     * Tell the reason of an exception whose most fundamental problem this is.
     *
     * @return that of the kind; for {@link Kind#FAILED_BUNDLE} that of the first cause
     */
    default Reason reason() {
        return kind() == Kind.FAILED_BUNDLE && !causes().isEmpty()
                ? causes().get(0).reason()
                : kind().reason;
    }

    /**
     * Show the problem as messages do: the summary, and below it a line each for what is needed, what was found, and
     * the fix. The causes stand below what was found, indented. Of what was found, and of the causes, forty are shown;
     * a line other than the fix is cut after 5000 characters, more than a path can have.
     *
     * @return the text, without a line feed at its end
     */
    @Override
    String toString();
}
