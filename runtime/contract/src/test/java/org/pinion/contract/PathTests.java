// SPDX-License-Identifier: Apache-2.0
package org.pinion.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pinion.contract.TestBundles.counter;
import static org.pinion.contract.TestBundles.failure;
import static org.pinion.contract.TestBundles.inits;
import static org.pinion.contract.TestBundles.text;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinion.Plugin;
import org.pinion.PluginException;
import org.pinion.PluginException.Reason;
import org.pinion.embed.Pinion;

/** Which file a path leads to, and what happens to it after it was opened. */
class PathTests {

    private static final String CHANGED =
            "changed since it was opened; a plugin cannot be reloaded, restart the runtime";

    private static byte[] first;
    private static byte[] other;

    @TempDir
    Path folder;

    private final Pinion pinion = Pinion.start();
    private Path jar;

    @BeforeAll
    static void build() {
        first = counter("acme.counter").build();
        other = counter("acme.counter")
                .source("acme.More", "public class More { public static int more; }")
                .build();
    }

    @BeforeEach
    void write() throws IOException {
        folder = folder.toRealPath();
        jar = Files.write(folder.resolve("a.jar"), first);
    }

    @AfterEach
    void close() {
        pinion.close();
    }

    private static String loaded(Path from, String bytes) {
        return "plugin already loaded: acme.counter 1.0.0 was opened from " + from + ", with " + bytes + "";
    }

    private void assertRunning(Plugin plugin) {
        assertThat(inits(plugin)).isEqualTo(1);
        assertThat(pinion.plugins()).containsExactly(plugin);
    }

    @Test
    @Tag("O1")
    void links_inAChainAndToFolders_leadToTheSamePlugin() throws IOException {
        Path real = Files.createDirectories(folder.resolve("one/two"));
        Path inside = Files.move(jar, real.resolve("a.jar"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("one"));
        Path twice = Files.createSymbolicLink(folder.resolve("twice"), link);
        Path chain = Files.createSymbolicLink(folder.resolve("c1.jar"), twice.resolve("two/a.jar"));
        Path longer = Files.createSymbolicLink(folder.resolve("c2.jar"), chain.getFileName());
        Plugin plugin = pinion.open(longer);
        assertThat(pinion.open(chain)).isSameAs(plugin);
        assertThat(pinion.open(link.resolve("two/a.jar"))).isSameAs(plugin);
        assertThat(pinion.open(twice.resolve("two/a.jar"))).isSameAs(plugin);
        assertThat(pinion.open(inside)).isSameAs(plugin);
        assertRunning(plugin);
    }

    @Test
    @Tag("O1")
    void dots_afterALink_areThoseOfTheFileSystem() throws IOException {
        Path deep = Files.createDirectories(folder.resolve("one/two"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), deep);
        Files.write(folder.resolve("one/a.jar"), other);
        Path dotted = link.resolve("../a.jar");
        Plugin plugin = pinion.open(dotted);
        assertThat(plugin.lookup("more")).isNotNull();
        assertThat(pinion.open(folder.resolve("one/./two/.././a.jar"))).isSameAs(plugin);
        assertThat(failure(pinion, folder.resolve("one/none/../a.jar")))
                .hasMessage(text(folder.resolve("one/none/../a.jar"), "no such file"));
        assertRunning(plugin);
    }

    @Test
    @Tag("O1")
    void path_relative_isThatOfTheWorkingDirectory() {
        Path relative = Path.of("").toAbsolutePath().relativize(jar);
        Plugin plugin = pinion.open(relative);
        assertThat(pinion.open(Path.of(".").resolve(relative))).isSameAs(plugin);
        assertThat(pinion.open(jar)).isSameAs(plugin);
        Path name = jar.getFileName();
        assertThat(failure(pinion, name)).hasMessage(text(name, "no such file"));
    }

    @Test
    @Tag("O1")
    void link_thatIsTurned_leadsToTheOtherFile() throws IOException {
        Path second = counter("acme.second").buildTo(folder);
        Path link = Files.createSymbolicLink(folder.resolve("link.jar"), jar);
        Plugin one = pinion.open(link);
        Files.delete(link);
        Files.createSymbolicLink(link, second);
        Plugin two = pinion.open(link);
        assertThat(two.name()).isEqualTo("acme.second");
        assertThat(pinion.open(jar)).isSameAs(one);
    }

    @Test
    @Tag("O1")
    void path_thatLeadsNowhere_saysWhy() throws IOException {
        Path loop = Files.createSymbolicLink(folder.resolve("loop.jar"), folder.resolve("loop.jar"));
        assertThat(failure(pinion, loop))
                .hasMessageStartingWith(text(loop, "cannot be read: " + loop + ": Too many levels of symbolic links"))
                .returns(Reason.FILE, PluginException::reason);
        Path below = jar.resolve("b.jar");
        assertThat(failure(pinion, below)).hasMessage(text(below, "cannot be read: " + below + ": Not a directory"));
        Path longName = folder.resolve("x".repeat(300));
        assertThat(failure(pinion, longName))
                .hasMessage(text(longName, "cannot be read: " + longName + ": File name too long"));
        assertThat(pinion.open(jar)).isNotNull();
    }

    @Test
    @Tag("O1")
    void file_thatMayNotBeRead_saysPermissionDenied_andIsNotRemembered() throws IOException {
        Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("---------"));
        // Root may read everything.
        if (!Files.isReadable(jar)) {
            assertThat(failure(pinion, jar))
                    .hasMessage(text(jar, "permission denied"))
                    .returns(Reason.FILE, PluginException::reason);
        }
        Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("r--r--r--"));
        assertThat(pinion.open(jar)).isNotNull();
    }

    @Test
    @Tag("O1")
    void file_thatIsReadOnlyInAReadOnlyFolder_isOpened() throws IOException {
        Path closed = Files.createDirectory(folder.resolve("closed"));
        Path moved = Files.move(jar, closed.resolve("a.jar"));
        Files.setPosixFilePermissions(moved, PosixFilePermissions.fromString("r--r--r--"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            Plugin plugin = pinion.open(moved);
            assertThat(pinion.open(moved)).isSameAs(plugin);
            assertRunning(plugin);
        } finally {
            Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    @Test
    @Tag("O2")
    void hardLink_isAnotherFile() throws IOException {
        Path link = Files.createLink(folder.resolve("hard.jar"), jar);
        Plugin plugin = pinion.open(jar);
        assertThat(failure(pinion, link))
                .hasMessage(text(link, loaded(jar, "the same bytes")))
                .returns(Reason.ALREADY_LOADED, PluginException::reason);
        assertThat(pinion.open(jar)).isSameAs(plugin);
        assertRunning(plugin);
    }

    @Test
    @Tag("O2")
    void copy_orRebuiltFile_isRefused_evenWhenTheFirstIsGone() throws IOException {
        Plugin plugin = pinion.open(jar);
        Files.delete(jar);
        Path copy = Files.write(folder.resolve("copy.jar"), first);
        assertThat(failure(pinion, copy)).hasMessage(text(copy, loaded(jar, "the same bytes")));
        Path rebuilt = Files.write(folder.resolve("rebuilt.jar"), other);
        assertThat(failure(pinion, rebuilt)).hasMessage(text(rebuilt, loaded(jar, "other bytes")));
        assertThat(failure(pinion, rebuilt))
                .hasMessage(text(rebuilt, loaded(jar, "other bytes") + " (previous failure)"));
        assertRunning(plugin);
    }

    @Test
    @Tag("O2")
    void version_withoutItsZeros_isTheSameIdentity() {
        pinion.open(jar);
        Path same = counter("acme.counter").version("1").buildAs(folder.resolve("same.jar"));
        assertThat(failure(pinion, same)).hasMessage(text(same, loaded(jar, "other bytes")));
        Path qualified = counter("acme.counter").version("1.0.0.x").buildAs(folder.resolve("qualified.jar"));
        assertThat(pinion.open(qualified).version()).hasToString("1.0.0.x");
    }

    @Test
    @Tag("O2")
    void singleton_inAnotherVersion_isRefusedAndSaysSo() {
        String singleton = "acme.counter;singleton:=true";
        Path one =
                counter("acme.counter").with("Bundle-SymbolicName", singleton).buildAs(folder.resolve("one.jar"));
        Path two = counter("acme.counter")
                .with("Bundle-SymbolicName", singleton)
                .version("2.0.0")
                .buildAs(folder.resolve("two.jar"));
        Plugin plugin = pinion.open(one);
        assertThat(failure(pinion, two))
                .hasMessage(text(two, "acme.counter 2.0.0 is a singleton, of which there can be one version"));
        assertRunning(plugin);
    }

    @Test
    @Tag("O3")
    void file_replacedByRename_changesNothing_andIsNotOpened() throws IOException {
        Plugin plugin = pinion.open(jar);
        Files.move(
                Files.write(folder.resolve("new.jar"), other),
                jar,
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.ATOMIC_MOVE);
        assertThat(failure(pinion, jar))
                .hasMessage(text(jar, CHANGED))
                .returns(Reason.CHANGED, PluginException::reason);
        assertThat(failure(pinion, jar)).hasMessage(text(jar, CHANGED));
        assertThat(plugin.lookup("late").as(IntSupplier.class).getAsInt()).isEqualTo(7);
        assertRunning(plugin);
    }

    @Test
    @Tag("O3")
    void file_overwrittenInPlace_changesNothing_evenForClassesNotYetLoaded() throws IOException {
        Plugin plugin = pinion.open(jar);
        try (RandomAccessFile file = new RandomAccessFile(jar.toFile(), "rw")) {
            file.write(new byte[first.length]);
            file.setLength(17);
        }
        assertThat(plugin.lookup("late").as(IntSupplier.class).getAsInt()).isEqualTo(7);
        assertThat(plugin.bundle().getEntry("acme/Late.class")).isNotNull();
        assertThat(failure(pinion, jar)).hasMessage(text(jar, CHANGED));
        Files.write(jar, first);
        assertThat(pinion.open(jar)).isSameAs(plugin);
        assertRunning(plugin);
    }

    @Test
    @Tag("O3")
    void file_deletedAndComeBack_isTheSamePlugin() throws IOException {
        Plugin plugin = pinion.open(jar);
        Files.delete(jar);
        assertThat(plugin.lookup("late").as(IntSupplier.class).getAsInt()).isEqualTo(7);
        assertThat(failure(pinion, jar)).hasMessage(text(jar, "no such file"));
        Files.createDirectory(jar);
        assertThat(failure(pinion, jar)).hasMessage(text(jar, "is a directory"));
        Files.delete(jar);
        Files.write(jar, first);
        assertThat(pinion.open(jar)).isSameAs(plugin);
        Files.setLastModifiedTime(jar, java.nio.file.attribute.FileTime.fromMillis(0));
        assertThat(pinion.open(jar)).isSameAs(plugin);
        assertRunning(plugin);
    }

    @Test
    @Tag("O3")
    void file_replacedByAnotherPlugin_isNotOpened_butACopyOfItIs() throws IOException {
        pinion.open(jar);
        byte[] second = counter("acme.second").build();
        Files.write(jar, second);
        assertThat(failure(pinion, jar)).hasMessage(text(jar, CHANGED));
        Path copy = Files.write(folder.resolve("second.jar"), second);
        assertThat(pinion.open(copy).name()).isEqualTo("acme.second");
    }

    @Test
    @Tag("O1")
    void path_inAnotherFileSystem_isOpened() throws IOException {
        Path zip = folder.resolve("some plugins.zip");
        Path inside;
        try (FileSystem files = FileSystems.newFileSystem(zip, java.util.Map.of("create", "true"))) {
            inside = Files.write(files.getPath("/a b.jar"), first);
            Plugin plugin = pinion.open(inside);
            assertThat(pinion.open(files.getPath("a b.jar"))).isSameAs(plugin);
            assertThat(failure(pinion, files.getPath("/"))).hasMessage(text(files.getPath("/"), "is a directory"));
            assertThat(failure(pinion, files.getPath("none.jar")))
                    .hasMessage(text(Path.of("none.jar"), "no such file"));
            assertThat(failure(pinion, jar))
                    .hasMessageContaining("was opened from " + inside.toUri() + ", with the same bytes");
            assertRunning(plugin);
        }
        assertThat(failure(pinion, inside))
                .hasMessage(text(inside, "its file system is closed"))
                .returns(Reason.FILE, PluginException::reason);
    }
}
