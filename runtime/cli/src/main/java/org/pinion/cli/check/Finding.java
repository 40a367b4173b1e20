// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli.check;

/**
 * Something that a plugin needs and does not find.
 *
 * @param kind what follows from it
 * @param error the error that the JVM would throw, or a word of ours for what the framework would not wire; empty if it
 *     has another meaning only
 * @param needed what is needed
 * @param found what is there instead
 * @param provider the library, or the JDK, that is not as needed
 * @param type the binary name of the class that needs it; empty if it is the manifest
 * @param member the name of the method that needs it; empty if it is no code
 * @param line the line of the source, 0 if nobody knows
 */
record Finding(
        Kind kind, String error, String needed, String found, String provider, String type, String member, int line) {

    static final String UNRESOLVED_IMPORT = "UnresolvedImport";
    static final String UNRESOLVED_BUNDLE = "UnresolvedBundle";
    static final String OTHER_MEANING = "OtherMeaning";

    /** What follows from it. Only the first one breaks a plugin. */
    enum Kind {
        /** Code of the plugin's own fails, or the plugin does not open. */
        BREAK(""),
        /** Code of others fails that is packed into the plugin, and maybe never used. */
        PACKED("in packed code"),
        /** It fails if somebody calls what the plugin does not have. */
        IF_CALLED("only if it is called"),
        /** It does something else than was meant. */
        OTHER_MEANING("another meaning, no error");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** Says it as a remark; empty for a break. */
        String words() {
            return words;
        }
    }

    boolean isBreak() {
        return kind == Kind.BREAK;
    }

    boolean isOfManifest() {
        return type.isEmpty();
    }

    /** Names the sort of it, in one word. */
    String rule() {
        return error.isEmpty() ? OTHER_MEANING : error;
    }

    /** Says where it is, such as {@code acme.words.Words.shout, line 5}. */
    String place() {
        String code = member.isEmpty() ? type : type + "." + member;
        return line > 0 ? code + ", line " + line : code;
    }

    /** Says it in one line, without what is there instead. */
    String title() {
        if (isOfManifest()) {
            return needed + ", " + found;
        }
        String what = error.isEmpty() ? "code" : error;
        return kind.words().isEmpty() ? what + " in " + place() : what + " in " + place() + " (" + kind.words() + ")";
    }

    /** Says all in one line. */
    String text() {
        return isOfManifest() ? title() : title() + ": needed " + needed + ", found " + found;
    }
}
