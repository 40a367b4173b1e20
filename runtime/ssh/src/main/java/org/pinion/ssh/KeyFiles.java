// SPDX-License-Identifier: Apache-2.0
package org.pinion.ssh;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Looks at who else could read or change a file; only where the file system knows owners and modes. */
final class KeyFiles {

    private static final int OTHERS_ALL = 077;
    private static final int OTHERS_WRITE = 022;
    private static final int STICKY = 01000;

    private static final boolean UNIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("unix");

    private KeyFiles() {}

    /**
     * Find a regular file that nobody but root and the owner of this process can change, nor the folders it is in.
     *
     * @param what what the file is, for messages
     * @return where the file really is
     * @throws IOException if it is not there, or somebody else could change it; the message is for users
     */
    static Path require(String what, Path file) throws IOException {
        Path real;
        try {
            real = file.toRealPath();
        } catch (NoSuchFileException e) {
            throw new IOException(what + " " + file + ": no such file", e);
        } catch (IOException e) {
            throw new IOException("cannot read " + what + " " + file + ": " + reason(e), e);
        }
        if (!Files.isRegularFile(real)) {
            throw new IOException(what + " " + file + " is no file");
        }
        if (UNIX) {
            for (Path path = real; path != null; path = path.getParent()) {
                requireOwned(what, file, path);
            }
        }
        return real;
    }

    private static void requireOwned(String what, Path file, Path path) throws IOException {
        int owner = (int) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        int mode = (int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
        if (owner != 0 && owner != user()) {
            throw new IOException(what + " " + file + " is refused: " + path + " belongs to user " + owner
                    + ", who could change it; chown it to root or to the user of the runtime");
        }
        // Where a folder is sticky, others cannot replace what is in it.
        boolean sticky = Files.isDirectory(path) && (mode & STICKY) != 0;
        if ((mode & OTHERS_WRITE) != 0 && !sticky) {
            throw new IOException(
                    what + " " + file + " is refused: others can write to " + path + "; chmod go-w " + path);
        }
    }

    private static int user() throws IOException {
        Path own = Path.of("/proc/self");
        if (Files.exists(own)) {
            return (int) Files.getAttribute(own, "unix:uid");
        }
        Path made = Files.createTempFile("pinion", null);
        try {
            return (int) Files.getAttribute(made, "unix:uid");
        } finally {
            Files.delete(made);
        }
    }

    /**
     * Require that nobody but the owner can read a file.
     *
     * @throws IOException if somebody else can; the message is for users
     */
    static void requirePrivate(String what, Path file) throws IOException {
        if (UNIX && ((int) Files.getAttribute(file, "unix:mode") & OTHERS_ALL) != 0) {
            throw new IOException(what + " " + file + " is refused: others can read it, so it is no secret any more;"
                    + " chmod 600 it if it is, or remove it for a new one");
        }
    }

    /** Makes a folder that nobody else can look into, unless it is there. */
    static void createFolder(Path folder) throws IOException {
        FileAttribute<?>[] owner = {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))};
        Files.createDirectories(folder, UNIX ? owner : new FileAttribute<?>[0]);
    }

    /** Says why a file cannot be read or written. */
    static String reason(IOException e) {
        return e instanceof AccessDeniedException ? "permission denied" : String.valueOf(e.getMessage());
    }
}
