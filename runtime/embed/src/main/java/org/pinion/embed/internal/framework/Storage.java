// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.framework;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of one runtime: empty at start, removed at close.
 *
 * <p>Next to each folder {@code pinion-N} there is a file {@code pinion-N.lock}, locked as long as the process lives.
 * Who starts next to a folder whose lock is free removes it: its process has died.
 */
public final class Storage implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("org.pinion");

    private static final String PREFIX = "pinion-";
    private static final String SUFFIX = ".lock";

    /** What the names of this process's folders begin with, whichever class loader this class is in. */
    private static final String OWN_PREFIX = PREFIX + ownName() + "-";

    private static final AtomicLong NUMBERS = new AtomicLong();

    private static final int ATTEMPTS = 10;

    private final Path folder;
    private final Path lockFile;
    private final FileChannel channel;

    private Storage(Path folder, Path lockFile, FileChannel channel) {
        this.folder = folder;
        this.lockFile = lockFile;
        this.channel = channel;
    }

    /**
     * Make a new folder.
     *
     * @param parent where; created if it is missing
     * @throws IOException if there is no room, or no permission
     */
    public static Storage in(Path parent) throws IOException {
        Files.createDirectories(parent);
        while (true) {
            Path lockFile = createLockFile(parent);
            FileChannel channel = null;
            Storage storage = null;
            try {
                channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
                // Between its creation and its lock the file looks like that of a dead process: if another runtime
                // has swept it up meanwhile, this one tries again.
                if (lock(channel) && Files.exists(lockFile)) {
                    Path folder = Files.createDirectory(folder(lockFile));
                    storage = new Storage(folder, lockFile, channel);
                    return storage;
                }
            } catch (NoSuchFileException e) {
                LOG.debug("swept up by another runtime, {}", lockFile, e);
            } catch (FileAlreadyExistsException e) {
                LOG.debug("somebody else has made the folder for {}", lockFile, e);
            } finally {
                if (storage == null) {
                    Files.deleteIfExists(lockFile);
                    if (channel != null) {
                        channel.close();
                    }
                }
            }
        }
    }

    /** Not a temporary file: their names are random, and to have random numbers takes time. */
    private static Path createLockFile(Path parent) throws IOException {
        while (true) {
            Path file = parent.resolve(OWN_PREFIX + NUMBERS.incrementAndGet() + SUFFIX);
            try {
                return Files.createFile(file, lockAttributes(parent));
            } catch (FileAlreadyExistsException e) {
                LOG.debug("another copy of Pinion in this process has {}", file, e);
            }
        }
    }

    /** Nobody else may open the lock file, in a folder where everybody may write: one could keep it locked. */
    private static FileAttribute<?>[] lockAttributes(Path parent) {
        return parent.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static Path folder(Path lockFile) {
        String name = lockFile.getFileName().toString();
        return lockFile.resolveSibling(name.substring(0, name.length() - SUFFIX.length()));
    }

    /** Give the folder. */
    public Path folder() {
        return folder;
    }

    /**
     * Begin to remove the folders of dead processes. Thousands of plugins leave so many files that nobody should wait
     * for their end; and as long as files are removed, and for a while after, to make new ones next to them takes
     * longer.
     */
    public void sweep() {
        Path parent = lockFile.getParent();
        Thread sweeper = new Thread(null, () -> sweep(parent), "pinion-sweep", 0, false);
        sweeper.setDaemon(true);
        sweeper.setContextClassLoader(null);
        sweeper.start();
    }

    /** The number of a process is given again to a later one, its start is not. */
    private static String ownName() {
        ProcessHandle process = ProcessHandle.current();
        long start = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        return process.pid() + "-" + Long.toString(start, Character.MAX_RADIX);
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static void sweep(Path parent) {
        try (DirectoryStream<Path> lockFiles = Files.newDirectoryStream(parent, PREFIX + "*" + SUFFIX)) {
            for (Path lockFile : lockFiles) {
                // This process lives. To open and close a lock file of its own would be to give up the lock.
                boolean own = lockFile.getFileName().toString().startsWith(OWN_PREFIX);
                // A pipe of that name, in a folder where everybody may write, would block who opens it.
                if (!own && Files.isRegularFile(lockFile, LinkOption.NOFOLLOW_LINKS)) {
                    sweepIfDead(lockFile);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.debug("cannot look for folders of dead processes in {}", parent, e);
        }
    }

    private static void sweepIfDead(Path lockFile) {
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE)) {
            if (lock(channel)) {
                delete(folder(lockFile));
                Files.deleteIfExists(lockFile);
            }
        } catch (IOException e) {
            LOG.debug("cannot remove the folder of a dead process, {}", lockFile, e);
        }
    }

    /** Remove the folder. What cannot be removed now is left to the next start. */
    @Override
    public void close() {
        try {
            deleteUnderWay();
            Files.deleteIfExists(lockFile);
        } catch (IOException e) {
            LOG.debug("cannot remove {}", folder, e);
        }
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("cannot release {}", lockFile, e);
        }
    }

    /** Deletes the folder although an open that has not noticed the end yet may still write to it. */
    private void deleteUnderWay() throws IOException {
        for (int i = 1; i < ATTEMPTS; i++) {
            try {
                delete(folder);
                return;
            } catch (DirectoryNotEmptyException | NoSuchFileException e) {
                LOG.debug("{} has changed while it was removed", folder, e);
            }
        }
        delete(folder);
    }

    /** Deletes a folder with all that is in it, if it is there. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException e) throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
