// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinion.testing.BundleBuilder;
import org.slf4j.LoggerFactory;
import org.slf4j.simple.SimpleLogger;

/** A plugin that logs with SLF4J, which the tool has on its class path, too, with a provider of its own. */
class LoggingTests {

    private static final Path API = BundleBuilder.locationOf(LoggerFactory.class);
    private static final Path SIMPLE = BundleBuilder.locationOf(SimpleLogger.class);

    @TempDir
    Path folder;

    private static BundleBuilder plugin(String name, String classPath) throws IOException {
        return BundleBuilder.plugin(name, "acme")
                .classPath(API)
                .source("acme.A", """
                        public class A {
                            static void init() { org.slf4j.LoggerFactory.getLogger("acme").warn("from init"); }
                            public static String work() {
                                org.slf4j.LoggerFactory.getLogger("acme").warn("from a call");
                                return org.slf4j.LoggerFactory.getILoggerFactory().getClass().getSimpleName();
                            }
                        }
                        """)
                .with("Bundle-ClassPath", classPath)
                .with("Import-Package", "*;resolution:=optional")
                .with("-fixupmessages", "*;is:=ignore")
                .resource("lib/api.jar", Files.readAllBytes(API))
                .resource("lib/simple.jar", Files.readAllBytes(SIMPLE));
    }

    @Test
    void call_ofAPluginWithAProvider_logsThroughIt() throws IOException {
        Cli cli = Cli.run("call", plugin("own", ".,lib/api.jar,lib/simple.jar").buildTo(folder), "work");
        assertThat(cli.out().strip()).isEqualTo("SimpleLoggerFactory");
        assertThat(cli.err())
                .contains("WARN acme - from init", "WARN acme - from a call")
                .doesNotContain("not a subtype", "SLF4J(");
        assertThat(cli.exit()).isZero();
    }

    @Test
    void call_ofAPluginWithoutAProvider_takesNoneOfTheTool() throws IOException {
        Cli cli = Cli.run("call", plugin("none", ".,lib/api.jar").buildTo(folder), "work");
        assertThat(cli.out().strip()).isEqualTo("NOPLoggerFactory");
        assertThat(cli.err()).contains("No SLF4J providers were found").doesNotContain("not a subtype");
        assertThat(cli.exit()).isZero();
    }
}
