// SPDX-License-Identifier: Apache-2.0
package org.pinion.linker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinion.testing.BundleBuilder;

/** Which {@code static void init()} are init functions, and which the linker leaves alone. */
@Tag("I10")
class InitFunctionsTests {

    private static final String INIT = "public class A { static void init() {} }";

    private static BundleBuilder plugin(String mainPackage) {
        return BundleBuilder.plugin("acme.plugin", mainPackage);
    }

    private static String inits(BundleBuilder bundle) {
        return Content.inits(Content.link(bundle));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "static { init(); }",
                "static final Runnable R = A::init;",
                "static void f() { B.init(); } static class B extends A {}",
                "static void g() { new Object() { void h() { init(); } }; }",
                "static void again() { java.util.concurrent.Callable<Void> c = () -> { init(); return null; }; }"
            })
    void init_thatItsOwnClassCalls_isNone(String code) {
        assertThat(inits(plugin("acme").source("acme.A", "public class A { static void init() {} " + code + " }")))
                .isEqualTo("-");
    }

    @Test
    void init_thatAnotherClassCalls_isNone() {
        assertThat(inits(plugin("acme")
                        .source("acme.A", INIT)
                        .source("acme.B", "class B { static void init() { A.init(); } }")))
                .isEqualTo("acme: B()");
    }

    @Test
    void init_thatSubclassesCallByTheirOwnNames_isCalledByTheFirstOfThem() {
        assertThat(plugin("acme")
                        .source("acme.A", INIT)
                        .source("acme.B", "class B extends A { static void f() { B.init(); } }")
                        .source("acme.C", "class C extends A { static void f() { C.init(); } }")
                        .warnings())
                .singleElement()
                .asString()
                .startsWith("pinion: init() does not run in acme.A (acme.B calls it); ");
    }

    @Test
    void init_ofASubclassThatIsCalled_leavesThatOfItsSuperclass() {
        assertThat(inits(plugin("acme")
                        .source("acme.A", INIT)
                        .source("acme.B", "class B extends A { static void init() {} static void f() { B.init(); } }")))
                .isEqualTo("acme: A()");
    }

    @Test
    void init_thatANestedJarCalls_isNone() {
        byte[] caller = Content.of(BundleBuilder.bundle("caller")
                        .source("acme.A", INIT)
                        .source("acme.Caller", "class Caller { static { A.init(); } }")
                        .build())
                .bytes("acme/Caller.class");
        assertThat(inits(plugin("acme")
                        .source("acme.A", INIT)
                        .with("Bundle-ClassPath", ".,lib/caller.jar")
                        .resource("lib/caller.jar", Content.jar(Map.of("acme/Caller.class", caller)))))
                .isEqualTo("-");
    }

    @ParameterizedTest
    @CsvSource({
        "acme.app, acme.app, acme.app: A()",
        "acme.app, acme.app.sub, acme.app.sub: A()",
        "acme.app, acme.application, -",
        "acme.app, acme, -",
        "acme.app, other, -"
    })
    void init_thatIsPublic_countsInTheMainPackageAndBelow(String mainPackage, String packageName, String inits) {
        assertThat(inits(plugin(mainPackage).source(packageName + ".A", INIT.replace("static", "public static"))))
                .isEqualTo(inits);
    }

    @Test
    void init_thatIsPublicInALibrary_isNone() {
        assertThat(inits(BundleBuilder.library("acme.lib")
                        .source("acme.A", INIT)
                        .source("acme.B", "public class B { public static void init() {} }")))
                .isEqualTo("acme: A()");
    }

    @ParameterizedTest
    @CsvSource({
        "com.example.app, com.example.util, com.example.util: A()",
        "com.example.app, com.other.util, -",
        "com.example.app, org.apache.jena, -",
        "com.example.app, de.example, -",
        "com.example.app, util, util: A()",
        "com.example.app, util.sub, util.sub: A()",
        "app, org.apache.jena, -",
        "app, util.sub, util.sub: A()"
    })
    void init_inAPackageOfAnotherDomain_isNone(String mainPackage, String packageName, String inits) {
        assertThat(inits(plugin(mainPackage).source(packageName + ".A", INIT))).isEqualTo(inits);
    }

    @ParameterizedTest
    @CsvSource({"com.example.lib, -", "org.apache.lib, org.apache.jena: A()", "lib, org.apache.jena: A()"})
    void init_ofALibrary_goesByTheDomainOfItsName(String name, String inits) {
        assertThat(inits(BundleBuilder.library(name).source("org.apache.jena.A", INIT)))
                .isEqualTo(inits);
    }

    private static BundleBuilder packed() {
        return plugin("com.example.app")
                .source(
                        "com.example.app.App",
                        "public class App { static void init() { com.example.util.Used.init(); } }")
                .source("com.example.util.Used", "public class Used { public static void init() {} }")
                .source("org.a.Own", "class Own { private static void init() {} static { init(); } }")
                .source("org.b.Open", "public class Open { public static void init() {} }")
                .source("org.b.Dead", "class Dead { static void init() {} }");
    }

    @Test
    void inits_thatAreLeftAlone_areOneWarningWithReasons() {
        assertThat(packed().warnings())
                .containsExactly("pinion: init() does not run in com.example.util.Used (com.example.app.App calls it),"
                        + " org.a.Own (its own class calls it), org.b.Dead (its package belongs to another domain than"
                        + " com.example), org.b.Open (it is public, and not in com.example.app or a package below that);"
                        + " if that is right, say so in bnd.bnd with '-pinion-init: !com.example.util, !org.a, !org.b';"
                        + " a package without '!' has its init() run");
    }

    @Test
    void instruction_thatTheWarningNames_endsIt() {
        String text = packed().warnings().get(0);
        String fix = text.substring(text.indexOf("-pinion-init: ") + 14, text.lastIndexOf("';"));
        assertThat(packed().with("-pinion-init", fix).warnings()).isEmpty();
        assertThat(Content.of(packed().with("-pinion-init", fix).build()).header(LinkHeaders.INIT))
                .isEqualTo("com.example.app: App()");
    }

    @Test
    void instruction_decidesForThePackagesThatItMatches() {
        for (Map.Entry<String, String> each : Map.of(
                        "org.b", "com.example.app: App(); org.b: Dead(), Open()",
                        "!org.b, org.*", "com.example.app: App(); org.a: Own()",
                        "com.example.util", "com.example.util: Used(); com.example.app: App()")
                .entrySet()) {
            Content content =
                    Content.of(packed().with("-pinion-init", each.getKey()).build());
            assertThat(content.header(LinkHeaders.INIT)).isEqualTo(each.getValue());
            assertThat(Content.inits(content.read())).isEqualTo(each.getValue());
        }
    }

    @Test
    void instruction_canLeaveTheMainPackageAlone() {
        assertThat(Content.of(packed().with("-pinion-init", "!*").build()).header(LinkHeaders.INIT))
                .isEqualTo("-");
    }

    @Test
    void instruction_thatMatchesNothing_isWarning() {
        assertThat(plugin("acme")
                        .source("acme.A", INIT)
                        .with("-pinion-init", "acme, !acme.utl.*")
                        .warnings())
                .containsExactly("pinion: -pinion-init: no package of the bundle matches '!acme.utl.*'");
    }

    @Test
    void inits_thatAreManyLeftAlone_areListedInPart() {
        BundleBuilder bundle = plugin("com.example.app");
        for (char name = 'A'; name <= 'L'; name++) {
            bundle.source("org.other." + name, "class " + name + " { static void init() {} }");
        }
        assertThat(bundle.warnings())
                .singleElement()
                .asString()
                .contains("org.other.J (its")
                .contains(" and 2 more; if");
    }

    @Test
    void mistakes_inPackagesOfOthers_areNotTold() {
        String nested = "public class A { static class B { static void init() {} } static void init(int a) {} }";
        assertThat(plugin("com.example.app").source("org.other.A", nested).warnings())
                .isEmpty();
        assertThat(plugin("com.example.app")
                        .source("com.example.util.A", nested)
                        .with("-pinion-init", "!com.example.util")
                        .warnings())
                .isEmpty();
        assertThat(plugin("com.example.app")
                        .source("com.example.util.A", nested)
                        .warnings())
                .hasSize(2);
    }

    @Test
    void mistake_thatTheBundleCalls_isNone() {
        assertThat(plugin("acme")
                        .source("acme.A", "class A { static int init(int a) { return a; } int b = init(1); }")
                        .warnings())
                .isEqualTo(List.of());
    }
}
