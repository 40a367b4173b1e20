// SPDX-License-Identifier: Apache-2.0
package org.pinion.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinion.Plugin;
import org.pinion.embed.Pinion;
import org.pinion.testing.BundleBuilder;
import org.pinion.testing.PlainJarBuilder;
import org.pinion.testing.Signing;

/** Services of jars that are no bundles, looked for by such a jar. */
class PlainJarsTests {

    @TempDir
    Path folder;

    private Path api;
    private Path provider;
    private Path consumer;

    @BeforeEach
    void setUp() {
        api = new PlainJarBuilder()
                .source("api.Greeter", "public interface Greeter { String greet(String name); }")
                .buildAs(folder.resolve("api-1.0.jar"));
        provider = new PlainJarBuilder()
                .classPath(api)
                .source("provider.Polite", """
                        public class Polite implements api.Greeter {
                            public String greet(String name) { return "Dear " + name; }
                        }
                        """)
                .entry("META-INF/services/api.Greeter", "provider.Polite")
                .buildAs(folder.resolve("provider-1.0.jar"));
        consumer = new PlainJarBuilder()
                .classPath(api)
                .source("consumer.Greetings", """
                        public class Greetings {
                            public static String all() {
                                StringBuilder all = new StringBuilder();
                                for (api.Greeter greeter : java.util.ServiceLoader.load(api.Greeter.class)) {
                                    all.append(greeter.greet("Ada"));
                                }
                                return all.toString();
                            }
                        }
                        """)
                .buildAs(folder.resolve("consumer-1.0.jar"));
    }

    private Plugin open(Pinion pinion) {
        List.of(consumer, provider, api).forEach(pinion::addLibrary);
        return pinion.open(BundleBuilder.plugin("user", "user")
                .classPath(api, consumer)
                .source("user.User", """
                        public class User {
                            static String inInit;
                            static void init() { inInit = greet(); }
                            public static String atInit() { return inInit; }
                            public static String greet() { return consumer.Greetings.all(); }
                        }
                        """)
                .buildTo(folder));
    }

    private static Object call(Plugin plugin, String name) {
        return plugin.lookup(name).as(Supplier.class).get();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void service_ofAPlainJar_isFoundByAPlainJar(boolean signed) throws IOException {
        if (signed) {
            Signing.sign(folder, provider, consumer);
        }
        try (Pinion pinion = Pinion.builder().with("services").start()) {
            Plugin plugin = open(pinion);

            assertThat(call(plugin, "atInit")).isEqualTo("Dear Ada");
            assertThat(call(plugin, "greet")).isEqualTo("Dear Ada");
        }
    }

    @Test
    void plainJar_withoutServices_findsNoneOfOthers() {
        try (Pinion pinion = Pinion.start()) {
            assertThat(call(open(pinion), "greet")).isEqualTo("");
        }
    }
}
