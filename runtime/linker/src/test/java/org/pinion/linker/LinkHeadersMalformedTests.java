// SPDX-License-Identifier: Apache-2.0
package org.pinion.linker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.Type;

/** Headers that nobody should write, but somebody will: each is an error that says where. */
class LinkHeadersMalformedTests {

    private static final Map<String, String> GOOD = Map.of(
            "Pinion-Main-Package", "acme.add",
            "Pinion-Symbols",
                    "int Add.f(int a, java.util.Map$Entry[] b, String... c) throws java.io.IOException, Oops as F; "
                            + "const int Add.A; final String[] Add.b as B; void Add.g(); long Sub.h(int, long)",
            "Pinion-Init", "acme.sub: Sub(), Sub2; acme.add: Add(), Big$, Ä()");

    private static Linkage parse(Map<String, String> headers) {
        return LinkHeaders.parse(headers::get);
    }

    private static Linkage parseWith(String header, String value) {
        Map<String, String> headers = new HashMap<>(GOOD);
        headers.put(header, value);
        return parse(headers);
    }

    private static Linkage parseWithout(String header) {
        Map<String, String> headers = new HashMap<>(GOOD);
        headers.remove(header);
        return parse(headers);
    }

    @Test
    void headers_thatAreGood_haveNoFindings() {
        assertThat(parse(GOOD).findings()).isEmpty();
        assertThat(parse(GOOD).symbols()).hasSize(5);
        assertThat(parse(GOOD).inits()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "int",
                "int Add",
                "int x",
                "Add.x",
                "int Add.x.y",
                "int .x",
                "int Add.",
                "int  Add.x",
                "public int Add.x",
                "int[ Add.x",
                "int] Add.x",
                "void Add.x",
                "void[] Add.x",
                "int... Add.x",
                "a..b Add.x",
                "..a Add.x",
                ".a.b. Add.x",
                "a. Add.x",
                "a/b Add.x",
                "int A/B.x",
                "int A,B.x",
                "int Add.x y",
                "int Add.x as",
                "int Add.x as ",
                "int Add.x as a b",
                "int Add.x as a.b",
                "int Add.x as f()",
                "int Add.f(",
                "int Add.f)",
                "int Add.f(()",
                "int Add.f( )",
                "int Add.f(,)",
                "int Add.f(, )",
                "int Add.f(int,)",
                "int Add.f(int, )",
                "int Add.f(, int)",
                "int Add.f(void)",
                "int Add.f(void[] a)",
                "int Add.f(int a b)",
                "int Add.f(int  a)",
                "int Add.f(int a, int)",
                "int Add.f(int a.b)",
                "int Add.f(int... a, int b)",
                "int Add.f(...)",
                "int Add.f(int...[] a)",
                "int Add.f() throws",
                "int Add.f() throws ",
                "int Add.f() throws a,b",
                "int Add.f() throws A, ",
                "int Add.f() throws int[]",
                "int Add.f() as F throws A",
                "const int Add.f()",
                "final void Add.f()",
                "int Add.x throws A"
            })
    void symbol_thatIsMalformed_isErrorWithHeaderAndClause(String clause) {
        Linkage linkage = parseWith("Pinion-Symbols", "int Add.first; " + clause + "; int Add.last");

        assertThat(linkage.errors())
                .map(Finding::sentence)
                .singleElement()
                .asString()
                .startsWith("manifest header Pinion-Symbols: '" + clause.strip() + "': ");
        assertThat(linkage.symbols()).extracting(Declaration::member).containsExactly("first", "last");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "acme",
                "acme:",
                "acme:Add()",
                "acme: ",
                "acme: Add(",
                "acme: Add)",
                "acme: ()",
                "acme: Add()()",
                "acme: Add() Sub()",
                "acme: Add(),",
                "acme: Add(), , Sub",
                "acme: a.Add()",
                "acme sub: Add()",
                ".acme: Add()",
                "acme.: Add()",
                "acme/sub: Add()",
                "acme: sub: Add()",
                "-"
            })
    void init_thatIsMalformed_isErrorWithHeaderAndClause(String clause) {
        Linkage linkage = parseWith("Pinion-Init", "first: First(); " + clause + "; last: Last()");

        assertThat(linkage.errors())
                .map(Finding::sentence)
                .singleElement()
                .asString()
                .startsWith("manifest header Pinion-Init: '" + clause.strip() + "': ");
        assertThat(linkage.inits()).extracting(InitPackage::name).containsExactly("first", "last");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "acme add", "acme.add; acme.sub", "acme, sub", ".acme", "acme.", "a..b", "a/b", "-"})
    void mainPackage_thatIsMalformed_isErrorWithHeaderAndValue(String value) {
        Linkage linkage = parseWith("Pinion-Main-Package", value);

        assertThat(linkage.errors())
                .map(Finding::sentence)
                .singleElement()
                .asString()
                .startsWith("manifest header Pinion-Main-Package: '" + value.strip() + "': ");
    }

    @Test
    void contextClassLoader_thatIsMalformed_isErrorWithHeaderAndValue() {
        assertThat(parseWith("Pinion-Context-Class-Loader", " always ").errors())
                .map(Finding::sentence)
                .containsExactly(
                        "manifest header Pinion-Context-Class-Loader: 'always': expected 'calls'; let the linker"
                                + " write it");
    }

    @Test
    void header_thatIsMissing_isError() {
        assertThat(parseWithout("Pinion-Symbols").errors())
                .map(Finding::sentence)
                .containsExactly("manifest has Pinion-Main-Package but no Pinion-Symbols; let the linker write both");
        assertThat(parseWithout("Pinion-Init").errors())
                .map(Finding::sentence)
                .containsExactly("manifest has Pinion-Main-Package but no Pinion-Init; let the linker write both");
        assertThat(parseWithout("Pinion-Main-Package").errors())
                .map(Finding::sentence)
                .containsExactly("manifest has Pinion-Symbols but no Pinion-Main-Package; let the linker write both");
    }

    @Test
    @Tag("S3")
    void explicitName_givenTwice_isError() {
        assertThat(parseWith("Pinion-Symbols", "int Add.a as N; int Add.b as M; int Sub.c as N")
                        .errors())
                .map(Finding::sentence)
                .containsExactly(
                        "manifest header Pinion-Symbols: 'int Sub.c as N': another symbol has the explicit name N; let the linker write it");
    }

    @Test
    void header_withDeepArray_isNoStackOverflow() {
        assertThat(parseWith("Pinion-Symbols", "int" + "[]".repeat(100_000) + " Add.x")
                        .errors())
                .map(Finding::sentence)
                .hasSize(1);
        assertThat(parseWith("Pinion-Symbols", "int" + "[]".repeat(255) + " Add.x")
                        .errors())
                .map(Finding::sentence)
                .isEmpty();
    }

    @Test
    void header_ofRepeatedParts_isParsedQuickly() {
        for (String part : List.of(
                " ", "a", ",", ", ", ".", "a.", "(", "int a, ", " throws ", " as ", " throws A, ", ": ", "; ", "()")) {
            for (String head : List.of("", "int Add.f", "int Add.f(", "int Add.f() throws A", "acme: Add")) {
                parseWith("Pinion-Symbols", head + part.repeat(10_000));
                parseWith("Pinion-Init", head + part.repeat(10_000));
            }
        }
    }

    @Test
    void header_mutatedAtRandom_neverThrows() {
        Random random = new Random(7);
        for (int run = 0; run < 20_000; run++) {
            Map<String, String> headers = new HashMap<>(GOOD);
            for (int change = random.nextInt(4); change >= 0; change--) {
                String header = new ArrayList<>(GOOD.keySet()).get(random.nextInt(3));
                headers.computeIfPresent(header, (name, value) -> mutate(random, value));
            }
            Linkage linkage = parse(headers);
            assertUsable(linkage, headers);
        }
    }

    /** What was understood can be used and written, and is understood again. */
    private static void assertUsable(Linkage linkage, Map<String, String> headers) {
        for (Declaration symbol : linkage.symbols()) {
            assertThat(symbol.declaration()).as("%s", headers).isNotEmpty();
            assertThat(symbol.signature()).as("%s", headers).isNotNull();
            Type type = Type.getType(symbol.descriptor());
            assertThat(type.getDescriptor()).as("%s", headers).isEqualTo(symbol.descriptor());
        }
        if (linkage.errors().isEmpty()) {
            Map<String, String> written = LinkHeaders.write(linkage);
            Linkage again = LinkHeaders.parse(written::get);
            assertThat(again.errors()).as("%s", headers).isEmpty();
            assertThat(LinkHeaders.write(again)).isEqualTo(written);
        }
    }

    private static String mutate(Random random, String value) {
        String alphabet = " .,;:()[]$-/aZ0äI\t\"'<>" + "as throws final const void int";
        int at = random.nextInt(value.length() + 1);
        int to = Math.min(value.length(), at + 1 + random.nextInt(random.nextInt(8) == 0 ? 40 : 3));
        String some = value.substring(at, to);
        String inserted = String.valueOf(alphabet.charAt(random.nextInt(alphabet.length())));
        return switch (random.nextInt(5)) {
            case 0 -> value.substring(0, at) + value.substring(to);
            case 1 -> value.substring(0, at) + inserted + value.substring(at);
            case 2 -> value.substring(0, at) + inserted + value.substring(to);
            case 3 -> value.substring(0, at) + some + value.substring(at);
            default -> {
                int other = random.nextInt(value.length() + 1);
                yield value.substring(0, other) + some + value.substring(other);
            }
        };
    }
}
