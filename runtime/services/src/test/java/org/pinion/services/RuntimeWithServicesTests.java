// SPDX-License-Identifier: Apache-2.0
package org.pinion.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinion.Plugin;
import org.pinion.embed.Pinion;

/** {@code ServiceLoader} between bundles, with the bundles that a runtime brings for it, and without them. */
class RuntimeWithServicesTests {

    private static final String FOLDER = "META-INF/pinion/with/services/";

    @TempDir
    Path folder;

    private static Object call(Plugin plugin, String name) {
        return plugin.lookup(name).as(Supplier.class).get();
    }

    private static void assertFound(Pinion pinion, Path api, Path provider, Path user) {
        List.of(provider, api).forEach(pinion::addLibrary);
        Plugin plugin = pinion.open(user);
        assertThat(call(plugin, "atInit")).isEqualTo("Dear Ada");
        assertThat(call(plugin, "greet")).isEqualTo("Dear Ada");
    }

    @Test
    void service_ofALibrary_isFoundByAPlugin_inItsInitAndLater() {
        Path api = ServiceBundles.api().buildTo(folder);
        try (Pinion pinion = Pinion.builder().with("services").start()) {
            assertFound(
                    pinion,
                    api,
                    ServiceBundles.provider(api).buildTo(folder),
                    ServiceBundles.plugin(api).buildTo(folder));
        }
    }

    @Test
    void plugin_withClassesOfTheRunningJava_isServed() {
        Path api = ServiceBundles.api().buildTo(folder);
        String release = String.valueOf(Math.min(Runtime.version().feature(), 25));
        try (Pinion pinion = Pinion.builder().with("services").start()) {
            assertFound(
                    pinion,
                    api,
                    ServiceBundles.provider(api).buildTo(folder),
                    ServiceBundles.plugin(api).javac("--release", release).buildTo(folder));
        }
    }

    @Test
    void plugin_withoutThem_isToldHowToHaveThem() {
        Path api = ServiceBundles.api().buildTo(folder);
        Path user = ServiceBundles.plugin(api).buildTo(folder);
        try (Pinion pinion = Pinion.start()) {
            pinion.addLibrary(api);
            pinion.addLibrary(ServiceBundles.provider(api).buildTo(folder));
            assertThatThrownBy(() -> pinion.open(user))
                    .hasMessageContaining(
                            "no bundle provides the capability osgi.extender=osgi.serviceloader.processor")
                    .hasMessageContaining(
                            "no bundle provides the capability osgi.extender=osgi.serviceloader.registrar")
                    .hasMessageContaining(
                            "fix:    start the runtime with --with services on the command line, in Java"
                                    + " with Pinion.builder().with(\"services\") and org.pinion:pinion-services on the class path");
        }
    }

    @Test
    void index_listsAllBundles_andNoOthers() throws Exception {
        Path index =
                Path.of(Objects.requireNonNull(Pinion.class.getClassLoader().getResource(FOLDER + "index"))
                        .toURI());
        try (Stream<Path> files = Files.list(index.getParent())) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".jar")))
                    .containsExactlyInAnyOrderElementsOf(Files.readAllLines(index));
        }
    }
}
