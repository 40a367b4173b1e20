// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.jar;

import static org.pinion.embed.internal.diagnosis.ProblemBuilder.problem;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.pinion.Problem;
import org.pinion.Problem.Kind;
import org.pinion.embed.internal.diagnosis.Failure;
import org.pinion.spi.Problems;

/**
 * Finds a file and copies it to the storage, and keeps apart which of the two has failed: who cannot read a file must
 * not be told to make room, and the other way round.
 */
public final class SourceFile {

    private static final String RAISE_LIMIT =
            "raise the limit of open files of the process, on Linux with ulimit -n or LimitNOFILE of systemd";

    private SourceFile() {}

    /**
     * Resolves a path as {@code open} does (O1).
     *
     * @throws Failure if there is no such file, or it is a directory or a device
     */
    static Path realPath(Path path) throws Failure {
        try {
            Path real = path.toRealPath();
            if (Files.isDirectory(real)) {
                throw new Failure(
                        Problems.of(Kind.FILE, real.toString(), "is a directory", "give the path of a jar file in it"));
            }
            if (!Files.isRegularFile(real)) {
                // A pipe or a device has no end, or none yet.
                throw new Failure(Problems.of(
                        Kind.FILE, real.toString(), "is not a regular file", "give the path of a jar file"));
            }
            return real;
        } catch (IOException e) {
            throw unreadable(e);
        } catch (ClosedFileSystemException e) {
            throw new Failure(Problems.of(Kind.FILE, path.toString(), "its file system is closed", ""), e);
        }
    }

    /** Gives the location of a bundle that comes from a file. */
    static String location(Path real) {
        return real.toUri().toString();
    }

    /** Explains why a file cannot be read. */
    static Failure unreadable(IOException e) {
        if (e instanceof NoSuchFileException missing) {
            return new Failure(noSuchFile(missing.getFile()), e);
        }
        if (e instanceof AccessDeniedException denied) {
            return new Failure(
                    Problems.of(
                            Kind.FILE,
                            denied.getFile(),
                            "permission denied",
                            "let " + System.getProperty("user.name") + " read " + denied.getFile()),
                    e);
        }
        return new Failure(
                Problems.of(
                        Kind.FILE,
                        "",
                        "cannot be read: " + reason(e),
                        isLimit(e)
                                ? RAISE_LIMIT
                                : "check the disk or the connection that it comes from, or take another copy"),
                e);
    }

    private static Problem noSuchFile(String file) {
        Path path = Path.of(file).toAbsolutePath().normalize();
        if (Files.isSymbolicLink(path)) {
            return problem(Kind.FILE, file, "no such file")
                    .found(path + ", a link to a file that is not there")
                    .fix("correct the link");
        }
        Path folder = path.getParent();
        return problem(Kind.FILE, file, "no such file")
                .found(
                        folder != null && Files.isDirectory(folder)
                                ? "the folder " + folder + ", which has no " + path.getFileName()
                                : "not even the folder " + folder)
                .fix("check the path"
                        + (Path.of(file).isAbsolute()
                                ? ""
                                : ", it starts at " + Path.of("").toAbsolutePath()));
    }

    /** Explain why the runtime has no copy of a file; that is not the file's fault. */
    public static Failure notStored(IOException e) {
        String fix =
                "make room there, or choose another folder, which is that of java.io.tmpdir unless the host says otherwise";
        if (isLimit(e)) {
            fix = RAISE_LIMIT;
        } else if (e instanceof NoSuchFileException) {
            fix = "restart the runtime, and let nobody remove its folder while it runs";
        }
        return new Failure(
                Problems.of(Kind.RUNTIME, "", "the storage of the runtime cannot be written: " + reason(e), fix), e);
    }

    private static boolean isLimit(IOException e) {
        return reason(e).contains("Too many open files");
    }

    /** Says what went wrong; an exception need not have a message. */
    static String reason(IOException e) {
        if (e.getMessage() != null) {
            return e instanceof NoSuchFileException ? "no such file: " + e.getMessage() : e.getMessage();
        }
        return e instanceof FileSystemException || e.getClass() == IOException.class
                ? "input/output error"
                : e.getClass().getName();
    }

    /**
     * Reads bytes to their end and writes them to a file.
     *
     * @param source where from; closed in every case
     * @return their SHA-256 digest, as text
     */
    static String copy(InputStream source, Path target) throws Failure {
        MessageDigest digest = sha256();
        try (source) {
            OutputStream copy = create(target);
            try {
                byte[] buffer = new byte[1 << 13];
                for (int count = source.read(buffer); count >= 0; count = source.read(buffer)) {
                    digest.update(buffer, 0, count);
                    write(copy, buffer, count);
                }
            } finally {
                close(copy);
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /**
     * Compute the digest of a file.
     *
     * @return its SHA-256 digest, as text
     */
    public static String digest(Path file) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream source = new DigestInputStream(Files.newInputStream(file), digest)) {
            source.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static OutputStream create(Path target) throws Failure {
        try {
            return Files.newOutputStream(target);
        } catch (IOException e) {
            throw notStored(e);
        }
    }

    private static void write(OutputStream target, byte[] buffer, int count) throws Failure {
        try {
            target.write(buffer, 0, count);
        } catch (IOException e) {
            throw notStored(e);
        }
    }

    /** Closes the copy; some file systems tell only then that there is no room. */
    private static void close(OutputStream target) throws Failure {
        try {
            target.close();
        } catch (IOException e) {
            throw notStored(e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
