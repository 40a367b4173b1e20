// SPDX-License-Identifier: Apache-2.0
package org.pinion.ds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;
import org.pinion.PluginException;
import org.pinion.embed.Pinion;
import org.pinion.testing.BundleBuilder;

/** What components of bundles get of plugins, and components of plugins of their init. */
class ComponentTests {

    @TempDir
    Path folder;

    private Pinion pinion;

    @BeforeEach
    void start() {
        pinion = Pinion.builder()
                .with("ds")
                .share("org.osgi.service.cm")
                .storage(folder.resolve("storage"))
                .start();
    }

    @AfterEach
    void close() {
        pinion.close();
    }

    @Test
    void component_getsThePluginThatIsOpen() throws Exception {
        pinion.open(DsBundles.greeter("acme.greeter").buildTo(folder));
        DsBundles.user(pinion, "(plugin.symbols=greet)");

        assertThat(DsBundles.said(pinion)).isEqualTo("Hello, Ada");
    }

    @Test
    void component_getsThePluginThatIsOpenedLater() throws Exception {
        Bundle user = DsBundles.user(pinion, "(&(plugin.symbols=greet)(plugin.symbols=shout))");
        assertThat(user.getState()).isEqualTo(Bundle.ACTIVE);
        assertThat(DsBundles.said(pinion)).isNull();

        pinion.open(DsBundles.greeter("acme.greeter").buildTo(folder));

        assertThat(DsBundles.said(pinion)).isEqualTo("Hello, Ada");
    }

    @Test
    void component_ofALibrary_isActivated_beforeAPluginIsOpened() {
        pinion.addLibrary(DsBundles.components(BundleBuilder.bundle("acme.library"))
                .source("lib.Lib", """
                        @org.osgi.service.component.annotations.Component
                        public class Lib implements java.util.function.Supplier<String> {
                            @Override
                            public String get() { return "library"; }
                        }
                        """)
                .buildTo(folder));
        assertThat(DsBundles.said(pinion)).isNull();

        pinion.open(DsBundles.greeter("acme.greeter").buildTo(folder));

        assertThat(DsBundles.said(pinion)).isEqualTo("library");
    }

    @Test
    void component_thatNeedsASymbolOfNoPlugin_isNotActivated() throws Exception {
        pinion.open(DsBundles.greeter("acme.greeter").buildTo(folder));
        DsBundles.user(pinion, "(plugin.symbols=whisper)");

        assertThat(DsBundles.said(pinion)).isNull();
    }

    @Test
    void configuration_updated_reachesTheComponent() throws Exception {
        DsBundles.install(
                pinion,
                DsBundles.components(BundleBuilder.bundle("acme.configured")).source("conf.Configured", """
                        import java.util.Map;
                        import org.osgi.service.component.annotations.*;

                        @Component(configurationPid = "acme.configured")
                        public class Configured implements java.util.function.Supplier<String> {
                            private String said = "";

                            @Activate
                            void activate(Map<String, Object> properties) { said += "activated " + properties.get("word"); }

                            @Modified
                            void modified(Map<String, Object> properties) { said += ", modified " + properties.get("word"); }

                            @Override
                            public String get() { return said; }
                        }
                        """));
        assertThat(DsBundles.said(pinion)).isEqualTo("activated null");

        BundleContext context = pinion.framework().getBundleContext();
        // The host shares the package, so that the service is of its class.
        ConfigurationAdmin admin = context.getService(context.getServiceReference(ConfigurationAdmin.class));
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("word", "moin");
        admin.getConfiguration("acme.configured", null).update(properties);

        Awaitility.await()
                .untilAsserted(() -> assertThat(DsBundles.said(pinion)).isEqualTo("activated null, modified moin"));
    }

    private static BundleBuilder selfMade(String init) {
        return DsBundles.components(BundleBuilder.plugin("acme.self", "self"))
                .source(
                        "self.Main",
                        "public class Main { public static String state = \"new\"; static void init() { " + init
                                + " } }")
                .source("self.impl.Eager", """
                        @org.osgi.service.component.annotations.Component(immediate = true)
                        public class Eager implements java.util.function.Supplier<String> {
                            private final String seen = self.Main.state;

                            public Eager() { System.setProperty("acme.self.eager", seen); }

                            @Override
                            public String get() { return seen; }
                        }
                        """);
    }

    /** Felix tells listeners in an order that differs from run to run. */
    @RepeatedTest(8)
    void component_ofAPlugin_comesAfterInit() {
        pinion.open(selfMade("state = \"initialised\";").buildTo(folder));

        assertThat(DsBundles.said(pinion)).isEqualTo("initialised");
    }

    /** Service Component Runtime looks at lazy bundles when they are starting, before any of their code runs. */
    @RepeatedTest(4)
    void component_ofALazyPlugin_comesAfterInit() {
        pinion.open(selfMade("state = \"initialised\";")
                .with("Bundle-ActivationPolicy", "lazy")
                .buildTo(folder));

        assertThat(DsBundles.said(pinion)).isEqualTo("initialised");
    }

    @RepeatedTest(4)
    void component_ofALazyPluginThatOthersStart_comesAfterInit() throws Exception {
        byte[] jar = selfMade("state = \"initialised\";")
                .with("Bundle-ActivationPolicy", "lazy")
                .build();
        pinion.framework()
                .getBundleContext()
                .installBundle("lazy", new ByteArrayInputStream(jar))
                .start(Bundle.START_ACTIVATION_POLICY);

        assertThat(DsBundles.said(pinion)).isEqualTo("initialised");
        assertThat(pinion.plugins()).hasSize(1);
    }

    @RepeatedTest(8)
    void component_ofAPluginWhoseInitFails_neverComes() {
        System.clearProperty("acme.self.eager");
        Path jar = selfMade("throw new IllegalStateException(\"no\");").buildTo(folder);

        assertThatThrownBy(() -> pinion.open(jar)).isInstanceOf(PluginException.class);

        assertThat(System.getProperty("acme.self.eager")).isNull();
        assertThat(DsBundles.said(pinion)).isNull();
    }
}
