// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.pinion.testing.BundleBuilder;

/** An API in two versions, and plugins that use it. */
final class CheckJars {

    final Path plugins;
    final Path old;
    final Path changed;

    CheckJars(Path folder) {
        try {
            plugins = Files.createDirectory(folder.resolve("plugins"));
            Path api = Files.createDirectory(folder.resolve("api"));
            old = api("1.0.0", """
                    public class Text {
                        public static final String NAME = "text";
                        public int length;
                        public Text() {}
                        public static String upper(String text) { return text; }
                        public static String lower(String text) { return text; }
                        protected void grow() {}
                        public static void rare() {}
                    }
                    """)
                    .source("acme.api.Shape", "public interface Shape { int area(); }")
                    .buildTo(api);
            changed = api("1.1.0", """
                    public class Text {
                        public static final String NAME = "text";
                        public int length;
                        public Text() {}
                        public static CharSequence upper(String text) { return text; }
                        public static String lower(String text) { return text; }
                        protected void grow() {}
                    }
                    """)
                    .source("acme.api.Shape", "public interface Shape { int area(); int corners(); }")
                    .buildTo(api);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Begins a version of the API. */
    static BundleBuilder api(String version, String text) {
        return BundleBuilder.bundle("acme.api")
                .version(version)
                .with("Export-Package", "acme.api;version=" + version)
                .source("acme.api.Text", text);
    }

    /** Builds a plugin that the other version breaks. */
    Path shout() {
        return BundleBuilder.plugin("acme.shout", "acme.shout")
                .classPath(old)
                .source("acme.shout.Shout", """
                        public final class Shout {
                            public static String shout(String text) {
                                return acme.api.Text.upper(text);
                            }
                            public static String whisper(String text) {
                                return acme.api.Text.lower(acme.api.Text.lower(text));
                            }
                        }
                        """)
                .buildTo(plugins);
    }

    /** Builds a plugin that works with both versions, unless somebody calls what it does not have. */
    Path square() {
        return BundleBuilder.plugin("acme.square", "acme.square")
                .classPath(old)
                .source("acme.square.Square", """
                        public final class Square extends acme.api.Text implements acme.api.Shape {
                            public int area() { return length * length; }
                            public static int measure() {
                                Square square = new Square();
                                square.grow();
                                return square.area();
                            }
                        }
                        """)
                .buildTo(plugins);
    }
}
