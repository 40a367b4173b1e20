// SPDX-License-Identifier: Apache-2.0
package org.pinion.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.pinion.contract.TestBundles.log;
import static org.pinion.contract.TestBundles.using;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pinion.PluginException;
import org.pinion.Problem;
import org.pinion.embed.Pinion;
import org.pinion.testing.BundleBuilder;

/** A runtime, a library in two versions, and a plugin that uses it. */
@Timeout(60)
abstract class ReferenceWorld {

    static final String BEFORE = """
            public class Text {
                public static String trim(String text) { return text.strip(); }
                public static int limit = 7;
                public String toUpper() { return "A"; }
            }
            """;

    static final String AFTER = """
            public class Text {
                public static String trim(CharSequence text) { return text.toString().strip(); }
                public static String toUpper() { return "A"; }
            }
            """;

    @TempDir
    Path folder;

    Pinion pinion = Pinion.builder().share("org.pinion.contract").start();

    @BeforeEach
    void clear() {
        InitLog.clear();
    }

    @AfterEach
    void close() {
        pinion.close();
    }

    void restart() {
        pinion.close();
        pinion = Pinion.builder().share("org.pinion.contract").start();
    }

    BundleBuilder libraryOf(String version) {
        return BundleBuilder.bundle("acme.lib").version(version).with("-exportcontents", "*;version=" + version);
    }

    Path library(String version, String source) {
        return libraryOf(version).source("acme.lib.Text", source).buildTo(folder);
    }

    BundleBuilder plugin(Path library, String members) {
        return using(BundleBuilder.plugin("acme.greeter", "acme.greeter"))
                .classPath(library)
                .source(
                        "acme.greeter.Greeter",
                        "public class Greeter {\n" + members + "\nstatic void init() { " + log("greeter") + " }\n}");
    }

    static final String USES = """
            public static String Greet(String name) { return acme.lib.Text.trim(name); }
            public static int Limit() { return acme.lib.Text.limit; }
            public static String Upper() { return new acme.lib.Text().toUpper(); }
            """;

    PluginException refusal(Path plugin) {
        PluginException e = catchThrowableOfType(PluginException.class, () -> pinion.open(plugin));
        assertThat(e).as("refusal").isNotNull();
        return e;
    }

    Object call(Path plugin, String symbol) {
        return pinion.open(plugin).lookup(symbol).as(Callable.class).call();
    }

    /** Has the shape of the functions here. */
    public interface Callable {
        Object call();
    }

    String text(PluginException e) {
        return e.getMessage().replace(folder.toString(), "DIR");
    }

    String text(List<Problem> problems) {
        return String.join("\n", problems.stream().map(Problem::toString).toList())
                .replace(folder.toString(), "DIR");
    }
}
