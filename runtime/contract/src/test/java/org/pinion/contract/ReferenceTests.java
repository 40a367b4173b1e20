// SPDX-License-Identifier: Apache-2.0
package org.pinion.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pinion.Plugin;
import org.pinion.PluginException;
import org.pinion.PluginException.Reason;
import org.pinion.embed.Pinion;
import org.pinion.testing.BundleBuilder;

/** What a plugin refers to is there when it is opened. */
class ReferenceTests extends ReferenceWorld {

    @Test
    @Tag("R1")
    @Tag("R5")
    void plugin_builtForAnotherVersionOfItsLibrary_isRefusedWithMembersPlacesAndLibrary() {
        Path plugin = plugin(library("1.1.0", BEFORE), USES).buildTo(folder);
        pinion.addLibrary(library("1.2.0", AFTER));
        PluginException e = refusal(plugin);
        assertThat(e.reason()).isEqualTo(Reason.INCOMPATIBLE);
        assertThat(text(e)).isEqualTo("""
                plugin.Open("DIR/acme.greeter-1.0.0.jar"): acme.lib 1.2.0 is not as acme.greeter 1.0.0 was compiled against it
                  found:  acme.greeter.Greeter.Greet line 3 needs String acme.lib.Text.trim(String); class acme.lib.Text has public static String trim(CharSequence)
                          acme.greeter.Greeter.Limit line 4 needs int acme.lib.Text.limit; class acme.lib.Text has no field limit
                          acme.greeter.Greeter.Upper line 5 needs String acme.lib.Text.toUpper(); class acme.lib.Text has public static String toUpper()
                          in acme.lib 1.2.0 (DIR/acme.lib-1.2.0.jar)
                  fix:    compile acme.greeter 1.0.0 against acme.lib 1.2.0, and change what does not compile; or let it import the version of acme.lib that it was compiled against""");
        assertThat(InitLog.lines()).isEmpty();
        assertThat(pinion.why(plugin)).isEqualTo(e.problems());
        assertThat(pinion.framework()
                        .getBundleContext()
                        .getBundle(plugin.toUri().toString()))
                .isNull();
    }

    @Test
    @Tag("R5")
    void libraryThatFits_besideTheOther_isNamed_andImportingItHelps() {
        Path before = library("1.1.0", BEFORE);
        Path plugin = plugin(before, USES).buildTo(folder);
        pinion.addLibrary(before);
        pinion.addLibrary(library("1.2.0", AFTER));
        PluginException e = refusal(plugin);
        String fix = e.problems().get(0).fix();
        assertThat(fix.replace(folder.toString(), "DIR")).isEqualTo("""
                import it from acme.lib 1.1.0 (DIR/acme.lib-1.1.0.jar), which has it: Import-Package: acme.lib;version="[1.1.0,1.2.0)"; or compile acme.greeter 1.0.0 against acme.lib 1.2.0, and change what does not compile""");
        String header = fix.replaceFirst("(?s).*Import-Package: (.*?\\)\").*", "$1");
        Path repaired =
                plugin(before, USES).with("Import-Package", header + ", *").buildAs(folder.resolve("repaired.jar"));
        assertThat(call(repaired, "Limit")).isEqualTo(7);
    }

    @Test
    @Tag("R1")
    void library_thatFitsAgain_opensThePlugin() {
        Path before = library("1.1.0", BEFORE);
        Path plugin = plugin(before, USES).buildTo(folder);
        pinion.addLibrary(library("1.2.0", AFTER));
        refusal(plugin);
        restart();
        pinion.addLibrary(before);
        assertThat(call(plugin, "Upper")).isEqualTo("A");
        assertThat(pinion.remarks(plugin)).isEmpty();
    }

    @Test
    @Tag("R2")
    void classThatIsNotThere_isRefused_untilALibraryWithItComes() {
        Path before = library("1.1.0", BEFORE);
        Path plugin = plugin(before, USES).buildTo(folder);
        pinion.addLibrary(libraryOf("1.1.5")
                .source("acme.lib.Other", "public class Other { }")
                .buildTo(folder));
        PluginException e = refusal(plugin);
        assertThat(e.reason()).isEqualTo(Reason.INCOMPATIBLE);
        assertThat(e.problems().get(0).summary()).startsWith("class acme.lib.Text is not found by acme.greeter 1.0.0");
        assertThat(refusal(plugin).getMessage()).endsWith("(previous failure)");
        pinion.addLibrary(library("1.2.5", BEFORE));
        assertThat(call(plugin, "Limit")).isEqualTo(7);
    }

    @Test
    @Tag("R1")
    void pluginsOfAFolder_areCheckedToo_andWaitForALibraryThatFits() throws Exception {
        Path plugins = Files.createDirectory(folder.resolve("plugins"));
        Path before = library("1.1.0", BEFORE);
        plugin(before, USES).buildTo(plugins);
        Files.copy(library("1.2.0", AFTER), plugins.resolve("lib.jar"));
        pinion.close();
        pinion = Pinion.builder().share("org.pinion.contract").plugins(plugins).start();
        assertThat(pinion.plugins()).isEmpty();
        assertThat(pinion.failures().get(0).failure().reason()).isEqualTo(Reason.INCOMPATIBLE);
        assertThat(pinion.openAll(List.of(plugins.resolve("acme.greeter-1.0.0.jar")))
                        .failures())
                .hasSize(1);
    }

    @Test
    @Tag("R1")
    void pluginOfAnOlderLinker_isReadFromItsClasses() {
        Path before = library("1.1.0", BEFORE);
        Path plugin = plugin(before, USES).unlinked().buildTo(folder);
        pinion.addLibrary(library("1.2.0", AFTER));
        assertThat(refusal(plugin).problems().get(0).found()).hasSize(4);
    }

    @Test
    @Tag("R2")
    void reference_whoseErrorTheCodeCatches_isNoProblem() {
        Path before = library("1.1.0", BEFORE);
        Path plugin = plugin(before, """
                        public static int Limit() {
                            try { return acme.lib.Text.limit; } catch (NoSuchFieldError e) { return -1; }
                        }
                        """).buildTo(folder);
        pinion.addLibrary(library("1.2.0", AFTER));
        assertThat(call(plugin, "Limit")).isEqualTo(-1);
    }

    @Test
    @Tag("R2")
    void reference_toAPackageThatIsNotThere_byAnOptionalImport_isARemark() {
        Path before = library("1.1.0", BEFORE);
        Path plugin = plugin(before, USES)
                .with("Import-Package", "acme.lib;resolution:=optional, *")
                .buildTo(folder);
        pinion.open(plugin);
        assertThat(pinion.remarks(plugin)).hasSize(1);
        assertThat(text(pinion.remarks(plugin))).isEqualTo("""
                some code in acme.greeter 1.0.0 fails if it runs, as it refers to what is not there
                found:  acme.greeter.Greeter.Greet line 3 needs class acme.lib.Text; there is none
                fix:    if the code runs, add what it needs and import it; otherwise nothing is to be done""");
    }

    @Test
    @Tag("R3")
    void packedCodeOfOthers_isARemark_unlessTheAuthorSaysOtherwise() {
        Path before = library("1.1.0", BEFORE);
        BundleBuilder plugin = plugin(before, "public static String Greet() { return org.other.Tool.trim(\"a \"); }")
                .source(
                        "org.other.Tool",
                        "public class Tool { public static String trim(String text) { return acme.lib.Text.trim(text); } }");
        Path packed = plugin.buildTo(folder);
        Path narrowed = plugin.with("-pinion-link", "org.other").buildAs(folder.resolve("narrowed.jar"));
        pinion.addLibrary(library("1.2.0", AFTER));
        assertThat(text(pinion.remarks(packed))).isEqualTo("""
                some code in acme.greeter 1.0.0 fails if it runs, as acme.lib 1.2.0 is not as it was compiled against it
                found:  org.other.Tool.trim line 2 needs String acme.lib.Text.trim(String); class acme.lib.Text has public static String trim(CharSequence)
                        in acme.lib 1.2.0 (DIR/acme.lib-1.2.0.jar)
                fix:    if the code runs, add what it needs and import it; otherwise nothing is to be done""");
        assertThat(refusal(narrowed).reason()).isEqualTo(Reason.INCOMPATIBLE);
        Plugin opened = pinion.open(packed);
        assertThat(pinion.remarks(opened)).isEqualTo(pinion.remarks(packed)).hasSize(1);
    }

    @Test
    @Tag("R4")
    void interface_thatGainedAMethod_isARemark() {
        String task = "public interface Task { String name(); %s }";
        Path before =
                libraryOf("1.1.0").source("acme.lib.Task", task.formatted("")).buildTo(folder);
        Path plugin = plugin(before, "public static acme.lib.Task Make() { return new acme.greeter.Own(); }")
                .source(
                        "acme.greeter.Own",
                        "class Own implements acme.lib.Task { public String name() { return \"a\"; } }")
                .buildTo(folder);
        pinion.addLibrary(libraryOf("1.1.1")
                .source("acme.lib.Task", task.formatted("int size();"))
                .buildTo(folder));
        assertThat(pinion.why(plugin)).isEmpty();
        assertThat(text(pinion.remarks(plugin))).isEqualTo("""
                a call may fail, as acme.greeter 1.0.0 does not implement all of acme.lib 1.1.1
                found:  acme.greeter.Own: interface acme.lib.Task has public abstract int size()
                        in acme.lib 1.1.1 (DIR/acme.lib-1.1.1.jar)
                fix:    compile acme.greeter 1.0.0 anew against what is there""");
        pinion.open(plugin);
    }

    @Test
    @Tag("R4")
    void enum_withOtherConstants_isARemark() {
        Path before = libraryOf("1.1.0")
                .source("acme.lib.Color", "public enum Color { RED, BLUE }")
                .buildTo(folder);
        Path plugin = plugin(before, """
                        public static int Of(acme.lib.Color color) {
                            return switch (color) { case RED -> 1; case BLUE -> 2; };
                        }
                        """).buildTo(folder);
        pinion.addLibrary(libraryOf("1.1.1")
                .source("acme.lib.Color", "public enum Color { RED, GREEN }")
                .buildTo(folder));
        assertThat(pinion.why(plugin)).isEmpty();
        assertThat(text(pinion.remarks(plugin))).isEqualTo("""
                a switch in acme.greeter 1.0.0 does not know all that is in acme.lib 1.1.1
                found:  acme.greeter.Greeter.Of line 4: enum acme.lib.Color has no constant BLUE: this case is never chosen
                        acme.greeter.Greeter.Of line 4: enum acme.lib.Color also has GREEN: the switch throws if it meets one of them
                        in acme.lib 1.1.1 (DIR/acme.lib-1.1.1.jar)
                fix:    compile acme.greeter 1.0.0 anew against what is there""");
    }

    @Test
    @Tag("R5")
    void libraryThatLacksAClassOfItsOwn_isNamed() throws Exception {
        Path base = BundleBuilder.bundle("acme.base")
                .version("1.0.0")
                .source("acme.base.Base", "public class Base { }")
                .with("-exportcontents", "*;version=1.0.0")
                .buildTo(folder);
        Path library = libraryOf("1.1.0")
                .classPath(base)
                .source("acme.lib.Text", "public class Text extends acme.base.Base { }")
                .buildTo(folder);
        Path plugin = plugin(library, "public static Object Make() { return new acme.lib.Text(); }")
                .classPath(library, base)
                .buildTo(folder);
        Files.delete(base);
        pinion.addLibrary(BundleBuilder.bundle("acme.base")
                .version("1.0.0")
                .source("acme.base.Other", "public class Other { }")
                .with("-exportcontents", "*;version=1.0.0")
                .buildTo(folder));
        pinion.addLibrary(library);
        assertThat(text(refusal(plugin))).isEqualTo("""
                plugin.Open("DIR/acme.greeter-1.0.0.jar"): class acme.base.Base is not found by acme.lib 1.1.0: acme.base 1.0.0, which package acme.base comes from, lacks it
                  needed: Import-Package: acme.base;version="[1,2)"
                  found:  acme.base 1.0.0 (DIR/acme.base-1.0.0.jar) exports version 1.0.0, without the class
                          refers to it: acme.greeter.Greeter.Make line 3
                  fix:    add a version of acme.base that has the class, and import the package by its version; or build acme.lib 1.1.0 against acme.base 1.0.0 of acme.base 1.0.0""");
    }

    @Test
    @Tag("R1")
    void requiredBundles_thatPassOnEachOther_areEachAskedOnce() {
        Path library = library("1.1.0", BEFORE);
        Path plugin = plugin(library, USES)
                .with("Import-Package", "!acme.lib, *")
                .with("Require-Bundle", "acme.one")
                .buildTo(folder);
        pinion.addLibrary(BundleBuilder.bundle("acme.one")
                .with("Require-Bundle", "acme.two;visibility:=reexport")
                .source("acme.one.One", "public class One { }")
                .buildTo(folder));
        pinion.addLibrary(BundleBuilder.bundle("acme.two")
                .with("Require-Bundle", "acme.one;visibility:=reexport")
                .source("acme.two.Two", "public class Two { }")
                .buildTo(folder));
        assertThat(refusal(plugin).getMessage()).contains("class acme.lib.Text is not found by acme.greeter 1.0.0");
    }

    @Test
    @Tag("R7")
    void errorOfLinking_inACallAllTheSame_isExplainedThere() {
        Path plugin = plugin(
                        library("1.1.0", BEFORE),
                        "public static Object Greet() { return org.other.Tool.trim(\"a \"); }")
                .source(
                        "org.other.Tool",
                        "public class Tool { public static String trim(String text) { return acme.lib.Text.trim(text); } }")
                .buildTo(folder);
        pinion.addLibrary(library("1.2.0", AFTER));
        NoSuchMethodError error = catchThrowableOfType(NoSuchMethodError.class, () -> call(plugin, "Greet"));
        assertThat(error.getSuppressed()[0].getMessage().replace(folder.toString(), "DIR"))
                .isEqualTo("""
                plugin.Call("Greet"): a class is not what another one was compiled against: java.lang.NoSuchMethodError: 'java.lang.String acme.lib.Text.trim(java.lang.String)'
                  found:  class acme.lib.Text comes from acme.lib 1.2.0 (DIR/acme.lib-1.2.0.jar), version 1.2.0 of acme.lib
                  fix:    build acme.greeter 1.0.0 against the versions that are here; or add those that it was built against""");
    }
}
