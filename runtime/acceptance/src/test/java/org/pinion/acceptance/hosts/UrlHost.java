// SPDX-License-Identifier: Apache-2.0
package org.pinion.acceptance.hosts;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.net.URLStreamHandlerFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Properties;
import java.util.TimeZone;
import org.pinion.Plugin;
import org.pinion.embed.Pinion;

/** Has a factory of its own for the handlers of URLs, of which a JVM has one. */
public final class UrlHost {

    private UrlHost() {}

    /** Handles URLs {@code host:TEXT}, whose content is the text. */
    private static final class Factory implements URLStreamHandlerFactory {
        @Override
        public URLStreamHandler createURLStreamHandler(String protocol) {
            return !protocol.equals("host")
                    ? null
                    : new URLStreamHandler() {
                        @Override
                        protected URLConnection openConnection(URL url) {
                            return new URLConnection(url) {
                                @Override
                                public void connect() {}

                                @Override
                                public InputStream getInputStream() {
                                    return new ByteArrayInputStream(
                                            url.getPath().getBytes(StandardCharsets.UTF_8));
                                }
                            };
                        }
                    };
        }
    }

    /**
     * Runs the host.
     *
     * @param arguments the jar, and when to set the factory: {@code before} the runtime starts, {@code while} it runs,
     *     or {@code after} it was closed
     */
    public static void main(String[] arguments) throws IOException {
        String when = arguments[1];
        // The JDK sets user.timezone when somebody asks for the time zone first.
        TimeZone.getDefault();
        Properties before = (Properties) System.getProperties().clone();
        set(when, "before");
        try (Pinion pinion = Pinion.start()) {
            set(when, "while");
            Plugin plugin = pinion.open(Path.of(arguments[0]));
            System.out.println("bundle: " + read(plugin.bundle().getEntry("text.txt")));
            System.out.println(
                    "again: " + readText(plugin.bundle().getEntry("text.txt").toString()));
            System.out.println("running: " + readHost());
        }
        set(when, "after");
        System.out.println("closed: " + readHost());
        System.out.println(
                "file: " + (read(Path.of(arguments[0]).toUri().toURL()).length() > 0));
        System.getProperties().forEach((name, value) -> {
            if (!value.equals(before.get(name))) {
                System.out.println("property " + name + " = " + value);
            }
        });
    }

    private static void set(String when, String now) {
        if (when.equals(now)) {
            try {
                URL.setURLStreamHandlerFactory(new Factory());
            } catch (Error e) {
                System.out.println(e.getMessage());
            }
        }
    }

    private static String read(URL url) throws IOException {
        try (InputStream content = url.openStream()) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String readHost() {
        return readText("host:text");
    }

    private static String readText(String url) {
        try {
            return read(URI.create(url).toURL());
        } catch (IOException e) {
            return e.getMessage();
        }
    }
}
