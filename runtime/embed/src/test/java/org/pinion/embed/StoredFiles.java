// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What is in a storage at the moment. */
final class StoredFiles {

    private StoredFiles() {}

    /** Lists all files, links and folders, sorted. */
    static List<Path> in(Path storage) {
        try (Stream<Path> files = Files.walk(storage)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
