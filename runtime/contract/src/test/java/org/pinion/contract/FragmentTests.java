// SPDX-License-Identifier: Apache-2.0
package org.pinion.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pinion.contract.TestBundles.log;
import static org.pinion.contract.TestBundles.using;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.pinion.Plugin;
import org.pinion.PluginException;
import org.pinion.PluginException.Reason;
import org.pinion.Symbol;
import org.pinion.embed.Pinion;
import org.pinion.testing.BundleBuilder;

/** What a fragment adds to a plugin or a library, and when. */
class FragmentTests {

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

    private BundleBuilder host() {
        return using(BundleBuilder.plugin("host", "host")).source("host.Main", """
                        public class Main {
                            public static String text() throws Exception {
                                return String.valueOf(Class.forName("host.Extra").getMethod("text").invoke(null));
                            }
                            static void init() { %s }
                        }
                        """.formatted(log("host")));
    }

    /** A fragment with a class, a symbol and an init as they look in a plugin. */
    private Path fragment() {
        return using(BundleBuilder.bundle("fragment"))
                .mainPackage("extra")
                .source(
                        "host.Extra",
                        "public class Extra { public static String text() { return \"extra\"; } "
                                + "static void init() { " + log("fragment") + " } }")
                .source("extra.Other", "public class Other { public static int other() { return 1; } }")
                .with("Fragment-Host", "host;bundle-version=\"[1,2)\"")
                .with("-privatepackage", "host,extra")
                .buildTo(folder);
    }

    private static Object text(Plugin plugin) {
        return plugin.lookup("text").as(Supplier.class).get();
    }

    private static void assertNoSymbols(Plugin plugin) {
        assertThat(plugin.symbols()).extracting(Symbol::name).containsExactly("text");
        assertThat(plugin.inits()).hasSize(1);
        assertThat(InitLog.lines()).containsExactly("host");
        for (String name : new String[] {"missing", "Extra", "Other", "other"}) {
            assertThatThrownBy(() -> plugin.lookup(name))
                    .hasMessage("plugin: symbol " + name + " not found in plugin host");
        }
    }

    @Test
    @Tag("L8")
    void fragment_addedAsALibrary_isAttached_andAddsClassesButNoSymbolsAndInits() {
        Bundle fragment = pinion.addLibrary(fragment());
        Plugin plugin = pinion.open(host().buildTo(folder));
        assertThat(text(plugin)).isEqualTo("extra");
        assertThat(fragment.getState()).isEqualTo(Bundle.RESOLVED);
        assertNoSymbols(plugin);
        assertThat(pinion.libraries())
                .singleElement()
                .satisfies(library -> assertThat(library.failure()).isEmpty());
    }

    @Test
    @Tag("L8")
    @Tag("I8")
    void fragment_ofAPluginThatOthersStart_addsNoSymbols() throws Exception {
        var context = pinion.framework().getBundleContext();
        context.installBundle("fragment", Files.newInputStream(fragment()));
        context.installBundle("host", Files.newInputStream(host().buildTo(folder)))
                .start();
        Plugin plugin = pinion.plugin("host").orElseThrow();
        assertThat(text(plugin)).isEqualTo("extra");
        assertNoSymbols(plugin);
    }

    @Test
    @Tag("L8")
    void fragment_ofAPluginsFolder_isAttached() throws Exception {
        Path plugins = Files.createDirectory(folder.resolve("plugins"));
        host().buildTo(plugins);
        Files.move(fragment(), plugins.resolve("z.jar"));
        try (Pinion other =
                Pinion.builder().share("org.pinion.contract").plugins(plugins).start()) {
            assertThat(other.failures()).isEmpty();
            assertThat(text(other.plugins().get(0))).isEqualTo("extra");
        }
    }

    @Test
    @Tag("L8")
    void fragment_ofALibrary_makesItResolve() {
        // As the API of SLF4J 1.7, which has no implementation of its own.
        Path facade = using(BundleBuilder.bundle("facade"))
                .source("facade.Facade", "public class Facade { public static int one() { return 1; } }")
                .with("-exportcontents", "facade;version=1.0")
                .with("Import-Package", "impl")
                .buildTo(folder);
        Path impl = using(BundleBuilder.bundle("impl"))
                .source("impl.Impl", "public class Impl { }")
                .with("Fragment-Host", "facade")
                .with("-exportcontents", "impl;version=1.0")
                .buildTo(folder);
        pinion.addLibrary(facade);
        pinion.addLibrary(impl);
        pinion.open(using(BundleBuilder.plugin("top", "top"))
                .classPath(facade)
                .source("top.Main", "public class Main { public static int one = facade.Facade.one(); }")
                .buildTo(folder));
        assertThat(pinion.libraries())
                .extracting(library -> library.bundle().getState())
                .containsExactly(Bundle.ACTIVE, Bundle.RESOLVED);
    }

    @Test
    @Tag("L8")
    void fragment_thatComesTooLate_isRefused_withWhatToDo() {
        Plugin plugin = pinion.open(host().buildTo(folder));
        Path fragment = fragment();
        assertThatThrownBy(() -> pinion.addLibrary(fragment))
                .isInstanceOfSatisfying(
                        PluginException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNRESOLVED))
                .hasMessage("plugin.AddLibrary(\"" + fragment
                        + "\"): fragment fragment 1.0.0 comes too late for host 1.0.0, which is resolved already\n"
                        + "  found:  host 1.0.0 (" + folder.resolve("host-1.0.0.jar") + ")\n"
                        + "  fix:    add the fragment before anything uses host; for that restart the runtime with it");
        assertThat(pinion.libraries()).isEmpty();
        assertThat(pinion.framework().getBundleContext().getBundles()).hasSize(2);
        assertThatThrownBy(() -> plugin.lookup("missing"))
                .hasMessage("plugin: symbol missing not found in plugin host");
    }

    @Test
    @Tag("O10")
    void fragment_thatIsOpened_isRefused() {
        Path fragment = fragment();
        assertThatThrownBy(() -> pinion.open(fragment))
                .hasMessageStartingWith("plugin.Open(\"" + fragment
                        + "\"): is a fragment, which has no life of its own; it belongs to host\n");
    }
}
