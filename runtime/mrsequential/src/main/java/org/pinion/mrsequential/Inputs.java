// SPDX-License-Identifier: Apache-2.0
package org.pinion.mrsequential;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The files to map. */
final class Inputs {

    /** What a file is at least when it is read: its bytes, and a string with a byte for each character. */
    private static final int COPIES = 2;

    private static final int REPLACEMENT = 0xFFFD;

    /**
     * The contents of a file.
     *
     * @param bytes the length of the file
     * @param malformed whether it is not all UTF-8; what is not is U+FFFD in the text
     */
    record Contents(String text, long bytes, boolean malformed) {}

    private Inputs() {}

    /** Tell what is wrong with files, in their order, a line for each. */
    static List<String> problems(List<String> files, long heap) {
        List<String> problems = new ArrayList<>();
        for (String file : files) {
            problem(Path.of(file), heap).ifPresent(problem -> problems.add(file + ": " + problem));
        }
        return problems;
    }

    private static Optional<String> problem(Path file, long heap) {
        if (!Files.exists(file)) {
            return Optional.of("no such file");
        }
        if (Files.isDirectory(file)) {
            return Optional.of("it is a directory; give the files in it, as with " + file + "/*");
        }
        if (!Files.isReadable(file)) {
            return Optional.of("permission denied");
        }
        long size = file.toFile().length();
        long needed = COPIES * size;
        if (size > Integer.MAX_VALUE - Long.BYTES) {
            return Optional.of("it has " + megabytes(size) + ", more than a string can have; split it");
        }
        return needed <= heap
                ? Optional.empty()
                : Optional.of("it needs at least " + megabytes(needed) + " of memory, for " + megabytes(size)
                        + " as bytes and as a string, but the heap has " + megabytes(heap)
                        + "; split the file, or enlarge the heap, as with JAVA_OPTS=-Xmx"
                        + (4 * needed / 1024 / 1024 + 1) + "m");
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / 1024.0 / 1024.0);
    }

    /** Read a file. */
    static Contents read(String file) throws JobException {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(Path.of(file));
        } catch (IOException e) {
            throw new JobException("cannot read " + file + ": " + Thrown.text(e), e);
        }
        String text = new String(bytes, UTF_8);
        return new Contents(text, bytes.length, text.indexOf(REPLACEMENT) >= 0 && isMalformed(bytes));
    }

    private static boolean isMalformed(byte[] bytes) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return false;
        } catch (CharacterCodingException e) {
            return true;
        }
    }
}
