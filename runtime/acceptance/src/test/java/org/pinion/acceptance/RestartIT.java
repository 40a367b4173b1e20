// SPDX-License-Identifier: Apache-2.0
package org.pinion.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.pinion.acceptance.hosts.ReloadedHost;
import org.pinion.acceptance.hosts.RestartHost;
import org.pinion.acceptance.hosts.UrlHost;
import org.pinion.testing.BundleBuilder;
import org.pinion.testing.Commands;
import org.pinion.testing.Commands.Result;

/**
 * Runtimes start and close as often as one likes where Felix may not use {@code sun.misc.Unsafe}: where the JVM denies
 * it, and where its module is not there.
 */
class RestartIT {

    private static final String OPEN_URLS = "--add-opens=java.base/java.net=ALL-UNNAMED";

    @TempDir
    Path folder;

    private static List<String> withoutUnsafe(String... more) {
        List<String> options = new ArrayList<>(List.of(more));
        options.add(
                Runtime.version().feature() >= 24
                        ? "--sun-misc-unsafe-memory-access=deny"
                        : "--limit-modules=java.base,java.logging,java.management,jdk.jfr");
        return options;
    }

    private Path plugin() {
        return BundleBuilder.plugin("acme.text", "acme")
                .source("acme.Text", """
                        public class Text {
                            public static String read(String url) throws java.io.IOException {
                                try (java.io.InputStream in = new java.net.URL(url).openStream()) {
                                    return new String(in.readAllBytes());
                                }
                            }
                            public static int add(int a, int b) { return a + b; }
                        }
                        """)
                .resource("text.txt", "text")
                .buildTo(folder);
    }

    private Path handlers() {
        return BundleBuilder.bundle("acme.handlers")
                .classPath(BundleBuilder.locationOf(Bundle.class))
                .source("handlers.Activator", """
                        import java.io.ByteArrayInputStream;
                        import java.io.InputStream;
                        import java.net.URL;
                        import java.net.URLConnection;
                        import java.util.Dictionary;
                        import java.util.Hashtable;
                        import org.osgi.framework.BundleActivator;
                        import org.osgi.framework.BundleContext;
                        import org.osgi.service.url.AbstractURLStreamHandlerService;
                        import org.osgi.service.url.URLStreamHandlerService;
                        public class Activator implements BundleActivator {
                            public void start(BundleContext context) {
                                Dictionary<String, Object> protocol = new Hashtable<>();
                                protocol.put("url.handler.protocol", "served");
                                context.registerService(URLStreamHandlerService.class, new Protocol(), protocol);
                            }
                            public void stop(BundleContext context) {}
                            static class Protocol extends AbstractURLStreamHandlerService {
                                public URLConnection openConnection(URL url) {
                                    return new URLConnection(url) {
                                        public void connect() {}
                                        public InputStream getInputStream() {
                                            return new ByteArrayInputStream(url.getPath().getBytes());
                                        }
                                    };
                                }
                            }
                        }
                        """)
                .with("Bundle-Activator", "handlers.Activator")
                .buildTo(folder);
    }

    @Test
    void runtimes_withoutUnsafe_startAndCloseTenTimes_andNothingIsSaid() throws IOException, InterruptedException {
        Result result = Commands.run(
                folder, Commands.java(Jars.host(), withoutUnsafe(), RestartHost.class, plugin(), handlers(), 10));

        assertThat(result.errors()).isEmpty();
        assertThat(result.output().lines()).hasSize(30).containsOnly("42 text text", "42");
    }

    @Test
    void runtimes_eachWithClassesOfItsOwn_withoutUnsafe_readResources_andSayWhatCannotBeHad()
            throws IOException, InterruptedException {
        Result result = Commands.run(folder, Commands.java(Jars.host(), withoutUnsafe(), ReloadedHost.class, plugin()));

        assertThat(result.output()).as(result.errors()).isEqualToNormalizingNewlines("""
                        resource: text
                        text: text
                        resource: text
                        text: No bundle associated with resource: bundle:
                        resource: text
                        text: No bundle associated with resource: bundle:
                        """);
        assertThat(result.errors().lines()).hasSize(2).allMatch(line -> line.contains("which Felix may not replace"));
    }

    private Result urlHost(String when, List<String> options) throws IOException, InterruptedException {
        return Commands.run(folder, Commands.java(Jars.host(), options, UrlHost.class, plugin(), when));
    }

    @Test
    void factoryOfTheHost_withoutUnsafe_staysInPlace_andWhatCannotBeHadIsSaidInALine()
            throws IOException, InterruptedException {
        Result result = urlHost("before", withoutUnsafe());

        assertThat(result.output()).as(result.errors()).isEqualToNormalizingNewlines("""
                        bundle: text
                        again: unknown protocol: bundle
                        running: text
                        closed: text
                        file: true
                        """);
        assertThat(result.errors().lines())
                .singleElement()
                .asString()
                .endsWith(
                        "the JVM has a factory for the handlers of URLs, which Felix may not replace: bundles cannot serve"
                                + " URLs, and the text of a URL of theirs cannot be opened; to have both, start java with"
                                + " --add-opens java.base/java.net=ALL-UNNAMED");
    }

    @Test
    void factoryOfTheHost_withoutUnsafe_works_whenThePackageIsOpen() throws IOException, InterruptedException {
        Result result = urlHost("before", withoutUnsafe(OPEN_URLS));

        assertThat(result.output()).as(result.errors()).isEqualToNormalizingNewlines("""
                        bundle: text
                        again: text
                        running: text
                        closed: text
                        file: true
                        """);
        assertThat(result.errors()).isEmpty();
    }

    @Test
    void factoryOfTheHost_setAfterTheClose_isTaken_whenThePackageIsOpen() throws IOException, InterruptedException {
        assertThat(urlHost("after", withoutUnsafe()).output()).contains("factory already defined");
        assertThat(urlHost("after", withoutUnsafe(OPEN_URLS)).output()).contains("closed: text");
    }
}
