// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.jar;

import static org.pinion.embed.internal.diagnosis.ProblemBuilder.problem;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.pinion.Problem;
import org.pinion.Problem.Kind;
import org.pinion.embed.internal.diagnosis.Failure;
import org.pinion.linker.NestedJarException;
import org.pinion.spi.Problems;

/** Explains why Java does not read a jar of which the runtime has a copy. */
public final class JarDamage {

    /** How many entries are told of. */
    private static final int MOST = 3;

    private JarDamage() {}

    /**
     * Explain what the JDK has thrown.
     *
     * @param copy the runtime's own copy of the jar
     */
    public static Failure of(Path copy, Exception e) {
        if (e instanceof FileSystemException || e instanceof FileNotFoundException) {
            return SourceFile.notStored((IOException) e);
        }
        try {
            return new Failure(e instanceof NestedJarException nested ? nested(copy, nested) : jar(copy, e), e);
        } catch (IOException other) {
            return SourceFile.notStored(other);
        }
    }

    /** Tell whether an exception speaks of what is in a jar, rather than of the file. */
    public static boolean isOfJar(IOException e) {
        return e instanceof ZipException || e instanceof EOFException;
    }

    private static Problem jar(Path copy, Exception e) throws IOException {
        byte[] start;
        try (InputStream bytes = Files.newInputStream(copy)) {
            start = bytes.readNBytes(2);
        }
        if (start.length == 0) {
            return damaged("is not a jar file: it is empty");
        }
        if (start.length < 2 || start[0] != 'P' || start[1] != 'K') {
            return damaged("is not a jar file");
        }
        List<ZipDirectory.Entry> odd = odd(ZipDirectory.entries(copy));
        return odd.isEmpty() ? damaged("is a damaged or truncated jar file" + detail(e)) : unreadable("", odd);
    }

    private static Problem damaged(String summary) {
        return Problems.of(Kind.NOT_A_JAR, "", summary, "copy or build the jar anew");
    }

    private static String detail(Exception e) {
        return e instanceof EOFException
                ? ": it ends too early"
                : e instanceof IOException && e.getMessage() != null ? ": " + e.getMessage() : "";
    }

    private static Problem nested(Path copy, NestedJarException e) throws IOException {
        byte[] bytes;
        try (ZipFile jar = new ZipFile(copy.toFile())) {
            ZipEntry entry = jar.getEntry(e.element());
            try (InputStream content = jar.getInputStream(entry)) {
                bytes = content.readAllBytes();
            }
        } catch (IOException | IllegalArgumentException outer) {
            return jar(copy, outer);
        }
        List<ZipDirectory.Entry> odd = odd(ZipDirectory.entries(bytes));
        if (!odd.isEmpty()) {
            return unreadable(" in " + e.element(), odd);
        }
        return problem(
                        Kind.NOT_A_JAR,
                        e.element(),
                        "the jar in it, " + e.element() + ", is damaged or truncated"
                                + (e.getCause() instanceof Exception cause ? detail(cause) : ""))
                .needed("Bundle-ClassPath: " + e.element())
                .fix("put an intact " + e.element() + " into the jar, and build it anew");
    }

    private static List<ZipDirectory.Entry> odd(List<ZipDirectory.Entry> entries) {
        return entries.stream().filter(entry -> !entry.isReadable()).toList();
    }

    private static Problem unreadable(String place, List<ZipDirectory.Entry> odd) {
        ZipDirectory.Entry first = odd.get(0);
        List<String> told = odd.stream()
                .limit(MOST)
                .map(entry -> "entry " + entry.name() + place + ", " + entry.obstacle())
                .toList();
        return problem(
                        Kind.NOT_A_JAR,
                        first.name(),
                        "entry " + first.name() + place + " is " + first.obstacle() + ", which Java does not read")
                .needed("entries that are stored or deflated, and not encrypted")
                .found(told)
                .found(odd.size() > MOST ? List.of("... and " + (odd.size() - MOST) + " more") : List.of())
                .fix(
                        first.encrypted()
                                ? "pack the jar without a password"
                                : "pack the jar with a tool for jars, such as jar or bnd; with 7-Zip by -tzip -mm=Deflate,"
                                        + " with zip by -Z deflate");
    }
}
