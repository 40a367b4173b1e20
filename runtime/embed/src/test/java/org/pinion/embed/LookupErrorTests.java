// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinion.Function;
import org.pinion.Plugin;
import org.pinion.PluginException;
import org.pinion.testing.BundleBuilder;

/** Classes and resources that a plugin looks up by name, which no import tells: the error says what to do. */
class LookupErrorTests {

    private static final String DRIVER =
            "class org.sql.Driver is not found by shop 1.0.0: package org.sql is neither in the"
                    + " jar nor imported\n  needed: Import-Package: org.sql\n  found:  sql 1.0.0 (%s) exports version 2.3.0\n"
                    + "  fix:    add Import-Package: org.sql;version=\"[2.3,3)\""
                    + " (with bnd, Import-Package: org.sql;version=\"[2.3,3)\", *)";

    @TempDir
    Path folder;

    private final Pinion pinion = Pinion.start();
    private String driver;

    @BeforeEach
    void addLibrary() throws IOException {
        folder = folder.toRealPath();
        Path sql = BundleBuilder.bundle("sql")
                .source("org.sql.Driver", "public class Driver {}")
                .with("-exportcontents", "org.sql;version=2.3.0")
                .buildTo(folder);
        pinion.addLibrary(sql);
        driver = String.format(DRIVER, sql);
    }

    @AfterEach
    void close() {
        pinion.close();
    }

    private static BundleBuilder shop(String body) {
        return BundleBuilder.plugin("shop", "com.acme.shop")
                .source(
                        "com.acme.shop.Shop",
                        "public class Shop { static final String DRIVER = \"org.sql.\".concat(\"Driver\"); " + body
                                + " }")
                .source(
                        "com.acme.shop.Broken",
                        "class Broken { static Object driver; static { try { driver = Class.forName(Shop.DRIVER); } catch"
                                + " (ClassNotFoundException e) { throw new IllegalStateException(e); } } }")
                .resource("com/acme/shop/prices.txt", "7");
    }

    private Throwable call(Plugin plugin) {
        return catchThrowable(((Function) plugin.lookup("work"))::call);
    }

    private Throwable call(String body) {
        return call(pinion.open(shop("public static Object work() throws Exception { " + body + " }")
                .buildTo(folder)));
    }

    private static String explanation(Throwable explained) {
        assertThat(explained.getSuppressed()).hasSize(1);
        return explained.getSuppressed()[0].getMessage();
    }

    @Test
    void className_isExplained() {
        Throwable error = call("return Class.forName(DRIVER);");
        assertThat(error).isExactlyInstanceOf(ClassNotFoundException.class);
        assertThat(explanation(error)).isEqualTo("plugin.Call(\"work\"): " + driver);
    }

    @Test
    void className_askedOfTheContextClassLoader_isExplained() {
        assertThat(explanation(call("return Class.forName(DRIVER, true, Shop.class.getClassLoader());")))
                .endsWith(driver);
    }

    @Test
    void className_askedOfThePluginsLoaderByALibrary_isExplainedForThePlugin() {
        Path names = BundleBuilder.bundle("names")
                .source(
                        "org.names.Names",
                        "public class Names { public static Object find(String name, ClassLoader loader) throws"
                                + " Exception { return Class.forName(name, true, loader); } }")
                .with("-exportcontents", "org.names;version=1.0.0")
                .buildTo(folder);
        pinion.addLibrary(names);
        Throwable error = call(
                pinion.open(shop("public static Object work() throws Exception { return org.names.Names.find(DRIVER,"
                                + " Shop.class.getClassLoader()); }")
                        .classPath(names)
                        .buildTo(folder)));
        assertThat(explanation(error)).isEqualTo("plugin.Call(\"work\"): " + driver);
    }

    @Test
    void className_askedOfTheCallersLoader_isToldAsSuch_andTheAdviceIsGood() {
        String body = "public static Object work() throws Exception { return Class.forName(DRIVER, true,"
                + " Thread.currentThread().getContextClassLoader()).getName(); }";
        String text =
                "plugin.Call(\"work\"): class org.sql.Driver was looked for in another class loader than that of shop"
                        + " %s\n  found:  in a call, the context class loader of the thread is the caller's\n%s"
                        + "  fix:    lend that of shop %1$s to calls, with @PluginMain(contextClassLoader = true); or, where the code"
                        + " names the class loader, name that one";
        assertThat(explanation(call(pinion.open(shop(body).buildTo(folder)))))
                .isEqualTo(String.format(
                        text,
                        "1.0.0",
                        "          that of shop 1.0.0 does not find it either:\n    " + driver.replace("\n", "\n  ")
                                + "\n"));
        BundleBuilder importing =
                shop(body).with("Import-Package", "org.sql").with("-fixupmessages", "Unused*;is:=ignore");
        assertThat(explanation(call(pinion.open(importing.version("1.0.1").buildTo(folder)))))
                .isEqualTo(String.format(text, "1.0.1", ""));
        Plugin lent =
                pinion.open(importing.version("1.0.2").lending("com.acme.shop").buildTo(folder));
        assertThat(lent.lookup("work").as(Supplier.class).get()).isEqualTo("org.sql.Driver");
    }

    @Test
    void className_thatIsACause_isExplainedThere() {
        Throwable error = call("try { return Class.forName(DRIVER); } catch (ClassNotFoundException e) {"
                + " throw new java.io.IOException(e); }");
        assertThat(error).isExactlyInstanceOf(IOException.class).hasNoSuppressedExceptions();
        assertThat(explanation(error.getCause())).endsWith(driver);
    }

    @Test
    void className_inAStaticInitialiser_isExplained() {
        Throwable error = call("return Broken.driver;");
        assertThat(error).isExactlyInstanceOf(ExceptionInInitializerError.class);
        assertThat(explanation(error.getCause().getCause())).endsWith(driver);
    }

    @Test
    void className_inAnInit_isExplained() {
        for (String init : new String[] {"Class.forName(DRIVER);", "Broken.driver.hashCode();"}) {
            Path jar =
                    shop("static void init() throws Exception { " + init + " }").buildTo(folder);
            PluginException failure = catchThrowableOfType(PluginException.class, () -> pinion.open(jar));
            assertThat(failure.getMessage()).contains(driver.replace("\n", "\n  "));
        }
    }

    @Test
    void advice_isGood() {
        Matcher line = Pattern.compile("with bnd, Import-Package: (.*)\\)")
                .matcher(explanation(call("return Class.forName(DRIVER);")));
        assertThat(line.find()).isTrue();
        Plugin mended = pinion.open(
                shop("public static Object work() throws Exception { return Class.forName(DRIVER).getName(); }")
                        .version("1.0.1")
                        .with("Import-Package", line.group(1))
                        .with("-fixupmessages", "Unused*;is:=ignore")
                        .buildTo(folder));
        assertThat(catchThrowable(() ->
                        assertThat(((Function) mended.lookup("work")).call()).isEqualTo("org.sql.Driver")))
                .isNull();
    }

    @Test
    void resource_asAPath_isExplained_andTheAdviceIsGood() throws Throwable {
        String uri = "java.net.URI uri = Shop.class.getResource(\"prices.txt\").toURI();";
        for (String path : new String[] {
            "java.nio.file.Path.of(uri)", "java.nio.file.FileSystems.newFileSystem(uri, java.util.Map.of())"
        }) {
            Throwable error = catchThrowable(((Function) pinion.open(
                            shop("public static Object work() throws Exception { " + uri + " return " + path + "; }")
                                    .version(path.length() + ".0.0")
                                    .buildTo(folder))
                    .lookup("work"))::call);
            assertThat(explanation(error)).isEqualTo("""
                    plugin.Call("work"): a resource of the plugin is no file, and has no path
                      needed: a file system for URLs that begin with bundle:
                      found:  resources are entries of the plugin's jar, or of a jar in it
                      fix:    read it with getResourceAsStream; if it must be a file, copy that stream to one of\
                     Files.createTempFile""");
        }
        Plugin mended = pinion.open(shop("""
                        public static String work() throws Exception {
                            java.nio.file.Path file = java.nio.file.Files.createTempFile("prices", ".txt");
                            try (java.io.InputStream in = Shop.class.getResourceAsStream("prices.txt")) {
                                java.nio.file.Files.copy(in, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
                            }
                            String text = java.nio.file.Files.readString(file);
                            java.nio.file.Files.delete(file);
                            return text;
                        }
                        """).version("0.1.0").buildTo(folder));
        assertThat(((Function) mended.lookup("work")).call()).isEqualTo("7");
    }
}
