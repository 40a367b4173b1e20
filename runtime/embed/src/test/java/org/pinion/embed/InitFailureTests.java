// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.osgi.framework.Bundle;
import org.pinion.PluginException;
import org.pinion.Problem;
import org.pinion.Problem.Kind;
import org.pinion.testing.BundleBuilder;

/** What an init, an initialiser or an activator throws is told with the part of the stack that is the plugin's. */
class InitFailureTests {

    private static final String OPEN = "plugin.Open(\"DIR/shop-1.0.0.jar\"): ";
    private static final String AGAIN =
            "\n  fix:    correct what the exception says; init runs again when the file has changed";

    @TempDir
    Path folder;

    private Pinion pinion;

    @BeforeEach
    void start() throws IOException {
        folder = folder.toRealPath();
        pinion = Pinion.start();
    }

    @AfterEach
    void close() {
        pinion.close();
    }

    private static BundleBuilder shop(String body) {
        return BundleBuilder.plugin("shop", "com.acme.shop")
                .source("com.acme.shop.Shop", "public class Shop {\n" + body + "\n}");
    }

    private PluginException failure(BundleBuilder builder) {
        Path jar = builder.buildTo(folder);
        return catchThrowableOfType(PluginException.class, () -> pinion.open(jar));
    }

    /** Gives the message of a failed open, without the operation. */
    private String text(BundleBuilder builder) {
        String message = failure(builder).getMessage().replace(folder.toString(), "DIR");
        assertThat(message).startsWith(OPEN);
        return message.substring(OPEN.length());
    }

    @Test
    void init_thatThrows_isToldWithItsFramesUpToTheInit() {
        assertThat(text(shop("static void init() {\n check(); }\nstatic void check() {\n"
                        + " throw new IllegalStateException(\"no config\"); }")))
                .isEqualTo("init of Shop in package com.acme.shop threw java.lang.IllegalStateException: no config\n"
                        + "  found:  at com.acme.shop.Shop.check(Shop.java:6)\n"
                        + "          at com.acme.shop.Shop.init(Shop.java:4)" + AGAIN);
    }

    @Test
    void initialiser_thatThrows_isToldWithItsFramesUpToTheClass() {
        assertThat(text(shop("public static int total = Integer.parseInt(\"x\");")))
                .isEqualTo("initialisation of class Shop in package com.acme.shop threw"
                        + " java.lang.NumberFormatException: For input string: \"x\"\n"
                        + "  found:  at com.acme.shop.Shop.<clinit>(Shop.java:3)" + AGAIN);
    }

    @Test
    void init_thatThrowsWithCauseAndLines_isToldWithThem_bounded() {
        assertThat(text(shop("static void init() { try { f(20); } catch (Exception e) {\n"
                        + " throw new RuntimeException(\"first\\nsecond\\n\", e); } }\n"
                        + "static void f(int n) { if (n > 0) { f(n - 1); } else {\n Integer.parseInt(\"x\"); } }")))
                .isEqualTo("init of Shop in package com.acme.shop threw java.lang.RuntimeException: first\n"
                        + "  found:  second\n"
                        + "          at com.acme.shop.Shop.init(Shop.java:4)\n"
                        + "          caused by: java.lang.NumberFormatException: For input string: \"x\"\n"
                        + "          at com.acme.shop.Shop.f(Shop.java:6)\n"
                        + "          at com.acme.shop.Shop.f(Shop.java:5)\n".repeat(7)
                        + "          ... 14 more frames" + AGAIN);
    }

    @Test
    void throwable_whoseMethodsThrow_isNamedByItsClass() {
        BundleBuilder builder = shop("static void init() { throw new Bad(); }").source("com.acme.shop.Bad", """
                        class Bad extends Error {
                            public String toString() { throw this; }
                            public String getMessage() { throw this; }
                            public Throwable getCause() { throw this; }
                            public StackTraceElement[] getStackTrace() { return null; }
                        }
                        """);
        assertThat(text(builder)).isEqualTo("init of Shop in package com.acme.shop threw com.acme.shop.Bad" + AGAIN);
    }

    @Test
    void init_thatOpensAPluginWhichFails_isToldWithItsProblems() {
        Path inner = BundleBuilder.plugin("inner", "inner")
                .source("inner.In", "public class In { static void init() { throw new Error(\"no\"); } }")
                .buildTo(folder);
        Bundle bundle = pinion.framework();
        bundle.getBundleContext().registerService(Path.class, inner, null);
        BundleBuilder outer = shop("""
                static void init() {
                    var context = org.osgi.framework.FrameworkUtil.getBundle(Shop.class).getBundleContext();
                    var registry = context.getServiceReference(org.pinion.SymbolRegistry.class);
                    var path = context.getServiceReference(java.nio.file.Path.class);
                    context.getService(registry).open(context.getService(path));
                }
                """).classPath(BundleBuilder.locationOf(Bundle.class));
        PluginException failure = failure(outer);
        Problem problem = failure.problems().get(0);
        assertThat(problem.kind()).isEqualTo(Kind.INIT);
        assertThat(problem.found()).containsExactly("at com.acme.shop.Shop.init(Shop.java:7)");
        assertThat(problem.causes())
                .singleElement()
                .satisfies(
                        cause -> assertThat(cause)
                                .hasToString(
                                        "init of In in package inner threw java.lang.Error: no\n"
                                                + "found:  at inner.In.init(In.java:2)\n"
                                                + "fix:    correct what the exception says; init runs again when the file has changed"));
        assertThat(problem.fix()).isEmpty();
    }

    @Test
    void init_ofALibrary_isToldWithTheFixForALibrary() {
        Path lib = BundleBuilder.library("lib")
                .source(
                        "lib.Lib",
                        "public class Lib { public static int v; static void init() { throw new Error(\"no\"); } }")
                .with("-exportcontents", "lib;version=1.0")
                .buildTo(folder);
        pinion.addLibrary(lib);
        assertThat(text(shop("public static int v() { return lib.Lib.v; }").classPath(lib)))
                .endsWith("    init of Lib in package lib threw java.lang.Error: no\n"
                        + "    found:  at lib.Lib.init(Lib.java:2)\n"
                        + "    fix:    correct what the exception says, and restart the runtime");
    }

    private Path log() {
        return BundleBuilder.bundle("log")
                .source("com.acme.log.Log", "public class Log {}")
                .buildTo(folder);
    }

    @Test
    void init_thatDoesNotFindAClass_isToldWithItsReason() {
        PluginException failure =
                failure(shop("static void init() {\n try { new com.acme.log.Log(); } catch (Error e) {\n"
                                + " throw new RuntimeException(e); } }")
                        .classPath(log())
                        .with("Import-Package", "com.acme.log;resolution:=optional"));
        assertThat(failure.getMessage().replace(folder.toString(), "DIR")).isEqualTo("""
                plugin.Open("DIR/shop-1.0.0.jar"): init of Shop in package com.acme.shop threw \
                java.lang.RuntimeException: java.lang.NoClassDefFoundError: com/acme/log/Log
                  found:  at com.acme.shop.Shop.init(Shop.java:5)
                          caused by: java.lang.NoClassDefFoundError: com/acme/log/Log
                          at com.acme.shop.Shop.init(Shop.java:4)
                    class com.acme.log.Log is not found by shop 1.0.0: the optional import of package com.acme.log \
                was not met when the bundle was resolved
                    needed: Import-Package: com.acme.log;resolution:=optional
                    found:  no bundle exports com.acme.log
                    fix:    restart the runtime, and add a library that exports com.acme.log with the class before \
                the plugin is opened""");
        assertThat(failure.problems().get(0).causes()).extracting(Problem::kind).containsExactly(Kind.MISSING_CLASS);
        assertThat(failure).hasCauseExactlyInstanceOf(RuntimeException.class);
    }

    @Test
    void init_thatAsksForAClassByName_isToldWithItsReason() {
        assertThat(text(shop("static void init() throws Exception { Class.forName(\"com.acme.shop.Tax\"); }")))
                .endsWith("\n    class com.acme.shop.Tax is not found by shop 1.0.0: package com.acme.shop is in the"
                        + " jar, the class is not\n"
                        + "    needed: com/acme/shop/Tax.class in DIR/shop-1.0.0.jar\n"
                        + "    fix:    put the class into the jar");
    }

    @Test
    void classWhoseInitialiserFailedBefore_isToldWithWhatItThrew() {
        assertThat(text(shop("static void init() {\n try { Tax.rate(); } catch (Throwable e) {}\n Tax.rate(); }")
                        .source(
                                "com.acme.shop.Tax",
                                "class Tax { static int x = 1 / \"\".length(); static int rate() { return x; } }")))
                .isEqualTo("""
                init of Shop in package com.acme.shop threw java.lang.NoClassDefFoundError: Could not initialize class \
                com.acme.shop.Tax
                  found:  at com.acme.shop.Shop.init(Shop.java:5)
                    class com.acme.shop.Tax cannot be used: its static initialiser has failed before
                    found:  it threw java.lang.ArithmeticException: / by zero [in thread "main"]
                            at com.acme.shop.Tax.<clinit>(Tax.java:2)
                    fix:    correct what it threw; the JVM initialises a class only once""");
    }

    @Test
    void methodThatIsNotThere_isToldWithWhereItsClassComesFrom() {
        String log = "public class Log { public static int a() { return 1; } %s }";
        BundleBuilder lib = BundleBuilder.bundle("lib").with("-exportcontents", "com.acme.log;version=1.2");
        pinion.addLibrary(lib.source("com.acme.log.Log", log.formatted("")).buildTo(folder));
        Path recent = lib.source("com.acme.log.Log", log.formatted("public static int a(int i) { return i; }"))
                .buildAs(folder.resolve("recent.jar"));
        PluginException failure = failure(shop("static void init() { org.other.Tool.log(); }")
                .source("org.other.Tool", "public class Tool { public static void log() { com.acme.log.Log.a(1); } }")
                .classPath(recent));
        Problem cause = failure.problems().get(0).causes().get(0);
        assertThat(cause.kind()).isEqualTo(Kind.CLASS_FILE);
        assertThat(cause.toString().replace(folder.toString(), "DIR")).isEqualTo("""
                a class is not what another one was compiled against: java.lang.NoSuchMethodError: \
                'int com.acme.log.Log.a(int)'
                found:  class com.acme.log.Log comes from lib 1.0.0 (DIR/lib-1.0.0.jar), version 1.2.0 of com.acme.log
                fix:    build shop 1.0.0 against the versions that are here; or add those that it was built against""");
    }

    @Test
    void classThatTheVerifierRefuses_isToldInTheJvmsTerms() {
        ClassWriter type = new ClassWriter(0);
        type.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "com/acme/shop/Bad", null, "java/lang/Object", null);
        MethodVisitor init = type.visitMethod(Opcodes.ACC_STATIC, "init", "()V", null, null);
        init.visitCode();
        init.visitInsn(Opcodes.ICONST_0);
        init.visitInsn(Opcodes.IRETURN);
        init.visitMaxs(1, 0);
        init.visitEnd();
        type.visitEnd();
        assertThat(text(shop("").resource("com/acme/shop/Bad.class", type.toByteArray())))
                .isEqualTo("""
                class com.acme.shop.Bad cannot be linked: java.lang.VerifyError: Method does not expect a return value
                  found:  com/acme/shop/Bad.init()V @1: ireturn
                          Type integer (current frame, stack[0]) is not assignable to top (from method signature)
                  fix:    build shop 1.0.0 against the versions that are here; or add those that it was built against""");
    }

    @Test
    void classFileOfAnotherName_isTold() throws IOException {
        Path jar = shop("static void init() throws Exception { Class.forName(\"com.acme.shop.tax\"); }")
                .source("com.acme.shop.Tax", "class Tax {}")
                .buildTo(folder);
        try (FileSystem zip = FileSystems.newFileSystem(jar)) {
            Files.move(zip.getPath("com/acme/shop/Tax.class"), zip.getPath("com/acme/shop/tax.class"));
        }
        assertThat(catchThrowableOfType(PluginException.class, () -> pinion.open(jar)))
                .hasMessageContaining("""
                class file com/acme/shop/tax.class has another class in it
                    needed: class com.acme.shop.tax
                    found:  class com.acme.shop.Tax
                    fix:    put the class file where its package and name say, in the same letters""");
    }

    @Test
    void missingClass_ofManySymbols_isOneProblem() {
        String fields = IntStream.range(0, 50)
                .mapToObj(i -> "public static com.acme.log.Log a" + (i + 10) + ";")
                .collect(Collectors.joining("\n"));
        BundleBuilder builder = shop(fields)
                .classPath(log())
                .source(
                        "com.acme.shop.Sub",
                        "public class Sub extends com.acme.log.Log { static void init() {} public static int sub; }")
                .with("Import-Package", "com.acme.log;resolution:=optional");
        PluginException failure = failure(builder);
        assertThat(failure.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.kind()).isEqualTo(Kind.MISSING_CLASS);
            assertThat(problem).hasToString("""
                    class com.acme.log.Log is not found by shop 1.0.0: the optional import of package com.acme.log was \
                    not met when the bundle was resolved
                    needed: Import-Package: com.acme.log;resolution:=optional
                    found:  no bundle exports com.acme.log
                            so symbol public static com.acme.log.Log a10 of com.acme.shop.Shop cannot be linked
                            so symbol public static com.acme.log.Log a11 of com.acme.shop.Shop cannot be linked
                            so symbol public static com.acme.log.Log a12 of com.acme.shop.Shop cannot be linked
                            ... and 49 more
                    fix:    restart the runtime, and add a library that exports com.acme.log with the class before the \
                    plugin is opened""");
        });
    }

    @Test
    void classOfANewerJava_thatIsLinked_isTold() throws IOException {
        BundleBuilder builder = shop("public static Tax tax;").source("com.acme.shop.Tax", "public class Tax {}");
        Path jar = builder.buildTo(folder);
        try (FileSystem zip = FileSystems.newFileSystem(jar)) {
            Path file = zip.getPath("com/acme/shop/Tax.class");
            byte[] bytes = Files.readAllBytes(file);
            bytes[7] = 99;
            Files.write(file, bytes);
        }
        PluginException failure = catchThrowableOfType(PluginException.class, () -> pinion.open(jar));
        assertThat(failure.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.kind()).isEqualTo(Kind.JAVA_VERSION);
            assertThat(problem.toString())
                    .startsWith("needs Java 55, runs on Java "
                            + Runtime.version().feature() + "\nneeded: Java 55 for class com.acme.shop.Tax\n");
        });
    }

    private static BundleBuilder activator(String statement) {
        return shop("").classPath(BundleBuilder.locationOf(Bundle.class))
                .with("Bundle-Activator", "com.acme.shop.Act")
                .with("-fixupmessages", "*;is:=ignore")
                .source("com.acme.shop.Act", """
                        import org.osgi.framework.*;
                        public class Act implements BundleActivator {
                            public void start(BundleContext context) throws Exception {
                                %s
                            }
                            public void stop(BundleContext context) {}
                        }
                        """.formatted(statement));
    }

    @Test
    void activator_thatThrows_isToldWithItsHeaderAndFrames() {
        String fix = "\n  needed: Bundle-Activator: com.acme.shop.Act\n"
                + "  found:  at com.acme.shop.Act.start(Act.java:5)\n"
                + "  fix:    correct what the exception says; the activator runs again when the file has changed";
        assertThat(text(activator("throw new Error(\"no\");")))
                .isEqualTo("its Bundle-Activator threw java.lang.Error: no" + fix);
        assertThat(text(activator("throw new BundleException(\"no\");")))
                .isEqualTo("its Bundle-Activator threw org.osgi.framework.BundleException: no" + fix);
    }

    @Test
    void activator_thatIsNotThere_isAMissingClass() {
        PluginException failure = failure(activator("").with("Bundle-Activator", "com.acme.shop.Missing"));
        assertThat(failure.problems()).extracting(Problem::kind).containsExactly(Kind.MISSING_CLASS);
        assertThat(failure.getMessage().replace(folder.toString(), "DIR")).isEqualTo("""
                plugin.Open("DIR/shop-1.0.0.jar"): class com.acme.shop.Missing is not found by shop 1.0.0: package \
                com.acme.shop is in the jar, the class is not
                  needed: Bundle-Activator: com.acme.shop.Missing
                  found:  needs com/acme/shop/Missing.class in DIR/shop-1.0.0.jar
                  fix:    put the class into the jar; or correct Bundle-Activator""");
    }

    @Test
    void activator_thatIsNone_isTold() {
        assertThat(text(activator("").with("Bundle-Activator", "com.acme.shop.Shop")))
                .isEqualTo("""
                its Bundle-Activator com.acme.shop.Shop does not implement org.osgi.framework.BundleActivator
                  needed: Bundle-Activator: com.acme.shop.Shop
                  fix:    write such a class, with org.osgi.framework imported and not in the jar; or take \
                Bundle-Activator out of the manifest""");
    }
}
