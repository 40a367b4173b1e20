// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.jar;

import static org.pinion.embed.internal.diagnosis.ProblemBuilder.problem;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import org.osgi.framework.Constants;
import org.pinion.Problem;
import org.pinion.Problem.Kind;
import org.pinion.embed.internal.diagnosis.Failure;

/**
 * The main section of a jar's manifest, in any form that the jar specification allows.
 *
 * <p>The JDK reads it, but only after a look at its lines: of two headers with one name it takes the last, and writes
 * lines about that to standard error.
 *
 * @param headers the headers
 * @param plain whether the framework, which knows fewer forms, reads the same
 * @param cut whether an empty line has ended the section before the headers of a bundle, which do not count there
 */
record ManifestFile(Attributes headers, boolean plain, boolean cut) {

    /** A byte order mark, or a name, which has a zero in each character, before or after what it is in ASCII. */
    private static final Pattern UTF_16 = Pattern.compile("(?s)\u00fe\u00ff|\u00ff\u00fe|\0.|.\0");

    private static final Set<String> LISTS = Set.of(
            Constants.IMPORT_PACKAGE,
            Constants.DYNAMICIMPORT_PACKAGE,
            Constants.EXPORT_PACKAGE,
            Constants.REQUIRE_BUNDLE,
            Constants.REQUIRE_CAPABILITY,
            Constants.PROVIDE_CAPABILITY,
            Constants.BUNDLE_NATIVECODE,
            Constants.BUNDLE_CLASSPATH);

    /**
     * Reads the manifest of a jar.
     *
     * @return {@code null} if it has none
     * @throws IOException if the jar is damaged
     * @throws Failure if the manifest is none, is in another encoding, or is that of a bundle and has a header twice
     */
    static ManifestFile of(JarFile jar) throws IOException, Failure {
        ZipEntry entry = entry(jar);
        if (entry == null || entry.isDirectory()) {
            return null;
        }
        try (InputStream content = jar.getInputStream(entry)) {
            ManifestFile manifest = parse(JarFile.MANIFEST_NAME, content.readAllBytes());
            return entry.getName().equals(JarFile.MANIFEST_NAME)
                    ? manifest
                    : new ManifestFile(manifest.headers, false, manifest.cut);
        }
    }

    /** Finds the manifest, whose name may be in any case. */
    private static ZipEntry entry(JarFile jar) {
        ZipEntry exact = jar.getEntry(JarFile.MANIFEST_NAME);
        return exact != null
                ? exact
                : jar.stream()
                        .filter(entry -> entry.getName().equalsIgnoreCase(JarFile.MANIFEST_NAME))
                        .findFirst()
                        .orElse(null);
    }

    /**
     * Reads a manifest.
     *
     * @param name that of its entry
     * @throws Failure if it is none, is in another encoding, or is that of a bundle and has a header twice
     */
    static ManifestFile parse(String name, byte[] bytes) throws Failure {
        requireUtf8(name, bytes);
        Lines lines = new Lines(bytes);
        lines.requireUnique(!name.equals(JarFile.MANIFEST_NAME));
        try {
            return new ManifestFile(
                    new Manifest(new ByteArrayInputStream(bytes, 0, lines.end)).getMainAttributes(),
                    !lines.hasLoneCr,
                    isCut(bytes, lines.end));
        } catch (IOException e) {
            throw new Failure(
                    problem(Kind.MANIFEST, name, name + " cannot be read: " + SourceFile.reason(e))
                            .needed(
                                    "lines of the form Name: value, of at most 72 bytes; what goes on begins with a blank")
                            .fix("build the jar with bnd, which writes the manifest"),
                    e);
        }
    }

    /** Looks for what editors on Windows write, and nobody sees. */
    private static void requireUtf8(String name, byte[] bytes) throws Failure {
        String start = new String(bytes, 0, Math.min(3, bytes.length), StandardCharsets.ISO_8859_1);
        boolean utf16 = UTF_16.matcher(start).lookingAt();
        if (utf16 || start.equals("\u00ef\u00bb\u00bf")) {
            throw new Failure(
                    problem(Kind.MANIFEST, name, name + (utf16 ? " is in UTF-16" : " begins with a byte order mark"))
                            .needed("UTF-8 without a byte order mark")
                            .fix("save the file that it is made of in UTF-8 without a byte order mark; or let bnd write"
                                    + " it"));
        }
    }

    private static boolean isCut(byte[] bytes, int end) {
        return end < bytes.length
                && new String(bytes, end, bytes.length - end, StandardCharsets.ISO_8859_1)
                        .contains(Constants.BUNDLE_SYMBOLICNAME + ":");
    }

    /**
     * Writes a manifest so that the framework reads it, too.
     *
     * @return the same lines, none of which ends with a lone carriage return
     */
    static byte[] withPlainLines(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1).replaceAll("\r(?!\n)", "\r\n");
        return (text + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    /**
     * Writes a manifest for another version of Java so that the framework reads it, too: it takes no list of imports
     * that is empty, which bnd writes for a jar that needs none. Every bundle has java.lang.
     */
    static byte[] supplement(byte[] bytes) {
        String text = new String(withPlainLines(bytes), StandardCharsets.ISO_8859_1);
        return text.replaceAll("(?im)^(Import-Package:) *(\r?\n)(?! )", "$1 java.lang$2")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The lines of the main section, which ends with an empty one. */
    private static final class Lines {
        private final List<StringBuilder> headers = new ArrayList<>();
        private boolean hasLoneCr;
        private int end;

        Lines(byte[] bytes) {
            int start = 0;
            while (start < bytes.length) {
                int stop = start;
                while (stop < bytes.length && bytes[stop] != '\r' && bytes[stop] != '\n') {
                    stop++;
                }
                boolean cr = stop < bytes.length && bytes[stop] == '\r';
                boolean crLf = cr && stop + 1 < bytes.length && bytes[stop + 1] == '\n';
                hasLoneCr |= cr && !crLf;
                end = Math.min(bytes.length, stop + (crLf ? 2 : 1));
                if (stop == start) {
                    return;
                }
                add(new String(bytes, start, stop - start, StandardCharsets.ISO_8859_1));
                start = end;
            }
        }

        private void add(String line) {
            if (line.startsWith(" ") && !headers.isEmpty()) {
                headers.get(headers.size() - 1).append(line, 1, line.length());
            } else {
                headers.add(new StringBuilder(line));
            }
        }

        /**
         * Refuses a header of a bundle that is there twice, as the framework does. A plain jar is somebody else's, and
         * works elsewhere.
         *
         * @param bundle whether it is one even if it does not say so here
         */
        void requireUnique(boolean bundle) throws Failure {
            TreeMap<String, String> seen = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            List<Problem> twice = new ArrayList<>();
            for (StringBuilder line : headers) {
                String header = line.toString();
                int colon = header.indexOf(':');
                String name = header.substring(0, Math.max(0, colon));
                String other = colon < 1 ? null : seen.putIfAbsent(name, header);
                if (other != null) {
                    twice.add(twice(name, text(other), text(header)));
                }
            }
            if (!twice.isEmpty() && (bundle || seen.containsKey(Constants.BUNDLE_SYMBOLICNAME))) {
                throw new Failure(twice, null);
            }
        }

        private static String text(String header) {
            return new String(header.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        }

        private static Problem twice(String name, String one, String two) {
            String known =
                    LISTS.stream().filter(name::equalsIgnoreCase).findFirst().orElse(null);
            return problem(
                            Kind.MANIFEST,
                            known == null ? name : known,
                            "manifest header " + (known == null ? name : known) + " is there twice")
                    .needed("each header once, whatever the case of its letters")
                    .found(List.of(one, two))
                    .fix(
                            known == null
                                    ? "keep one of them"
                                    : "write one header " + known + " with what both have, separated by a comma");
        }
    }
}
