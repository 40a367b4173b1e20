// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinion.PluginException.Reason;
import org.pinion.embed.internal.diagnosis.Failure;

/** A failure of the file is never told as one of the storage, nor the other way round. */
class SourceFileTests {

    private static final String LIMIT =
            "raise the limit of open files of the process, on Linux with ulimit -n or LimitNOFILE of systemd";

    @TempDir
    Path folder;

    @Test
    void unreadableFile_saysWhy_alsoToRootWhoNeverSeesIt() {
        Path here = Path.of("").toAbsolutePath();
        assertThat(SourceFile.unreadable(new AccessDeniedException("a.jar")))
                .hasMessage("permission denied\nfix:    let " + System.getProperty("user.name") + " read a.jar");
        assertThat(SourceFile.unreadable(new NoSuchFileException("none/a.jar")))
                .hasMessage("no such file\nfound:  not even the folder " + here.resolve("none")
                        + "\nfix:    check the path, it starts at " + here);
        assertThat(SourceFile.unreadable(new IOException("broken")))
                .hasMessage(
                        "cannot be read: broken\nfix:    check the disk or the connection that it comes from, or take"
                                + " another copy");
        assertThat(SourceFile.unreadable(new IOException()))
                .hasMessageStartingWith("cannot be read: input/output error\n");
    }

    @Test
    void link_thatLeadsNowhere_isToldAsALink() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("a.jar"), folder.resolve("none.jar"));
        assertThat(catchThrowableOfType(Failure.class, () -> SourceFile.realPath(link)))
                .hasMessage("no such file\nfound:  " + link
                        + ", a link to a file that is not there\nfix:    correct the" + " link");
    }

    @Test
    void file_thatFailsWhileItIsCopied_isNoFailureOfTheStorage() {
        InputStream failing = new InputStream() {
            private int left = 100;

            @Override
            public int read() throws IOException {
                if (--left <= 0) {
                    throw new IOException("Input/output error");
                }
                return left;
            }
        };
        assertThat(copying(failing, folder.resolve("copy.jar")))
                .hasMessageStartingWith("cannot be read: Input/output error")
                .returns(Reason.FILE, Failure::reason);
    }

    @Test
    void storage_thatFailsWhileAFileIsCopied_isNoFailureOfTheFile() {
        assertThat(copying(
                        new ByteArrayInputStream(new byte[9]),
                        folder.resolve("gone").resolve("copy.jar")))
                .hasMessage("the storage of the runtime cannot be written: no such file: "
                        + folder.resolve("gone").resolve("copy.jar")
                        + "\nfix:    restart the runtime, and let nobody remove its folder while it runs")
                .returns(Reason.RUNTIME, Failure::reason);
        Path full = Path.of("/dev/full");
        if (Files.exists(full)) {
            assertThat(copying(new ByteArrayInputStream(new byte[9]), full))
                    .hasMessage("the storage of the runtime cannot be written: No space left on device\nfix:    make"
                            + " room there, or choose another folder, which is that of java.io.tmpdir unless the host says"
                            + " otherwise");
        }
    }

    private static Failure copying(InputStream source, Path target) {
        return catchThrowableOfType(Failure.class, () -> SourceFile.copy(source, target));
    }

    @Test
    void copy_thatCannotBeReadAgain_isAFailureOfTheStorage() throws IOException {
        assertThat(JarDamage.of(folder, new FileSystemException("copy.jar", null, "Too many open files")))
                .hasMessage(
                        "the storage of the runtime cannot be written: copy.jar: Too many open files\nfix:    " + LIMIT)
                .returns(Reason.RUNTIME, Failure::reason);
        assertThat(JarDamage.of(folder, new FileNotFoundException("copy.jar (Too many open files)")))
                .returns(Reason.RUNTIME, Failure::reason);
        Path gone = folder.resolve("copy.jar");
        assertThat(catchThrowableOfType(Failure.class, () -> PluginFileReader.read(gone)))
                .returns(Reason.RUNTIME, Failure::reason);
    }
}
