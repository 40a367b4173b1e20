// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pinion.Plugin;
import org.pinion.testing.BundleBuilder;

/** Digits, the case of letters and calendars depend on the default locale; plugins do not. */
class LocaleTests {

    private static final Locale DEFAULT = Locale.getDefault();

    @TempDir
    static Path folder;

    @AfterEach
    void resetLocale() {
        Locale.setDefault(DEFAULT);
    }

    /** One of all locales that write numbers, letters and dates alike, and some with calendars of their own. */
    static Stream<Locale> locales() {
        return Stream.concat(
                Stream.of(Locale.getAvailableLocales()),
                Stream.of("th-TH-u-ca-buddhist-nu-thai", "ja-JP-u-ca-japanese", "ar-EG-u-nu-arab", "my-MM-u-nu-mymr")
                        .map(Locale::forLanguageTag))
                .collect(Collectors.toMap(LocaleTests::writes, Function.identity(), (first, second) -> first))
                .values()
                .stream();
    }

    private static String writes(Locale locale) {
        return String.format(locale, "%,d %.3f %tF", 1234567890L, -0.5, 0L)
                + "TITLE".toLowerCase(locale)
                + "title".toUpperCase(locale);
    }

    /** Opens a plugin in the locale that the JVM was started with. */
    public static void main(String[] arguments) throws Throwable {
        openAndCall(Path.of(arguments[0]));
        System.out.print("done");
    }

    private static void openAndCall(Path jar) throws Throwable {
        try (Pinion pinion = Pinion.start()) {
            Plugin plugin = pinion.open(jar);

            assertThat(((org.pinion.Function) plugin.lookup("add")).call(40, 2)).isEqualTo(42);
            assertThat(((org.pinion.Variable) plugin.lookup("inits")).get()).isEqualTo(1);
            assertThat(pinion.why(jar)).isEmpty();
        }
    }

    private static Path plugin() {
        return BundleBuilder.plugin("acme.title", "acme")
                .source("acme.Title", """
                        public class Title {
                            public static int inits;
                            static void init() { inits++; }
                            public static int add(int a, int b) { return a + b; }
                        }
                        """)
                .with("Require-Capability", "osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=17))\"")
                .with("Import-Package", "java.util,javax.net.ssl")
                .buildTo(folder);
    }

    @Test
    void locales_areOfManyKinds() {
        assertThat(locales()).hasSizeGreaterThan(10);
    }

    @ParameterizedTest
    @MethodSource("locales")
    void plugin_opens_inEveryLocale(Locale locale) throws Throwable {
        Path jar = plugin();
        Locale.setDefault(locale);

        openAndCall(jar);
    }

    @ParameterizedTest
    @CsvSource({"fa, IR", "my, MM", "tr, TR"})
    void plugin_opens_inAJvmOfALocale(String language, String country) throws Exception {
        String output = Hosts.run(
                LocaleTests.class,
                List.of("-Duser.language=" + language, "-Duser.country=" + country, "-Duser.extensions=u-ca-buddhist"),
                plugin());

        assertThat(output).endsWith("done").doesNotContain("Exception");
    }
}
