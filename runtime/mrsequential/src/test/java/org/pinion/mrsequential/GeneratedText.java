// SPDX-License-Identifier: Apache-2.0
package org.pinion.mrsequential;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Text without meaning, the same each time: some words are frequent and most are rare, as in languages. It has letters
 * of several scripts, also such as need four bytes.
 */
final class GeneratedText {

    private static final int WORDS = 50_000;

    private static final int LINE = 70;

    /** Ends are letters of one byte, two, three and four; the last two are in another order in UTF-16 than in UTF-8. */
    private static final String[] ENDS = {"", "", "", "", "", "", "", "", "\u00e9", "\u0416", "\ufb00", "\ud835\udc00"};

    private final String[] words;

    private GeneratedText() {
        Random random = new Random(1);
        words = IntStream.range(0, WORDS).mapToObj(rank -> word(random, rank)).toArray(String[]::new);
    }

    private static String word(Random random, int rank) {
        StringBuilder word = new StringBuilder();
        for (int left = rank + 1; left > 0; left /= 24) {
            word.append((char) ('a' + left % 24));
        }
        return word.append(ENDS[random.nextInt(ENDS.length)]).toString();
    }

    /**
     * Write files for a load test.
     *
     * @param args a folder, how many files, how many characters each
     */
    public static void main(String[] args) throws IOException {
        write(Path.of(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]));
    }

    /** Write files of a size, and a little more. Returns their names. */
    static List<String> write(Path folder, int files, int characters) throws IOException {
        GeneratedText text = new GeneratedText();
        Files.createDirectories(folder);
        return IntStream.range(0, files)
                .mapToObj(number -> {
                    Path file = folder.resolve(String.format("text-%05d.txt", number));
                    text.write(file, characters, new Random(number));
                    return file.toString();
                })
                .toList();
    }

    private void write(Path file, int characters, Random random) {
        try (Writer writer = Files.newBufferedWriter(file)) {
            int line = 0;
            for (int written = 0; written < characters; ) {
                String word = words[(int) Math.exp(random.nextDouble() * Math.log(WORDS))];
                line += word.length() + 1;
                writer.append(word).append(line > LINE ? '\n' : ' ');
                line = line > LINE ? 0 : line;
                written += word.length() + 1;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
