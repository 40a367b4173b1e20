// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.folder;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import java.util.zip.ZipFile;
import org.pinion.embed.internal.registry.Batch;

/** A file of the folder: what was seen of it, and what was done with it. */
final class FolderFile {

    /** What became of a file. */
    enum Outcome {
        /** Nothing was done yet. */
        NONE,
        /** It is an opened plugin. */
        OPENED,
        /** It is a library. */
        ADDED,
        /** It failed, and fails until it is another file. */
        FAILED,
        /** It failed, but may open when other bundles come. */
        WAITING
    }

    /** What tells one content of a file from the next. */
    private record State(long size, FileTime modified, Object key) {}

    private final Path path;

    /** What was seen last, and since when; {@code null} if there is no such file. */
    private State seen;

    private long since;

    /** What it was when something was done with it, or said about it, last. */
    private State handled;

    private State opened;

    /** The digest of what was opened or added; {@code null} if it is not known. */
    private String digest;

    private Outcome outcome = Outcome.NONE;

    /** What was said about its failure. */
    private String told = "";

    FolderFile(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    String name() {
        return path.getFileName().toString();
    }

    Outcome outcome() {
        return outcome;
    }

    /** Looks at the file again; tells whether it has changed since the last time. */
    boolean look(long now) {
        State state = state();
        if (Objects.equals(state, seen)) {
            return false;
        }
        seen = state;
        since = now;
        return true;
    }

    private State state() {
        try {
            BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
            return new State(file.size(), file.lastModifiedTime(), file.fileKey());
        } catch (IOException e) {
            // A link that leads nowhere is a file as long as it is there.
            return Files.isSymbolicLink(path) ? new State(0, FileTime.fromMillis(0), null) : null;
        }
    }

    boolean exists() {
        return seen != null;
    }

    /** Tells whether it is not the file with which something was done. */
    boolean isChanged() {
        return !Objects.equals(seen, handled);
    }

    /**
     * Tells whether it is what it was when it was opened or added. Another time or another link is no matter: the bytes
     * count, and are looked at only if the size is the same.
     */
    boolean isAsOpened() {
        if (Objects.equals(seen, opened)) {
            return true;
        }
        if (seen == null || opened == null || digest == null || seen.size() != opened.size()) {
            return false;
        }
        if (digest.equals(Batch.digestOf(path))) {
            opened = seen;
            return true;
        }
        return false;
    }

    /** Tells for how long it has been as it is. */
    long age(long now) {
        return now - since;
    }

    /** Tells whether it can be read as an archive; one that is being written has no directory at its end yet. */
    boolean isComplete() {
        if (path.getFileSystem() != FileSystems.getDefault()) {
            return true;
        }
        // To open a pipe would wait for somebody who writes to it.
        if (!Files.isRegularFile(path)) {
            return false;
        }
        try (ZipFile zip = new ZipFile(path.toFile())) {
            return zip.size() > 0;
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }

    /** Notes that the present file has been dealt with. */
    void handled() {
        handled = seen;
    }

    /**
     * Notes what became of the file as it was when it was handled.
     *
     * @param bytes the digest of what was opened or added; may be {@code null}
     */
    void end(Outcome result, String bytes) {
        outcome = result;
        digest = bytes;
        opened = result == Outcome.OPENED || result == Outcome.ADDED ? handled : null;
        told = opened == null ? told : "";
    }

    /** Notes a failure; tells whether that is news. */
    boolean fail(Outcome result, String message) {
        end(result, null);
        boolean news = !told.equals(message);
        told = message;
        return news;
    }
}
