// SPDX-License-Identifier: Apache-2.0
package org.pinion.compatibility;

import static org.pinion.compatibility.Library.of;

import java.util.List;
import org.pinion.compatibility.Library.Way;

/** The rows of the table in {@code docs/libraries.md}. */
final class Libraries {

    /** A library that looks by name for classes that are in other bundles, and nobody tells it where. */
    private static final Advice ELSEWHERE = Advice.unfit("pack or nest it: it looks for its parts in one class loader");

    private static final Advice SCRIPTS = Advice.inBuild(
            "`DynamicImport-Package: groovy.*,org.codehaus.groovy.*,org.apache.groovy.*`, as scripts use what the plugin"
                    + " does not",
            "DynamicImport-Package",
            "groovy.*,org.codehaus.groovy.*,org.apache.groovy.*");

    static final List<Library> ALL = List.of(
            of("Apache Commons Lang", "commons-lang3", "\\{\"a\":1}", "commons-lang3"),
            of("Guava", "guava", "\\{a=\\[1, 2]} ba7816bf", "guava", "failureaccess")
                    .inside(Advice.OPTIONAL),
            of(
                    "Jackson",
                    "jackson",
                    "1 \\{\"x\":1,\"names\":\\[\"a\",\"b\"]}",
                    "jackson-databind",
                    "jackson-core",
                    "jackson-annotations"),
            of("Gson", "gson", "1 \\{\"x\":1,\"names\":\\[\"a\",\"b\"]}", "gson")
                    .advise(Way.PACKED, Advice.OPTIONAL),
            of("Log4j 2", "log4j2", "org.apache.logging.log4j.core.Logger Default.*", "log4j-core", "log4j-api")
                    .advise(Way.PACKED, Advice.OPTIONAL),
            of(
                            "SLF4J with Logback",
                            "logback",
                            "ch.qos.logback.classic.Logger",
                            "logback-classic",
                            "logback-core",
                            "slf4j-api")
                    .advise(Way.PACKED, Advice.OPTIONAL)
                    .advise(Way.LIBRARY, Advice.SERVICES),
            of("H2", "h2", "3y", "h2").inside(Advice.OPTIONAL),
            of("SQLite JDBC", "sqlite", "3y", "sqlite-jdbc").advise(Way.PACKED, Advice.OPTIONAL),
            of("Bouncy Castle", "bouncycastle", "true AES/CCM/NoPadding a7ffc6f8", "bcprov-jdk18on"),
            of("Netty", "netty", "echo", "netty-transport", "netty-buffer", "netty-common", "netty-resolver")
                    .advise(Way.PACKED, Advice.OPTIONAL),
            of("Lucene", "lucene", "1 a symbol is looked up", "lucene-core")
                    // For classes that are only for these versions.
                    .advise(Way.PACKED, Advice.OPTIONAL.from(20)),
            of("JNA", "jna", "7", "jna"),
            of(
                            "JAXB",
                            "jaxb",
                            "<point><x>1</x><name>a</name></point>",
                            "jaxb-runtime",
                            "jaxb-core",
                            "txw2",
                            "istack-commons-runtime",
                            "jakarta.xml.bind-api",
                            "jakarta.activation-api",
                            "angus-activation")
                    .inside(Advice.OPTIONAL, Advice.LENT)
                    .advise(Way.LIBRARY, Advice.SERVICES),
            of(
                            "Hibernate Validator",
                            "hibernate-validator",
                            "must be less than or equal to 5",
                            "hibernate-validator",
                            "jakarta.validation-api",
                            "jboss-logging",
                            "classmate",
                            "expressly",
                            "jakarta.el-api")
                    .inside(Advice.OPTIONAL)
                    .advise(Way.LIBRARY, ELSEWHERE),
            of("Caffeine", "caffeine", "4 1", "caffeine").inside(Advice.OPTIONAL),
            of("Kotlin", "kotlin", "cba6", "kotlin-stdlib").withoutAnnotations().inside(Advice.OPTIONAL),
            of("Scala", "scala", "\\[a-b]1180591620717411303424", "scala-library"),
            of("Groovy", "groovy", "1-4-9", "groovy")
                    .advise(Way.PACKED, Advice.OPTIONAL)
                    .advise(Way.LIBRARY, SCRIPTS),
            of("Clojure", "clojure", "9", "clojure", "spec.alpha", "core.specs.alpha")
                    .inside(Advice.LENT)
                    .advise(Way.LIBRARY, ELSEWHERE),
            of(
                            "Apache Commons Compress",
                            "commons-compress",
                            "a.txt text",
                            "commons-compress",
                            "commons-io",
                            "commons-codec",
                            "commons-lang3")
                    .advise(Way.PACKED, Advice.OPTIONAL),
            of("ASM", "asm", "a/B", "asm", "asm-tree"));

    private Libraries() {}
}
