// SPDX-License-Identifier: Apache-2.0
package org.pinion.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.pinion.contract.LibraryTests.find;
import static org.pinion.contract.LibraryTests.library;
import static org.pinion.contract.LibraryTests.plugin;
import static org.pinion.contract.TestBundles.failure;
import static org.pinion.contract.TestBundles.log;
import static org.pinion.contract.TestBundles.using;
import static org.pinion.contract.TestBundles.whole;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.pinion.Plugin;
import org.pinion.PluginException;
import org.pinion.PluginException.Reason;
import org.pinion.Problem.Kind;
import org.pinion.embed.Pinion;
import org.pinion.testing.BundleBuilder;

/** What becomes of libraries that fail, and of those that are there already. */
@Timeout(60)
class LibraryFailureTests {

    @TempDir
    Path folder;

    private final Pinion pinion = Pinion.builder().share("org.pinion.contract").start();

    @BeforeEach
    void clear() {
        InitLog.clear();
    }

    @AfterEach
    void close() {
        pinion.close();
    }

    private Path logging(String name, Path... uses) {
        return library(name, log(name), uses).buildTo(folder);
    }

    @Test
    @Tag("L4")
    void activatorThatFails_failsThePluginsThatNeedIt_directlyOrThroughOthers_andNoOther() {
        Path bad = library("bad", log("bad") + " if (true) throw new IllegalStateException(\"no licence\");")
                .buildTo(folder);
        Path middle = logging("middle", bad);
        pinion.addLibrary(middle);
        pinion.addLibrary(bad);
        Path direct = plugin("direct", bad).buildTo(folder);
        Path through = plugin("through", middle).buildTo(folder);
        PluginException failure = whole(pinion, direct);
        assertThat(failure)
                .returns(Reason.START_FAILED, PluginException::reason)
                .hasCauseInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("plugin.Open(\"" + direct
                        + "\"): bad 1.0.0, which it is wired to, failed\n  found:  bad 1.0.0 ("
                        + folder.resolve("bad-1.0.0.jar") + ")\n"
                        + "    its Bundle-Activator threw java.lang.IllegalStateException: no licence\n")
                .hasMessageContaining("fix:    correct what the exception says, and restart the runtime");
        assertThat(failure.problems()).singleElement().returns(Kind.FAILED_BUNDLE, problem -> problem.kind());
        assertThat(failure(pinion, direct).isPrevious()).isTrue();
        assertThat(failure(pinion, through)).hasMessageContaining("bad 1.0.0, which it is wired to, failed");
        pinion.open(plugin("fine").buildTo(folder));
        assertThat(pinion.plugins()).extracting(Plugin::name).containsExactly("fine");
        assertThat(InitLog.lines()).containsExactly("bad", "fine");
        assertThat(find(pinion, "bad").failure())
                .hasValueSatisfying(
                        known -> assertThat(known)
                                .hasMessageStartingWith(
                                        "plugin.Start(\"bad\"): its Bundle-Activator threw java.lang.IllegalStateException: no licence"));
        assertThat(find(pinion, "middle").failure())
                .hasValueSatisfying(known -> assertThat(known)
                        .hasMessageStartingWith("plugin.Start(\"middle\"): bad 1.0.0, which it is wired to, failed"));
        assertThat(pinion.why(through)).singleElement().returns(Kind.FAILED_BUNDLE, problem -> problem.kind());
    }

    @Test
    @Tag("L4")
    @Tag("O5")
    void libraryThatFailed_isTriedOnceForEachContent() throws Exception {
        String fails = log("bad") + " if (true) throw new IllegalStateException(\"no\");";
        Path bad = library("bad", fails).buildTo(folder);
        Bundle library = pinion.addLibrary(bad);
        Path top = plugin("top", bad).buildTo(folder);
        for (int i = 0; i < 3; i++) {
            assertThat(failure(pinion, top)).returns(i > 0, PluginException::isPrevious);
            pinion.startLibraries();
        }
        pinion.addLibrary(logging("another"));
        assertThat(failure(pinion, top).isPrevious()).isFalse();
        assertThat(InitLog.lines()).containsExactly("bad", "another");
        library.update(new ByteArrayInputStream(library("bad", log("good")).build()));
        pinion.open(top);
        assertThat(InitLog.lines()).containsExactly("bad", "another", "good", "top");
        assertThat(find(pinion, "bad").failure()).isEmpty();
    }

    @Test
    @Tag("L4")
    void linkedLibraryWhoseInitFails_isListed() {
        Path bad = using(BundleBuilder.library("bad"))
                .source(
                        "bad.Lib",
                        "public class Lib { static void init() { throw new Error(\"no\"); } "
                                + "public static int one() { return 1; } }")
                .with("-exportcontents", "bad;version=1.0")
                .buildTo(folder);
        pinion.addLibrary(bad);
        pinion.startLibraries();
        assertThat(find(pinion, "bad").failure())
                .hasValueSatisfying(known ->
                        assertThat(known).hasMessageContaining("init of Lib in package bad threw java.lang.Error: no"));
        assertThat(failure(pinion, plugin("top", bad).buildTo(folder)))
                .returns(Reason.INIT_FAILED, PluginException::reason);
    }

    @Test
    @Tag("L9")
    void libraryAddedFromASecondFile_withTheSameBytes_isTheSameBundle() throws IOException {
        Path lib = logging("lib");
        Path copy = Files.copy(lib, folder.resolve("copy.jar"));
        Bundle library = pinion.addLibrary(lib);
        assertThat(pinion.addLibrary(copy)).isSameAs(library);
        pinion.startLibraries();
        assertThat(pinion.addLibrary(copy)).isSameAs(library);
        pinion.open(plugin("top", lib).buildTo(folder));
        assertThat(InitLog.lines()).containsExactly("lib", "top");
        assertThat(pinion.libraries()).hasSize(1);
    }

    @Test
    @Tag("L9")
    void libraryAddedFromASecondFile_withOtherBytes_isRefused_untilItHasAnotherVersion() throws IOException {
        Path lib = logging("lib");
        pinion.addLibrary(lib);
        Path other = Files.createDirectory(folder.resolve("other"));
        Path second = library("lib", log("other")).buildTo(other);
        PluginException failure = catchThrowableOfType(PluginException.class, () -> pinion.addLibrary(second));
        assertThat(failure)
                .returns(Reason.ALREADY_LOADED, PluginException::reason)
                .hasMessage("plugin.AddLibrary(\"" + second + "\"): library already added: lib 1.0.0 was added from "
                        + lib + ", with other bytes\n  fix:    keep one of the two files; or give this one another"
                        + " Bundle-Version to add it beside");
        assertThat(pinion.libraries()).hasSize(1);
        pinion.addLibrary(library("lib", log("other")).version("1.1.0").buildTo(other));
        pinion.startLibraries();
        assertThat(InitLog.lines()).containsExactly("lib", "other");
    }
}
