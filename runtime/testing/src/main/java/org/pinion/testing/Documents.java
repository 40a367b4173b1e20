// SPDX-License-Identifier: Apache-2.0
package org.pinion.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The documents of the project, and the blocks of code in them that are more than a picture.
 *
 * <p>Such a block has a comment on the line above it: {@code <!-- file: PATH -->} for the content of a file,
 * {@code <!-- command: NAME -->} for a command line, {@code <!-- output: NAME -->} for what the command of that name
 * prints.
 */
public final class Documents {

    /** The top folder of the project; tests run in the folder of their module. */
    public static final Path ROOT = Path.of("").toAbsolutePath().getParent().getParent();

    private static final Pattern BLOCK =
            Pattern.compile("^<!-- (file|command|output): (.+) -->\n```\\w*\n((?:.*\n)*?)```$", Pattern.MULTILINE);

    private static final Pattern MARK = Pattern.compile("^<!-- (file|command|output):", Pattern.MULTILINE);

    /** A marked block of code. */
    public record Block(String kind, String name, String text) {

        @Override
        public String toString() {
            return kind + " " + name;
        }
    }

    private Documents() {}

    /** Lists the documents at the top of the project and in its folder {@code docs}. */
    public static List<Path> all() throws IOException {
        try (Stream<Path> top = Files.list(ROOT);
                Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(top, docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    /** Reads the marked blocks of the two guides, which share their projects. */
    public static List<Block> guides() {
        List<Block> blocks = new ArrayList<>();
        for (String guide : List.of("authoring.md", "embedding.md")) {
            blocks.addAll(blocks(guide));
        }
        return blocks;
    }

    /**
     * Reads the marked blocks of a document in {@code docs}.
     *
     * @throws AssertionError if no block of code follows a mark
     */
    public static List<Block> blocks(String document) {
        String text = read(ROOT.resolve("docs").resolve(document));
        List<Block> found = BLOCK.matcher(text)
                .results()
                .map(block -> new Block(block.group(1), block.group(2), block.group(3)))
                .toList();
        if (MARK.matcher(text).results().count() != found.size()) {
            throw new AssertionError(document + ": a mark is not followed by a block of code");
        }
        return found;
    }

    /**
     * Writes the blocks that are files.
     *
     * @throws java.nio.file.FileAlreadyExistsException if two blocks are the same file, or it is there already
     */
    public static void writeFiles(List<Block> blocks, Path folder) throws IOException {
        for (Block block : blocks) {
            if (block.kind().equals("file")) {
                Path file = folder.resolve(block.name());
                Files.createDirectories(file.getParent());
                // No file is shown twice: the second one would not be created.
                Files.writeString(file, block.text(), StandardOpenOption.CREATE_NEW);
            }
        }
    }

    /** Reads a file as text. */
    public static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
