// SPDX-License-Identifier: Apache-2.0
package org.pinion.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Bundle;
import org.pinion.embed.Pinion;
import org.pinion.testing.BundleBuilder;

/** Logging libraries as everybody downloads them, added as libraries in both orders. */
class LoggingTests {

    private static final Path LIBRARIES = Path.of("target/libraries");
    private static final Path OLD_LIBRARIES = Path.of("target/old-libraries");

    private static final String LOG4J_CONFIGURATION = """
            <Configuration status="WARN"><Appenders><File name="file" fileName="%s">
              <PatternLayout pattern="%%p %%c %%m%%n"/></File></Appenders>
              <Loggers><Root level="info"><AppenderRef ref="file"/></Root></Loggers></Configuration>
            """;

    @TempDir
    Path folder;

    private List<Path> added(boolean reversed, Path from, String... names) {
        List<Path> jars = new ArrayList<>();
        Stream.of(names).forEach(name -> jars.add(from.resolve(name + ".jar")));
        if (reversed) {
            Collections.reverse(jars);
        }
        return jars;
    }

    private BundleBuilder log4jPlugin() {
        return BundleBuilder.plugin("user", "user")
                .classPath(LIBRARIES.resolve("log4j-api.jar"))
                .source("user.User", """
                        import org.apache.logging.log4j.LogManager;
                        public class User {
                            static void init() {
                                LogManager.getLogger("acme").debug("hidden");
                                LogManager.getLogger("acme").info("seen");
                            }
                        }
                        """);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void log4j_logsThroughItsCore_withTheConfigurationOfTheHost(boolean reversed) throws Exception {
        Path log = folder.resolve("log.txt");
        Path configuration = Files.writeString(folder.resolve("log4j2.xml"), LOG4J_CONFIGURATION.formatted(log));
        System.setProperty("log4j2.configurationFile", configuration.toUri().toString());
        try (Pinion pinion = Pinion.start()) {
            added(reversed, LIBRARIES, "log4j-api", "log4j-core").forEach(pinion::addLibrary);
            pinion.open(log4jPlugin().buildTo(folder));
            assertThat(Files.readString(log)).isEqualTo("INFO acme seen\n");
        } finally {
            System.clearProperty("log4j2.configurationFile");
        }
    }

    private String slf4j(List<Path> libraries, String... with) {
        PrintStream before = System.err;
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        try (Pinion pinion = Pinion.builder().with(with).start()) {
            libraries.forEach(pinion::addLibrary);
            pinion.open(BundleBuilder.plugin("user", "user")
                    .classPath(libraries.get(0), libraries.get(libraries.size() - 1))
                    .source("user.User", """
                            public class User {
                                static void init() { org.slf4j.LoggerFactory.getLogger("acme").warn("seen"); }
                            }
                            """)
                    .buildTo(folder));
            assertThat(pinion.libraries())
                    .allSatisfy(library -> assertThat(library.failure()).isEmpty())
                    .extracting(library -> library.bundle().getState())
                    .isSubsetOf(Bundle.ACTIVE, Bundle.RESOLVED);
        } finally {
            System.setErr(before);
        }
        return err.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void slf4j2_logsThroughSlf4jSimple(boolean reversed) {
        assertThat(slf4j(added(reversed, LIBRARIES, "slf4j-api", "slf4j-simple"), "services"))
                .contains("WARN acme - seen")
                .doesNotContain("No SLF4J providers");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void slf4j2_logsThroughLogback(boolean reversed) {
        PrintStream before = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            slf4j(added(reversed, LIBRARIES, "slf4j-api", "logback-core", "logback-classic", "slf4j-api"), "services");
        } finally {
            System.setOut(before);
        }
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("WARN acme -- seen");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void slf4j1_logsThroughItsFragment(boolean reversed) {
        assertThat(slf4j(added(reversed, OLD_LIBRARIES, "slf4j-api", "slf4j-simple")))
                .contains("WARN acme - seen");
    }

    @Test
    void log4j_withItsConfigurationInAFragment_usesIt() throws Exception {
        Path log = folder.resolve("log.txt");
        Path configuration = BundleBuilder.bundle("configuration")
                .with("Fragment-Host", "org.apache.logging.log4j.core")
                .resource("log4j2.xml", LOG4J_CONFIGURATION.formatted(log))
                .buildTo(folder);
        try (Pinion pinion = Pinion.start()) {
            added(false, LIBRARIES, "log4j-api", "log4j-core").forEach(pinion::addLibrary);
            pinion.addLibrary(configuration);
            pinion.open(log4jPlugin().buildTo(folder));
            assertThat(Files.readString(log)).isEqualTo("INFO acme seen\n");
        }
    }

    /** A plugin with a configuration of its own, which logs in its init or in its function. */
    private BundleBuilder configured(String name, boolean inInit) {
        String statement = "org.apache.logging.log4j.LogManager.getLogger(\"acme\").info(\"seen by " + name + "\");";
        return BundleBuilder.plugin(name, name)
                .classPath(LIBRARIES.resolve("log4j-api.jar"))
                .source(
                        name + ".User",
                        "public class User { static void init() { " + (inInit ? statement : "")
                                + " } public static void log() { " + statement + " } }")
                .resource("log4j2.xml", LOG4J_CONFIGURATION.formatted(folder.resolve(name + ".txt")));
    }

    @Test
    void log4j_withItsConfigurationInThePlugin_usesIt_ifThatLogsInItsInit() throws Exception {
        try (Pinion pinion = Pinion.start()) {
            added(false, LIBRARIES, "log4j-api", "log4j-core").forEach(pinion::addLibrary);
            pinion.open(configured("one", true).buildTo(folder));
            pinion.open(configured("two", true).buildTo(folder))
                    .lookup("log")
                    .as(Runnable.class)
                    .run();
            assertThat(Files.readString(folder.resolve("one.txt"))).isEqualTo("INFO acme seen by one\n");
            assertThat(Files.readString(folder.resolve("two.txt")))
                    .isEqualTo("INFO acme seen by two\nINFO acme seen by two\n");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void log4j_withItsConfigurationInThePlugin_thatLogsInACallFirst_usesItIfTheCallLends(boolean lends)
            throws Exception {
        try (Pinion pinion = Pinion.start()) {
            added(false, LIBRARIES, "log4j-api", "log4j-core").forEach(pinion::addLibrary);
            BundleBuilder plugin = configured("late", false);
            if (lends) {
                plugin.lending("late");
            }
            pinion.open(plugin.buildTo(folder)).lookup("log").as(Runnable.class).run();
            assertThat(folder.resolve("late.txt").toFile().exists()).isEqualTo(lends);
        }
    }
}
