// SPDX-License-Identifier: Apache-2.0
package org.pinion;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import org.pinion.PluginException.Reason;

/**
 * One thing that is wrong with a plugin, in the words of manifests: what is needed, what was found instead and where,
 * and what to do.
 *
 * <p>A problem of another bundle that leads to this one is among its causes, so that a chain of bundles ends in the one
 * where something is to be done.
 *
 * @param kind what sort of problem it is
 * @param subject what it is about: a package, a bundle, a manifest header, a class or a file; may be empty
 * @param summary one sentence, without the subject's surroundings
 * @param needed what the plugin needs, such as {@code Import-Package: com.acme.api;version="[1.2,2)"}; empty if the
 *     summary says it all
 * @param found what is there instead and where, or how it came to the problem, a line each; may be empty
 * @param causes the problems that lead to this one; may be empty
 * @param fix what to do; empty if it is said with the causes
 * @serial exclude
 */
public record Problem(
        Kind kind, String subject, String summary, String needed, List<String> found, List<Problem> causes, String fix)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final String INDENT = "  ";

    /** How many lines of one sort the text shows, and how long they may be; a manifest may be of any size. */
    private static final int LINES = 40;

    private static final int LENGTH = 5000;

    /** Sorts of problems, the most fundamental first: what comes later may only be a consequence of it. */
    public enum Kind {
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
     * Create a problem; the lists are copied.
     *
     * @param kind what sort of problem it is
     * @param subject what it is about; may be empty
     * @param summary one sentence
     * @param needed what the plugin needs; may be empty
     * @param found what is there instead; may be empty
     * @param causes the problems that lead to this one; may be empty
     * @param fix what to do; may be empty
     * @throws NullPointerException if anything is {@code null}
     */
    public Problem {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(summary, "summary");
        Objects.requireNonNull(needed, "needed");
        found = List.copyOf(found);
        causes = List.copyOf(causes);
        Objects.requireNonNull(fix, "fix");
    }

    /**
     * Create a problem that one sentence describes.
     *
     * @param kind what sort of problem it is
     * @param subject what it is about; may be empty
     * @param summary the sentence
     * @param fix what to do; empty if the summary says it
     */
    public Problem(Kind kind, String subject, String summary, String fix) {
        this(kind, subject, summary, "", List.of(), List.of(), fix);
    }

    /**
     * Tell the reason of an exception whose most fundamental problem this is.
     *
     * @return that of the kind; for {@link Kind#FAILED_BUNDLE} that of the first cause
     */
    public Reason reason() {
        return kind == Kind.FAILED_BUNDLE && !causes.isEmpty() ? causes.get(0).reason() : kind.reason;
    }

    /**
     * Show the problem as messages do: the summary, and below it a line each for what is needed, what was found, and the
     * fix. The causes stand below what was found, indented. Of what was found, and of the causes, forty are shown; a line
     * other than the fix is cut after 5000 characters, more than a path can have.
     *
     * @return the text, without a line feed at its end
     */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(cut(summary));
        if (!needed.isEmpty()) {
            text.append("\nneeded: ").append(cut(needed));
        }
        String label = "\nfound:  ";
        for (String line : found.subList(0, Math.min(LINES, found.size()))) {
            text.append(label).append(cut(line));
            label = "\n        ";
        }
        text.append(rest(label, found.size()));
        for (Problem cause : causes.subList(0, Math.min(LINES, causes.size()))) {
            text.append("\n").append(INDENT).append(cause.toString().replace("\n", "\n" + INDENT));
        }
        text.append(rest("\n" + INDENT, causes.size()));
        if (!fix.isEmpty()) {
            text.append("\nfix:    ").append(fix);
        }
        return text.toString();
    }

    private static String rest(String label, int size) {
        return size > LINES ? label + "... and " + (size - LINES) + " more" : "";
    }

    private static String cut(String line) {
        return line.length() > LENGTH ? line.substring(0, LENGTH) + " ... (" + line.length() + " characters)" : line;
    }
}
