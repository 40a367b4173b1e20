// SPDX-License-Identifier: Apache-2.0
package org.pinion.linker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is written into a manifest is read from it again. */
class LinkHeadersTests {

    private static Declaration function(String type, String member, String descriptor) {
        return new DeclarationRecord(type, member, descriptor, null, List.of(), List.of(), false, false, false);
    }

    private static Linkage plugin(Declaration... symbols) {
        return new LinkageRecord(List.of("acme"), List.of(symbols), List.of(), false, List.of());
    }

    private static Linkage library(InitPackage... inits) {
        return new LinkageRecord(List.of(), List.of(), List.of(inits), false, List.of());
    }

    /** Goes through a manifest as a jar has it. */
    private static Linkage roundTrip(Linkage linkage) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        LinkHeaders.write(linkage).forEach(manifest.getMainAttributes()::putValue);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        manifest.write(bytes);
        Manifest read = new Manifest(new ByteArrayInputStream(bytes.toByteArray()));
        return LinkHeaders.parse(read.getMainAttributes()::getValue);
    }

    private static void assertRoundTrip(Linkage linkage) throws IOException {
        Content.assertSame(roundTrip(linkage), linkage);
    }

    @Test
    void roundTrip_ofEveryKindOfType_isExact() throws IOException {
        List<Declaration> symbols = new ArrayList<>();
        List<String> types = List.of(
                "Z",
                "B",
                "C",
                "S",
                "I",
                "J",
                "F",
                "D",
                "Ljava/lang/String;",
                "Ljava/lang/Thread$State;",
                "Ljava/lang/invoke/MethodHandle;",
                "Ljava/util/Map$Entry;",
                "Lacme/Add$Nested$Deeper;",
                "Lacme/$;");
        for (String type : types) {
            for (String array : List.of("", "[", "[[[")) {
                String name = "f" + symbols.size();
                symbols.add(function("acme.Add", name, array + type));
                symbols.add(function("acme.Add", name + "x", "(I" + array + type + ")" + array + type));
            }
        }
        symbols.add(function("acme.Add", "none", "()V"));

        assertRoundTrip(plugin(symbols.toArray(Declaration[]::new)));
    }

    @Test
    void roundTrip_ofEveryProperty_isExact() throws IOException {
        List<String> thrown = List.of("java.io.IOException", "java.lang.InterruptedException", "acme.Add$Oops");
        assertRoundTrip(plugin(
                new DeclarationRecord("acme.Add", "a", "I", null, List.of(), List.of(), true, true, false),
                new DeclarationRecord("acme.Add", "b", "I", "Bee", List.of(), List.of(), true, false, false),
                new DeclarationRecord("acme.Add", "c", "I", "as", List.of(), List.of(), false, false, false),
                new DeclarationRecord("acme.Add", "d", "()V", null, List.of(), thrown, false, false, false),
                new DeclarationRecord("acme.Add", "e", "([[I)V", "Eh", List.of("x"), thrown, false, false, true),
                new DeclarationRecord("acme.Add", "f", "(J[I)V", null, List.of(), List.of(), false, false, true),
                new DeclarationRecord(
                        "acme.Add", "throws$", "(J[I)V", "throws$", List.of("as", "$"), thrown, false, false, false)));
    }

    @Test
    void roundTrip_outsideAscii_isExact() throws IOException {
        assertRoundTrip(new LinkageRecord(
                List.of("größe.包"),
                List.of(
                        new DeclarationRecord(
                                "größe.包.Größe",
                                "länge",
                                "(Lгод/Год;I)Lгод/Год$День;",
                                "Ωmega",
                                List.of("straße", "𝒳"),
                                List.of("größe.包.Hoppla"),
                                false,
                                false,
                                false),
                        function("größe.包.Größe", "長さ".repeat(60), "I")),
                List.of(new InitPackageRecord(
                        "größe.包",
                        List.of(
                                new InitPackageRecord.InitTypeRecord("Größe", true),
                                new InitPackageRecord.InitTypeRecord("Ωmega", false)))),
                false,
                List.of()));
    }

    @Test
    void roundTrip_ofInits_keepsTheirOrder() throws IOException {
        assertRoundTrip(library(
                new InitPackageRecord("z", List.of(new InitPackageRecord.InitTypeRecord("A", true))),
                new InitPackageRecord(
                        "a.b.c",
                        List.of(
                                new InitPackageRecord.InitTypeRecord("B", false),
                                new InitPackageRecord.InitTypeRecord("A$1", true),
                                new InitPackageRecord.InitTypeRecord("C", false))),
                new InitPackageRecord("a", List.of(new InitPackageRecord.InitTypeRecord("Z", false)))));
    }

    @Test
    void roundTrip_ofALentClassLoader_isExact() throws IOException {
        assertRoundTrip(new LinkageRecord(List.of("acme"), List.of(), List.of(), true, List.of()));
    }

    @Test
    void roundTrip_ofDefaultPackage_isExact() throws IOException {
        assertRoundTrip(library(
                new InitPackageRecord("", List.of(new InitPackageRecord.InitTypeRecord("A", true))),
                new InitPackageRecord("a", List.of(new InitPackageRecord.InitTypeRecord("B", true)))));
        assertRoundTrip(library(
                new InitPackageRecord("a", List.of(new InitPackageRecord.InitTypeRecord("B", true))),
                new InitPackageRecord("", List.of(new InitPackageRecord.InitTypeRecord("A", true)))));
    }

    @Test
    void roundTrip_ofManySymbols_isExact() throws IOException {
        assertRoundTrip(plugin(IntStream.range(0, 6_000)
                .mapToObj(i -> function("acme.Add" + i % 7, "member" + i, "(Ljava/util/List;)Ljava/util/List;"))
                .toArray(Declaration[]::new)));
    }

    @Test
    void roundTrip_ofManyExceptions_isExact() throws IOException {
        List<String> thrown =
                IntStream.range(0, 20_000).mapToObj(i -> "acme.Oops" + i).toList();
        assertRoundTrip(
                plugin(new DeclarationRecord("acme.Add", "f", "()V", null, List.of(), thrown, false, false, false)));
    }

    @Test
    void write_ofSymbols_sortsByTheNameToUse() {
        assertThat(LinkHeaders.write(plugin(
                        function("acme.B", "x", "()V"),
                        function("acme.A", "x", "I"),
                        function("acme.A", "b", "(I)V"),
                        function("acme.A", "a", "J"))))
                .containsExactly(
                        Map.entry("Pinion-Main-Package", "acme"),
                        Map.entry("Pinion-Symbols", "int A.x; void B.x(); long A.a; void A.b(int)"),
                        Map.entry("Pinion-Init", "-"));
    }

    @Test
    void areIn_headersOfPluginOrLibrary_isTrue() {
        assertThat(LinkHeaders.areIn(Map.of("Pinion-Main-Package", "acme")::get))
                .isTrue();
        assertThat(LinkHeaders.areIn(Map.of("Pinion-Init", "-")::get)).isTrue();
        assertThat(LinkHeaders.areIn(Map.of("Pinion-Other", "-")::get)).isFalse();
    }
}
