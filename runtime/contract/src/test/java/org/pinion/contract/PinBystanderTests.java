// SPDX-License-Identifier: Apache-2.0
package org.pinion.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.wiring.BundleWiring;
import org.pinion.PluginException;
import org.pinion.testing.BundleBuilder;

/** What no plugin is wired to keeps the whole life cycle, while plugins are open. */
@Timeout(60)
@Tag("P3")
class PinBystanderTests {

    @TempDir
    Path folder;

    private PinWorld world;
    private BundleContext context;

    @BeforeEach
    void open() throws Exception {
        world = new PinWorld();
        context = world.pinion.framework().getBundleContext();
    }

    @AfterEach
    void close() throws Exception {
        world.assertUntouched();
        world.close();
    }

    private static byte[] provider(String version) {
        return BundleBuilder.bundle("provider")
                .version(version)
                .source("provided.Type", "public class Type { public static String v = \"" + version + "\"; }")
                .with("-exportcontents", "provided;version=1.0")
                .build();
    }

    private Bundle install(byte[] bytes) throws BundleException {
        return context.installBundle("bystander:" + bytes.length, new ByteArrayInputStream(bytes));
    }

    private static Object version(Bundle bundle) throws ReflectiveOperationException {
        return bundle.loadClass("provided.Type").getField("v").get(null);
    }

    @Test
    void bundles_wiredToEachOther_areUpdatedRefreshedAndUninstalled() throws Exception {
        Bundle provider = install(provider("1.0.0"));
        Bundle user = install(
                BundleBuilder.bundle("user").with("Import-Package", "provided").build());
        user.start();
        provider.start();
        assertThat(version(user)).isEqualTo("1.0.0");
        provider.update(new ByteArrayInputStream(provider("2.0.0")));
        assertThat(version(user)).isEqualTo("1.0.0");
        BundleWiring before = user.adapt(BundleWiring.class);
        assertThat(world.refresh(List.of(provider))).isTrue();
        assertThat(version(user)).isEqualTo("2.0.0");
        assertThat(before.isInUse()).isFalse();
        assertThat(user.getState()).isEqualTo(Bundle.ACTIVE);
        user.stop();
        provider.stop();
        provider.uninstall();
        user.uninstall();
        assertThat(context.getBundle(provider.getBundleId())).isNull();
        assertThat(provider.getState()).isEqualTo(Bundle.UNINSTALLED);
    }

    @Test
    void bundle_thatUsesALibraryOfAPlugin_isRefreshedAndUninstalled() throws Exception {
        Bundle user = install(
                BundleBuilder.bundle("user").with("Import-Package", "lib").build());
        user.start();
        BundleWiring before = user.adapt(BundleWiring.class);
        assertThat(world.refresh(List.of(user))).isTrue();
        assertThat(user.adapt(BundleWiring.class)).isNotSameAs(before);
        assertThat(user.getState()).isEqualTo(Bundle.ACTIVE);
        user.update(new ByteArrayInputStream(
                BundleBuilder.bundle("user").version("2.0.0").build()));
        user.uninstall();
        assertThat(user.getState()).isEqualTo(Bundle.UNINSTALLED);
    }

    @Test
    void fragment_ofABystander_isAttachedByARefresh() throws Exception {
        world.bystander.start();
        Bundle fragment = install(BundleBuilder.bundle("fragment")
                .with("Fragment-Host", "pin.bystander")
                .resource("fragment.txt", "text")
                .build());
        assertThat(world.refresh(List.of(world.bystander))).isTrue();
        assertThat(fragment.getState()).isEqualTo(Bundle.RESOLVED);
        assertThat(world.bystander.getResource("fragment.txt")).isNotNull();
        fragment.uninstall();
        assertThat(world.refresh(null)).isTrue();
        assertThat(world.bystander.getResource("fragment.txt")).isNull();
        assertThat(world.bystander.getState()).isEqualTo(Bundle.ACTIVE);
    }

    private Path failing(String init) {
        return BundleBuilder.plugin("failing", "failing")
                .with("Import-Package", "provided")
                .source(
                        "failing.Main",
                        "public class Main { public static int x; static void init() { " + init + " } }")
                .buildTo(folder);
    }

    @Test
    void library_ofAPluginWhoseInitFailed_isNotPinned() throws Exception {
        Bundle provider = install(provider("1.0.0"));
        Path jar = failing("throw new IllegalStateException(\"no\");");
        assertThatThrownBy(() -> world.pinion.open(jar)).isInstanceOf(PluginException.class);
        assertThat(provider.getState()).isEqualTo(Bundle.ACTIVE);
        provider.update(new ByteArrayInputStream(provider("2.0.0")));
        assertThat(world.refresh(List.of(provider))).isTrue();
        assertThat(version(provider)).isEqualTo("2.0.0");
        provider.uninstall();
        assertThat(provider.getState()).isEqualTo(Bundle.UNINSTALLED);
    }

    @Test
    void plugin_thatFailedToStartByOtherMeans_isNotPinned() throws Exception {
        Bundle provider = install(provider("1.0.0"));
        Bundle plugin = context.installBundle(
                failing("throw new IllegalStateException(\"no\");").toUri().toString());
        assertThatThrownBy(plugin::start).isInstanceOf(BundleException.class);
        assertThat(plugin.getState()).isEqualTo(Bundle.RESOLVED);
        plugin.update(java.nio.file.Files.newInputStream(failing("x = 1;")));
        assertThat(world.refresh(List.of(provider))).isTrue();
        plugin.start();
        assertThat(((org.pinion.Variable) world.pinion.lookup("failing", "x")).get())
                .isEqualTo(1);
        assertThatThrownBy(provider::uninstall).hasMessageContaining("the opened plugin failing 1.0.0");
    }

    @Test
    void library_addedButNotUsed_isNotPinned() throws Exception {
        Path jar = BundleBuilder.library("unused")
                .source("unused.Type", "public class Type { static void init() {} }")
                .buildTo(folder);
        Bundle library = world.pinion.addLibrary(jar);
        library.start();
        library.stop();
        library.update();
        assertThat(world.refresh(List.of(library))).isTrue();
        library.uninstall();
        assertThat(library.getState()).isEqualTo(Bundle.UNINSTALLED);
    }
}
