// SPDX-License-Identifier: Apache-2.0
package org.pinion.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.pinion.Function;
import org.pinion.Plugin;
import org.pinion.embed.Pinion;
import org.pinion.testing.BundleBuilder;

/**
 * URLs that only a framework can open. Felix finds five methods of a framework by reflection for them, in the very
 * class of the framework, so a subclass loses all of this unless it declares them.
 */
class UrlHandlerTests {

    @TempDir
    static Path folder;

    /** Bundles can be told apart only by the class on the stack that asks, so the plugin opens the URL itself. */
    private static Path plugin() {
        return BundleBuilder.plugin("acme.reader", "acme")
                .source("acme.Reader", """
                        import java.io.InputStream;
                        import java.net.URL;
                        public class Reader {
                            public static String read(String url) throws java.io.IOException {
                                try (InputStream in = new URL(url).openStream()) {
                                    return new String(in.readAllBytes());
                                }
                            }
                            public static Object content(String url) throws java.io.IOException {
                                return new URL(url).getContent();
                            }
                        }
                        """)
                .resource("acme/text.txt", "a text")
                .buildTo(folder);
    }

    /** A bundle that serves URLs of a protocol with a text, and reads content of a type of its own. */
    private static Path handlers(String protocol, String text) {
        return BundleBuilder.bundle("acme.handlers")
                .classPath(Tck.locationOf(Bundle.class))
                .source("handlers.Activator", """
                        import java.io.ByteArrayInputStream;
                        import java.io.IOException;
                        import java.io.InputStream;
                        import java.net.ContentHandler;
                        import java.net.URL;
                        import java.net.URLConnection;
                        import java.util.Hashtable;
                        import org.osgi.framework.BundleActivator;
                        import org.osgi.framework.BundleContext;
                        import org.osgi.service.url.AbstractURLStreamHandlerService;
                        import org.osgi.service.url.URLStreamHandlerService;
                        import org.osgi.service.url.URLStreamHandlerSetter;
                        public class Activator implements BundleActivator {
                            public void start(BundleContext context) {
                                Hashtable<String, Object> protocol = new Hashtable<>();
                                protocol.put("url.handler.protocol", "PROTOCOL");
                                context.registerService(URLStreamHandlerService.class, new Protocol(), protocol);
                                Hashtable<String, Object> type = new Hashtable<>();
                                type.put("url.content.mimetype", "text/PROTOCOL");
                                context.registerService(ContentHandler.class, new Content(), type);
                            }
                            public void stop(BundleContext context) {}
                            public static class Protocol extends AbstractURLStreamHandlerService {
                                // Declared here and public: Felix looks for it by reflection if two copies run.
                                public void parseURL(
                                        URLStreamHandlerSetter setter, URL url, String spec, int start, int limit) {
                                    super.parseURL(setter, url, spec, start, limit);
                                }
                                public URLConnection openConnection(URL url) {
                                    return new URLConnection(url) {
                                        public void connect() {}
                                        public String getContentType() { return "text/PROTOCOL"; }
                                        public InputStream getInputStream() {
                                            return new ByteArrayInputStream("TEXT".getBytes());
                                        }
                                    };
                                }
                            }
                            static class Content extends ContentHandler {
                                public Object getContent(URLConnection connection) throws IOException {
                                    return "content: " + new String(connection.getInputStream().readAllBytes());
                                }
                            }
                        }
                        """.replace("PROTOCOL", protocol).replace("TEXT", text))
                .with("Bundle-Activator", "handlers.Activator")
                .buildAs(folder.resolve(protocol + "-" + text + ".jar"));
    }

    private static Object call(Plugin plugin, String function, String url) throws Throwable {
        return ((Function) plugin.lookup(function)).call(url);
    }

    private static String read(URL url) throws Exception {
        try (InputStream in = url.openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void protocolOfABundle_isOpenedByAPlugin_whileTheBundleIsActive() throws Throwable {
        try (Pinion pinion = Pinion.start()) {
            Plugin plugin = pinion.open(plugin());
            Bundle handlers = pinion.addLibrary(handlers("one", "served"));
            assertThatThrownBy(() -> call(plugin, "read", "one:any")).isInstanceOf(MalformedURLException.class);
            handlers.start();
            assertThat(call(plugin, "read", "one:any")).isEqualTo("served");
            handlers.stop();
            assertThatThrownBy(() -> call(plugin, "read", "one:any")).isInstanceOf(java.io.IOException.class);
        }
    }

    @Test
    void contentTypeOfABundle_isReadByItsHandler() throws Throwable {
        try (Pinion pinion = Pinion.start()) {
            Plugin plugin = pinion.open(plugin());
            pinion.addLibrary(handlers("two", "served")).start();
            assertThat(call(plugin, "content", "two:any")).isEqualTo("content: served");
        }
    }

    @Test
    void protocol_isThatOfTheRuntimeOfThePlugin_whenTwoRun() throws Throwable {
        Path jar = plugin();
        try (Pinion first = Pinion.start();
                Pinion second = Pinion.start()) {
            Plugin ofFirst = first.open(jar);
            Plugin ofSecond = second.open(jar);
            first.addLibrary(handlers("three", "first")).start();
            second.addLibrary(handlers("three", "second")).start();
            assertThat(call(ofFirst, "read", "three:any")).isEqualTo("first");
            assertThat(call(ofSecond, "read", "three:any")).isEqualTo("second");
            assertThat(call(ofSecond, "content", "three:any")).isEqualTo("content: second");
        }
    }

    @Test
    void resourceOfAPlugin_isOpenedByItsUrl_byTheHostAndByThePlugin() throws Throwable {
        try (Pinion pinion = Pinion.start()) {
            Plugin plugin = pinion.open(plugin());
            URL resource = plugin.bundle().getResource("acme/text.txt");
            URL entry = plugin.bundle().getEntry("acme/text.txt");
            assertThat(resource).hasProtocol("bundle");
            assertThat(read(resource)).isEqualTo("a text");
            assertThat(read(entry)).isEqualTo("a text");
            assertThat(read(new URL(resource.toString()))).isEqualTo("a text");
            assertThat(call(plugin, "read", resource.toString())).isEqualTo("a text");
        }
    }

    /** What an application server does that hosts two applications with the runtime. */
    @Test
    void urls_areOpened_inEachOfTwoCopiesOfTheRuntime() throws Throwable {
        List<URL> jars = new ArrayList<>();
        for (Path element : Tck.runtime()) {
            jars.add(element.toUri().toURL());
        }
        String jar = plugin().toString();
        try (Pinion first = Pinion.start();
                URLClassLoader copy =
                        new URLClassLoader(jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Plugin plugin = first.open(Path.of(jar));
            first.addLibrary(handlers("four", "first")).start();
            String texts = (String) copy.loadClass(Copy.class.getName())
                    .getMethod("read", String.class, String.class)
                    .invoke(null, jar, handlers("four", "second").toString());
            assertThat(texts).isEqualTo("second, content: second, a text");
            assertThat(call(plugin, "read", "four:any")).isEqualTo("first");
        }
    }

    /** Runs in a class loader of its own. */
    public static final class Copy {

        private Copy() {}

        /** Reads URLs of a second runtime, which does not own the URL handlers of the JVM. */
        public static String read(String plugin, String handlers) throws Throwable {
            try (Pinion pinion = Pinion.start()) {
                Plugin reader = pinion.open(Path.of(plugin));
                pinion.addLibrary(Path.of(handlers)).start();
                // Made anew from its text, for Felix has given the other one a handler that knows its framework.
                URL resource =
                        new URL(reader.bundle().getResource("acme/text.txt").toString());
                return call(reader, "read", "four:any") + ", " + call(reader, "content", "four:any") + ", "
                        + UrlHandlerTests.read(resource);
            }
        }
    }
}
