// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.diagnosis;

/** How those who run the host can do what a message tells them. */
public enum HostKind {
    /** The host is a program that calls Pinion. */
    JAVA,
    /** The host is the command line tool, whose users write no program. */
    COMMAND_LINE;

    private static final String ADDING = ", with -L, addlib, or in the plugins folder";

    /** Ends a sentence that tells to add a library: says how. */
    String adding() {
        return this == JAVA ? "" : ADDING;
    }

    /**
     * Tells how plugins get a package that is on the host's class path and not shared.
     *
     * @param what what the sentence calls the package
     * @param inVersion in which version; may be empty
     */
    String sharing(String packageName, String what, String inVersion) {
        return this == JAVA
                ? "let the host share " + what + inVersion + ", with Pinion.builder().share(\"" + packageName + "\")"
                : "add a library that exports " + packageName + inVersion + ADDING;
    }
}
