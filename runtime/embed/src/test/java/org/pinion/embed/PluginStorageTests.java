// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinion.PluginException;
import org.pinion.PluginException.Reason;
import org.pinion.testing.BundleBuilder;

/** What a runtime keeps on the disk, and what it does with what it finds there. */
class PluginStorageTests {

    @TempDir
    Path folder;

    @TempDir
    Path storage;

    @BeforeEach
    void realPath() throws IOException {
        storage = storage.toRealPath();
    }

    private Pinion start() {
        return Pinion.builder().storage(storage).start();
    }

    private static BundleBuilder plugin(String name) {
        return BundleBuilder.plugin(name, name)
                .source(name + ".A", "public class A { public static int one() { return 1; } }");
    }

    private List<Path> stored() {
        return StoredFiles.in(storage);
    }

    /** Gives one file for each way in which an open fails. */
    private Map<Path, Reason> failing() throws IOException {
        Map<Path, Reason> failing = new LinkedHashMap<>();
        Path init = BundleBuilder.plugin("bad", "bad")
                .source("bad.A", "public class A { static void init() { throw new Error(\"no\"); } }")
                .buildTo(folder);
        failing.put(init, Reason.INIT_FAILED);
        failing.put(plugin("lost").with("Import-Package", "none").buildTo(folder), Reason.UNRESOLVED);
        Path activator = plugin("inactive")
                .with("Bundle-Activator", "inactive.None")
                .with("-fixupmessages", "Bundle-Activator*;is:=ignore")
                .buildTo(folder);
        failing.put(activator, Reason.MALFORMED);
        failing.put(plugin("first").buildAs(folder.resolve("twin.jar")), Reason.ALREADY_LOADED);
        failing.put(Files.writeString(folder.resolve("text.jar"), "no jar"), Reason.NOT_A_PLUGIN);
        failing.put(BundleBuilder.bundle("plain").resource("x", "x").buildTo(folder), Reason.NOT_A_PLUGIN);
        failing.put(malformed(plugin("odd").buildTo(folder)), Reason.MALFORMED);
        return failing;
    }

    /** Gives a plugin a header that Felix does not accept. */
    private static Path malformed(Path jar) throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(jar)) {
            Path manifest = zip.getPath("META-INF/MANIFEST.MF");
            Files.writeString(
                    manifest, Files.readString(manifest).replaceFirst("\r?\n\r?\n", "\nImport-Package: a;=\n\n"));
        }
        return jar;
    }

    @Test
    void failedOpen_leavesNoFile() throws IOException {
        try (Pinion pinion = start()) {
            pinion.open(plugin("first").buildTo(folder));
            List<Path> before = stored();
            failing().forEach((jar, reason) -> {
                assertThat(catchThrowableOfType(PluginException.class, () -> pinion.open(jar)))
                        .as(jar.toString())
                        .returns(reason, PluginException::reason);
                assertThat(stored()).as(jar.toString()).isEqualTo(before);
                assertThat(pinion.why(jar)).isNotEmpty();
                assertThat(stored()).as(jar.toString()).isEqualTo(before);
            });
        }
        assertThat(storage).isEmptyDirectory();
    }

    @Test
    void hundredFailedOpens_leaveNoFile_andAGoodOneLeavesOne() throws IOException {
        byte[] init = BundleBuilder.plugin("bad", "bad")
                .source("bad.A", "public class A { static void init() { throw new Error(\"no\"); } }")
                .build();
        byte[] lost = plugin("lost").with("Import-Package", "none").build();
        try (Pinion pinion = start()) {
            Path first = plugin("first").buildTo(folder);
            pinion.open(first);
            List<Path> before = stored();
            for (int i = 0; i < 50; i++) {
                for (byte[] bytes : List.of(init, lost)) {
                    String name = "bad" + bytes.length + "-" + i;
                    Path jar = Files.write(folder.resolve(name + ".jar"), BundleBuilder.renamed(bytes, name));
                    assertThat(catchThrowableOfType(PluginException.class, () -> pinion.open(jar)))
                            .isNotNull();
                }
            }
            assertThat(stored()).isEqualTo(before);
            pinion.open(first);
            assertThat(stored()).isEqualTo(before);
            pinion.open(plugin("second").buildTo(folder));
            List<Path> more = new ArrayList<>(stored());
            more.removeAll(before);
            assertThat(more).singleElement().satisfies(copy -> assertThat(copy).isRegularFile());
            assertThat(stored()).hasSize(before.size() + 1);
        }
        assertThat(storage).isEmptyDirectory();
    }

    private List<Path> lockFiles() throws IOException {
        try (Stream<Path> files = Files.list(storage)) {
            return files.filter(file -> file.toString().endsWith(".lock")).toList();
        }
    }

    @Test
    void lockFile_isForItsOwnerOnly() throws IOException {
        try (Pinion pinion = start()) {
            assertThat(pinion.plugins()).isEmpty();
            assertThat(lockFiles())
                    .singleElement()
                    .satisfies(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void nextNames_thatAreTaken_areSkippedAndLeftAlone() throws IOException {
        List<Path> taken = new ArrayList<>();
        try (Pinion pinion = start()) {
            String name = lockFiles().get(0).getFileName().toString();
            String own = name.substring(0, name.lastIndexOf('-') + 1);
            int number = Integer.parseInt(name.substring(own.length(), name.indexOf('.')));
            for (int i = 1; i <= 3; i++) {
                taken.add(Files.createDirectories(storage.resolve(own + (number + i) + "/precious")));
            }
            taken.add(Files.createFile(storage.resolve(own + (number + 4) + ".lock")));
            taken.add(Files.createSymbolicLink(storage.resolve(own + (number + 5)), storage.resolve("nowhere")));
            pinion.open(plugin("first").buildTo(folder));
            try (Pinion next = start()) {
                next.open(plugin("first").buildTo(folder));
                assertThat(storage.resolve(own + (number + 6))).isDirectory();
            }
            assertThat(storage.resolve(own + (number + 6))).doesNotExist();
        }
        assertThat(taken)
                .allSatisfy(file -> assertThat(Files.exists(file, java.nio.file.LinkOption.NOFOLLOW_LINKS))
                        .isTrue());
    }

    @Test
    void foldersOfDeadProcesses_areSweptUpSoonAfterTheStart() throws IOException {
        for (int i = 0; i < 20; i++) {
            Path dead = Files.createDirectories(storage.resolve("pinion-1-dead-" + i + "/bundles/plugins/version0.0"));
            Files.writeString(dead.resolve("copy-1.jar"), "old");
            Files.createSymbolicLink(dead.resolve("revision.location"), Path.of("/dev/null"));
            Files.createFile(storage.resolve("pinion-1-dead-" + i + ".lock"));
        }
        Path folderOnly = Files.createDirectory(storage.resolve("pinion-without-lock"));
        try (Pinion pinion = start()) {
            await().untilAsserted(() -> assertThat(storage.toFile().list()).hasSize(3));
            assertThat(folderOnly).exists();
            pinion.open(plugin("first").buildTo(folder));
        }
        assertThat(storage.toFile().list()).containsExactly("pinion-without-lock");
        assertThat(Path.of("/dev/null")).exists();
    }
}
