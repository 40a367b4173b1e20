// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.pinion.Problem;
import org.pinion.embed.Pinion;
import org.pinion.spi.Problems;
import org.pinion.testing.BundleBuilder;

class WhyTests {

    private static final String NOTHING = """
            %s: nothing keeps it from opening
            not checked, as none of its code ran: its init functions and its activator
            """;

    @TempDir
    Path folder;

    /** Builds a plugin that needs what nobody has, and has what it should not. */
    private Path shop() {
        return BundleBuilder.plugin("acme.shop", "acme.shop")
                .with("Import-Package", "acme.api;version=\"[1.2,2)\", *")
                .with("Require-Bundle", "acme.stock;bundle-version=\"[2,3)\"")
                .with("Private-Package", "org.pinion")
                .buildTo(folder);
    }

    private Path exporter(String name, String imports) {
        return BundleBuilder.bundle(name)
                .with("Export-Package", name + ";version=1.0.0")
                .with("Import-Package", imports)
                .source(name + ".Lib", "public class Lib {}")
                .buildTo(folder);
    }

    private Path importer(String imports) {
        return BundleBuilder.plugin("acme.shop", "acme.shop")
                .with("Import-Package", imports + ";version=\"[1,2)\", *")
                .buildTo(folder);
    }

    @Test
    void goodPlugin_asked_nothingIsFound() {
        Path tools = TestPlugins.tools(folder);

        assertThat(Cli.run("why", tools)).isEqualTo(new Cli(NOTHING.formatted(tools), "", 0));
    }

    @Test
    void pluginWithThreeProblems_asked_allAreShown() {
        Path shop = shop();

        assertThat(Cli.run("why", shop)).isEqualTo(new Cli("""
                        %s: 3 problems keep it from opening

                        1. the jar contains package org.pinion, which the host shares
                           fix:    leave org.pinion out of the jar and import it: Import-Package: org.pinion (with bnd, Import-Package: org.pinion, *)

                        2. no bundle exports package acme.api
                           needed: Import-Package: acme.api;version="[1.2,2)"
                           found:  no class in the jar refers to acme.api
                           fix:    add the library that exports acme.api in a version of [1.2,2), with -L, addlib, or in the plugins folder; if it is not needed, take it out of Import-Package, with bnd by Import-Package: !acme.api, *; if the jar was changed after bnd had written its manifest, as maven-shade-plugin does, let bnd run after that

                        3. no bundle acme.stock is there
                           needed: Require-Bundle: acme.stock;bundle-version="[2,3)"
                           fix:    add the library acme.stock in a version of [2,3), with -L, addlib, or in the plugins folder
                        """.formatted(shop), "", 1));
    }

    @Test
    void chainOfBundles_asked_endsWhereSomethingIsToBeDone_andTheLibraryCuresIt() throws IOException {
        Path shop = importer("acme.one");
        Path one = exporter("acme.one", "acme.two");
        Path two = exporter("acme.two", "acme.three");
        Path three = exporter("acme.three", "org.osgi.framework");

        assertThat(Cli.run("why", "-L", one, "-L", two, shop))
                .isEqualTo(new Cli("""
                        %s: 1 problem keeps it from opening

                        acme.one 1.0.0, which is needed, does not resolve
                        needed: Import-Package: acme.one;version="[1,2)"
                        found:  acme.one 1.0.0 (%s) offers it, but
                          acme.two 1.0.0, which is needed, does not resolve
                          needed: Import-Package: acme.two
                          found:  acme.two 1.0.0 (%s) offers it, but
                            no bundle exports package acme.three
                            needed: Import-Package: acme.three
                            found:  no class in the jar refers to acme.three
                            fix:    add the library that exports acme.three, with -L, addlib, or in the plugins folder; if it is not needed, take it out of Import-Package, with bnd by Import-Package: !acme.three, *; if the jar was changed after bnd had written its manifest, as maven-shade-plugin does, let bnd run after that
                        """.formatted(shop, one.toRealPath(), two.toRealPath()), "", 1));
        assertThat(Cli.run("why", "-L", one, "-L", two, "-L", three, shop))
                .isEqualTo(new Cli(NOTHING.formatted(shop), "", 0));
    }

    @Test
    void fileThatIsNoPlugin_asked_isExplained() throws Exception {
        Path missing = folder.resolve("missing.jar");
        assertThat(Cli.run("why", missing)).isEqualTo(new Cli("""
                        %s: 1 problem keeps it from opening

                        no such file
                        found:  the folder %s, which has no missing.jar
                        fix:    check the path
                        """.formatted(missing, folder), "", 1));

        Path plain = folder.resolve("plain.jar");
        new java.util.jar.JarOutputStream(Files.newOutputStream(plain), new java.util.jar.Manifest()).close();
        assertThat(Cli.run("why", plain)).isEqualTo(new Cli("""
                        %s: 1 problem keeps it from opening

                        is not an OSGi bundle: its manifest has no Bundle-SymbolicName and does not say Bundle-ManifestVersion: 2
                        fix:    if it is a library, add it as one, with addLibrary, addlib in the shell, or -L at the command line; if it is a plugin, build it with bnd and the Pinion linker
                        """.formatted(plain), "", 1));
    }

    @Test
    void libraryThatCannotBeAdded_isToldOnStderr_andTheRestIsDone() {
        Path tools = TestPlugins.tools(folder);

        Cli cli = Cli.run("why", "-L", folder, tools);

        assertThat(cli).isEqualTo(new Cli(NOTHING.formatted(tools), """
                        plugin.AddLibrary("%s"): is a directory
                          fix:    give the path of a jar file in it
                        """.formatted(folder), 1));
    }

    @Test
    void plugin_asked_noCodeRuns() {
        Path file = folder.resolve("ran");
        String exit = "try { java.nio.file.Files.createFile(java.nio.file.Path.of(\"" + file + "\")); }"
                + " catch (java.io.IOException e) { throw new IllegalStateException(e); } System.exit(7);";
        Path jar = BundleBuilder.plugin("acme.exit", "acme")
                .classPath(BundleBuilder.locationOf(BundleContext.class))
                .with("Bundle-Activator", "acme.Activator")
                .source("acme.Exit", """
                        public class Exit {
                            public static Object variable = new Object();
                            static { %s }
                            static void init() { %s }
                        }
                        """.formatted(exit, exit))
                .source("acme.Activator", """
                        public class Activator implements org.osgi.framework.BundleActivator {
                            static { %s }
                            public void start(org.osgi.framework.BundleContext context) { %s }
                            public void stop(org.osgi.framework.BundleContext context) {}
                        }
                        """.formatted(exit, exit))
                .buildTo(folder);

        assertThat(Cli.run("why", jar)).isEqualTo(new Cli(NOTHING.formatted(jar), "", 0));

        assertThat(file).doesNotExist();
        assertThat(Cli.run("open", jar).exit()).isEqualTo(7);
        assertThat(file).exists();
    }

    @Test
    void json_isWhatTheRuntimeTells_whateverTheEncoding() {
        Path shop = BundleBuilder.plugin("acme.shop", "acme.shop")
                .with("Import-Package", "acme.one;version=\"[1,2)\", does.not.exist, *")
                .with("Require-Capability", "acme.menu;filter:=\"(acme.menu=gr\u00fcn)\"")
                .buildAs(folder.resolve("shop & more.jar"));
        Path one = exporter("acme.one", "acme.two");
        Path nowhere = folder.resolve("nowhere.jar");

        Cli cli = Cli.run(
                List.of("-Dfile.encoding=US-ASCII", "-Dstdout.encoding=US-ASCII"),
                "why",
                "--json",
                "-L",
                one,
                "-L",
                nowhere,
                shop);

        JsonObject report = JsonParser.parseString(cli.out()).getAsJsonObject();
        assertThat(report.keySet()).containsExactly("schema", "file", "problems", "libraries", "remarks");
        assertThat(report.get("file").getAsString()).isEqualTo(shop.toString());
        try (Pinion pinion =
                Pinion.builder().commandLine(true).management(false).start()) {
            pinion.addLibrary(one);
            List<Problem> problems = pinion.why(shop);
            assertThat(problems)
                    .hasSize(3)
                    .anyMatch(problem -> !problem.causes().isEmpty())
                    .anyMatch(problem -> problem.needed().contains("gr\u00fcn"));
            assertThat(problems(report.getAsJsonArray("problems"))).isEqualTo(problems);
        }
        JsonObject library = report.getAsJsonArray("libraries").get(0).getAsJsonObject();
        assertThat(library.get("file").getAsString()).isEqualTo(nowhere.toString());
        assertThat(problems(library.getAsJsonArray("problems")))
                .extracting(Problem::summary)
                .containsExactly("no such file");
        assertThat(cli.err()).startsWith("plugin.AddLibrary(\"" + nowhere + "\"): no such file\n");
        assertThat(cli.exit()).isEqualTo(1);
    }

    /** Reads problems by hand, so that a key that is missing fails. */
    private static List<Problem> problems(JsonArray array) {
        return array.asList().stream()
                .map(element -> element.getAsJsonObject())
                .map(problem -> {
                    assertThat(problem.keySet())
                            .containsExactly("kind", "subject", "summary", "needed", "found", "causes", "fix");
                    return Problems.of(
                            Problem.Kind.valueOf(problem.get("kind").getAsString()),
                            problem.get("subject").getAsString(),
                            problem.get("summary").getAsString(),
                            problem.get("needed").getAsString(),
                            problem.getAsJsonArray("found").asList().stream()
                                    .map(line -> line.getAsString())
                                    .toList(),
                            problems(problem.getAsJsonArray("causes")),
                            problem.get("fix").getAsString());
                })
                .toList();
    }

    @Test
    void json_ofAGoodPlugin_hasAllKeys() {
        Path tools = TestPlugins.tools(folder);

        Cli cli = Cli.run("why", "--json", tools);

        assertThat(JsonParser.parseString(cli.out()))
                .isEqualTo(JsonParser.parseString(
                        "{\"schema\": 1, \"file\": \"%s\", \"problems\": [], \"libraries\": [], \"remarks\": []}"
                                .formatted(tools)));
        assertThat(cli.exit()).isZero();
    }

    @Test
    void text_needsNoGson() {
        Path shop = shop();
        String path = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(element -> !Path.of(element).getFileName().toString().startsWith("gson-"))
                .collect(Collectors.joining(File.pathSeparator));

        Cli cli = Cli.run(List.of("-cp", path), "why", shop);

        assertThat(cli.out()).isEqualTo(Cli.run("why", shop).out());
        assertThat(cli.err()).isEmpty();
        assertThat(Cli.run(List.of("-cp", path), "why", "--json", shop).err()).contains("com/google/gson");
    }

    @Test
    void terminal_getsColours_aroundTheSameText() {
        Path shop = shop();

        String coloured = Cli.run(List.of("-Dpicocli.ansi=true"), "why", shop).out();

        assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", ""))
                .isEqualTo(Cli.run("why", shop).out());
        assertThat(coloured.replace("\u001b", "").lines())
                .contains(
                        "3. [1m[31mno bundle acme.stock is there[39m[21m[0m",
                        "   [2mneeded: [22m[0mRequire-Bundle: acme.stock;bundle-version=\"[2,3)\"",
                        "   [2mfix:    [22m[0m[32madd the library acme.stock in a version of [2,3), with -L, addlib, or in the plugins folder[39m[0m");
    }

    /** Who uses the tool writes no program; and a program would not help. */
    @Test
    void fixes_nameOptionsAndNoJava_andWorkAsTheySay() throws IOException {
        Path jar = BundleBuilder.plugin("acme.shop", "acme.shop")
                .with("Import-Package", "picocli, acme.api;version=\"[1,2)\", *")
                .with("-fixupmessages", "*;is:=ignore")
                .buildTo(folder);

        Cli told = Cli.run("why", jar);

        assertThat(told.out())
                .contains("add a library that exports picocli, with -L, addlib, or in the plugins folder")
                .doesNotContain("Pinion.builder()");
        Path picocli = exporter("picocli", "!*");
        Path api = exporter("acme.api", "!*");
        assertThat(Cli.run("open", "-L", picocli, "-L", api, jar).exit()).isZero();
    }

    @Test
    void hundredsOfProblems_areCounted_andAllAreInTheJson() throws IOException {
        StringBuilder imports = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            imports.append("acme.missing.p").append(i).append(',');
        }
        Path jar = BundleBuilder.plugin("acme.shop", "acme.shop")
                .with("Import-Package", imports + "*")
                .with("-fixupmessages", "*;is:=ignore")
                .buildTo(folder);

        Cli told = Cli.run("why", jar);

        assertThat(told.out())
                .contains("200 problems keep it from opening", "... and 190 more problems; --json shows all")
                .hasSizeLessThan(10_000);
        assertThat(Cli.run("open", jar).err())
                .contains("200 problems", "... and 190 more problems")
                .hasSizeLessThan(10_000);
        JsonObject json =
                JsonParser.parseString(Cli.run("why", "--json", jar).out()).getAsJsonObject();
        assertThat(json.getAsJsonArray("problems")).hasSize(200);
    }
}
