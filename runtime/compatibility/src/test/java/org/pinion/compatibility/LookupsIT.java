// SPDX-License-Identifier: Apache-2.0
package org.pinion.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinion.Function;
import org.pinion.embed.Pinion;
import org.pinion.testing.BundleBuilder;
import org.slf4j.LoggerFactory;

/** What {@code docs/services.md} says of libraries that look classes up by name, each run in a plugin. */
class LookupsIT {

    private static final Path LIBRARIES = Path.of("target/lookups").toAbsolutePath();

    private static final String[] JAXB = {
        "jaxb-runtime",
        "jaxb-core",
        "txw2",
        "istack-commons-runtime",
        "jakarta.xml.bind-api",
        "jakarta.activation-api",
        "angus-activation"
    };

    private static final String[] VALIDATOR = {
        "hibernate-validator", "jakarta.validation-api", "jboss-logging", "classmate", "expressly", "jakarta.el-api"
    };

    private static final String[] JACKSON = {
        "jackson-databind", "jackson-core", "jackson-annotations", "jackson-datatype-jsr310"
    };

    @TempDir
    Path folder;

    private Pinion pinion;

    @BeforeEach
    void start() {
        // That of a host; a library may have left another one.
        Thread.currentThread().setContextClassLoader(LookupsIT.class.getClassLoader());
        pinion = Pinion.start();
    }

    @AfterEach
    void close() {
        pinion.close();
    }

    private static Path jar(String name) {
        return LIBRARIES.resolve(name + ".jar");
    }

    /** A plugin with nested jars, which imports what is there. */
    private static BundleBuilder packing(String name, String... jars) throws IOException {
        BundleBuilder plugin = BundleBuilder.plugin(name, "acme")
                .classPath(Stream.of(jars).map(LookupsIT::jar).toArray(Path[]::new))
                .with(
                        "Bundle-ClassPath",
                        Stream.of(jars).map(jar -> "lib/" + jar + ".jar").collect(Collectors.joining(",", ".,", "")))
                .with("Import-Package", "*;resolution:=optional")
                .with("-fixupmessages", "*;is:=ignore");
        for (String each : jars) {
            plugin.resource("lib/" + each + ".jar", Files.readAllBytes(jar(each)));
        }
        return plugin;
    }

    private Function open(BundleBuilder plugin) {
        return (Function) pinion.open(plugin.buildTo(folder)).lookup("work");
    }

    private Object work(BundleBuilder plugin) throws Throwable {
        return open(plugin).call();
    }

    /** The class loader of a host that has its own copy of a library. */
    private static ClassLoader hostWith(String... jars) throws IOException {
        URL[] urls = new URL[jars.length];
        for (int i = 0; i < jars.length; i++) {
            urls[i] = jar(jars[i]).toUri().toURL();
        }
        return new URLClassLoader(urls, LookupsIT.class.getClassLoader());
    }

    private static String inInit(String expression) {
        return "public class A { private static Object found; static void init() throws Exception { found = "
                + expression + "; } public static Object work() { return found; } }";
    }

    private static String inCall(String expression) {
        return "public class A { public static Object work() throws Exception { return " + expression + "; } }";
    }

    private static final String MARSHAL = "Xml.of()";

    private static BundleBuilder xml(String name) throws IOException {
        return packing(name, JAXB)
                .source(
                        "acme.Price",
                        "@jakarta.xml.bind.annotation.XmlRootElement public class Price { public int cents = 7; }")
                .source("acme.Xml", """
                        class Xml {
                            static String of() throws Exception {
                                return of(jakarta.xml.bind.JAXBContext.newInstance(Price.class));
                            }

                            static String of(jakarta.xml.bind.JAXBContext context) throws Exception {
                                java.io.StringWriter out = new java.io.StringWriter();
                                context.createMarshaller().marshal(new Price(), out);
                                return out.toString();
                            }
                        }
                        """);
    }

    private static final String PRICE = "<cents>7</cents>";

    @Test
    void jaxb_worksInInit_andInCallsThatLend() throws Throwable {
        assertThat(work(xml("init").source("acme.A", inInit(MARSHAL))))
                .asString()
                .contains(PRICE);
        assertThat(work(xml("lent").lending("acme").source("acme.A", inCall(MARSHAL))))
                .asString()
                .contains(PRICE);
    }

    @Test
    void jaxbContext_ofInit_servesCallsThatDoNotLend() throws Throwable {
        assertThat(work(xml("kept").source("acme.A", """
                        public class A {
                            private static jakarta.xml.bind.JAXBContext context;
                            static void init() throws Exception {
                                context = jakarta.xml.bind.JAXBContext.newInstance(Price.class);
                            }
                            public static String work() throws Exception { return Xml.of(context); }
                        }
                        """))).asString().contains(PRICE);
    }

    @Test
    void jaxb_inACallThatDoesNotLend_looksOnlyInTheLoaderOfTheCaller_ifThereIsOne() throws Throwable {
        Function plain = open(xml("plain").source("acme.A", inCall(MARSHAL)));

        assertThatThrownBy(() -> plain.call())
                .hasMessageContaining("Implementation of Jakarta XML Binding-API has not been found");
        Thread.currentThread().setContextClassLoader(hostWith(JAXB));
        assertThatThrownBy(() -> plain.call()).hasStackTraceContaining("JAXBContextFactory not a subtype");
        Thread.currentThread().setContextClassLoader(null);
        assertThat(plain.call()).asString().contains(PRICE);
    }

    @Test
    void hibernateValidator_worksInInit_andInCalls() throws Throwable {
        assertThat(work(validation("init").source("acme.A", inInit("Check.of()"))))
                .isEqualTo(1);
        assertThat(work(validation("lent").lending("acme").source("acme.A", inCall("Check.of()"))))
                .isEqualTo(1);
    }

    @Test
    void hibernateValidator_inACallThatDoesNotLend_isFound_whateverTheLoaderOfTheCaller() throws Throwable {
        Function plain = open(validation("plain").source("acme.A", inCall("Check.of()")));

        assertThat(plain.call()).isEqualTo(1);
        Thread.currentThread().setContextClassLoader(hostWith(VALIDATOR));
        assertThat(plain.call()).isEqualTo(1);
        Thread.currentThread().setContextClassLoader(null);
        assertThat(plain.call()).isEqualTo(1);
    }

    private static BundleBuilder validation(String name) throws IOException {
        return packing(name, VALIDATOR)
                .source(
                        "acme.Price",
                        "public class Price { @jakarta.validation.constraints.Min(1) public int cents = 0; }")
                .source("acme.Check", """
                        class Check {
                            static int of() {
                                return jakarta.validation.Validation.buildDefaultValidatorFactory().getValidator()
                                        .validate(new Price()).size();
                            }
                        }
                        """);
    }

    @Test
    void jacksonModules_areFoundInInit_inCallsThatLend_andByTheirOwnLoader() throws Throwable {
        String modules = "com.fasterxml.jackson.databind.ObjectMapper.findModules(%s).size()";
        assertThat(work(packing("init", JACKSON).source("acme.A", inInit(String.format(modules, "")))))
                .isEqualTo(1);
        assertThat(work(packing("lent", JACKSON).lending("acme").source("acme.A", inCall(String.format(modules, "")))))
                .isEqualTo(1);
        assertThat(work(packing("plain", JACKSON).source("acme.A", inCall(String.format(modules, "")))))
                .isEqualTo(0);
        assertThat(work(packing("loader", JACKSON)
                        .source("acme.A", inCall(String.format(modules, "A.class.getClassLoader()")))))
                .isEqualTo(1);
    }

    private static final String QUERY = "Sql.of(%s)";

    private static BundleBuilder sql(BundleBuilder plugin) {
        return plugin.source("acme.Sql", """
                class Sql {
                    static int of(java.sql.Connection opened) throws Exception {
                        try (java.sql.Connection connection = opened) {
                            java.sql.ResultSet rows = connection.createStatement().executeQuery("select 7");
                            rows.next();
                            return rows.getInt(1);
                        }
                    }
                }
                """);
    }

    private static final String MANAGER = "java.sql.DriverManager.getConnection(\"jdbc:h2:mem:\")";

    @Test
    void packedDriver_worksOnceItsClassIsLoaded() throws Throwable {
        String driver = "Class.forName(\"org.h2.\".concat(\"Driver\")) == null ? 0 : ";
        assertThat(work(sql(packing("packed", "h2")).source("acme.A", inCall(driver + String.format(QUERY, MANAGER)))))
                .isEqualTo(7);
    }

    @Test
    void driverAsALibrary_worksAsADataSource_andByItsNameIfItIsImported() throws Throwable {
        pinion.addLibrary(jar("h2"));
        BundleBuilder source = sql(BundleBuilder.plugin("source", "acme").classPath(jar("h2")));
        assertThat(work(source.source("acme.A", """
                        public class A {
                            public static Object work() throws Exception {
                                org.h2.jdbcx.JdbcDataSource source = new org.h2.jdbcx.JdbcDataSource();
                                source.setURL("jdbc:h2:mem:");
                                return Sql.of(source.getConnection());
                            }
                        }
                        """))).isEqualTo(7);
        String byName = "Class.forName(\"org.h2.\".concat(\"Driver\")) == null ? 0 : " + String.format(QUERY, MANAGER);
        assertThat(work(sql(BundleBuilder.plugin("named", "acme")
                                .with("Import-Package", "org.h2, *")
                                .with("-fixupmessages", "*;is:=ignore"))
                        .source("acme.A", inCall(byName))))
                .isEqualTo(7);
        Throwable error = catchThrowable(
                () -> work(sql(BundleBuilder.plugin("forgot", "acme")).source("acme.A", inCall(byName))));
        assertThat(error).isExactlyInstanceOf(ClassNotFoundException.class);
        assertThat(error.getSuppressed()[0].getMessage())
                .contains("fix:    add Import-Package: org.h2;version=\"[2.4,3)\"");
    }

    @Test
    void slf4jThatTheHostShares_logsThroughItsProvider() throws Throwable {
        pinion.close();
        pinion = Pinion.builder().share("org.slf4j").start();
        Path api = BundleBuilder.locationOf(LoggerFactory.class);
        assertThat(work(BundleBuilder.plugin("shared", "acme")
                        .classPath(api)
                        .source("acme.A", inCall("org.slf4j.LoggerFactory.getILoggerFactory()"))
                        .with("-fixupmessages", "*;is:=ignore")))
                .isSameAs(LoggerFactory.getILoggerFactory());
    }

    @Test
    void serviceLoader_findsProvidersOfThePlugin_byItsOwnLoader_inInit_andInCallsThatLend() throws Throwable {
        String found = "java.util.ServiceLoader.load(%s).findFirst().isPresent()";
        String plain = String.format(found, "Runnable.class");
        assertThat(work(task("init").source("acme.A", inInit(plain)))).isEqualTo(true);
        assertThat(work(task("plain").source("acme.A", inCall(plain)))).isEqualTo(false);
        assertThat(work(task("lent").lending("acme").source("acme.A", inCall(plain))))
                .isEqualTo(true);
        assertThat(work(task("loader")
                        .source("acme.A", inCall(String.format(found, "Runnable.class, A.class.getClassLoader()")))))
                .isEqualTo(true);
    }

    private static BundleBuilder task(String name) {
        return BundleBuilder.plugin(name, "acme")
                .source("acme.Task", "public class Task implements Runnable { public void run() {} }")
                .resource("META-INF/services/java.lang.Runnable", "acme.Task\n");
    }
}
