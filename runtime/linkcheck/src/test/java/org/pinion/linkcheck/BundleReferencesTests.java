// SPDX-License-Identifier: Apache-2.0
package org.pinion.linkcheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.pinion.linkcheck.BundleReferences.Part;

class BundleReferencesTests {

    private static final String LIBRARY = """
            package l;
            public class L {
                public enum E { A, B }
                public static class X extends RuntimeException { }
                public void m(X x) { }
                public static int f;
            }
            """;

    private static final String PLUGIN = """
            package c;
            import l.*;
            public class M extends L {
                interface I extends Runnable { }
                enum Own implements I { ONE; public void run() { } }
                public void m(L.X x) { try { super.m(x); } catch (LinkageError e) { } }
                static int n(L.E e) { switch (e) { case A: return L.f; default: return 1; } }
                Runnable r = () -> new L().m(null);
                static String s(Object o) { try { return "" + (L) o; } catch (L.X e) { return null; } }
            }
            """;

    private static Map<String, byte[]> library() {
        return Compiler.compile(17, Map.of(), LIBRARY);
    }

    private static Map<String, byte[]> plugin() {
        return Compiler.compile(17, library(), PLUGIN, "package d; class Packed { Object o = new l.L(); }");
    }

    private static BundleReferences scan() {
        return BundleReferences.scan(plugin(), name -> name.equals("c"));
    }

    private static byte[] written(BundleReferences references) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        references.write(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static BundleReferences read(byte[] bytes) throws IOException {
        return BundleReferences.read(new DataInputStream(new ByteArrayInputStream(bytes)));
    }

    /** All that is known of references: it is compared as text. */
    private static List<String> texts(BundleReferences references) throws IOException {
        List<String> texts = new ArrayList<>();
        for (Part part : Part.values()) {
            for (Reference each : references.part(part).all()) {
                texts.add(part + " " + each + " " + each.name() + " " + each.descriptor() + " " + each.flags() + " "
                        + each.caller() + " " + each.method() + " " + each.line() + " " + each.count() + " "
                        + each.caught());
            }
        }
        return texts;
    }

    @Test
    void references_writtenAndRead_areTheSame() throws IOException {
        BundleReferences references = scan();

        BundleReferences read = read(written(references));

        assertThat(texts(read)).isEqualTo(texts(references)).hasSizeGreaterThan(20);
        assertThat(written(read)).isEqualTo(written(references));
    }

    @Test
    void check_ofReferencesThatWereRead_tellsTheSame() throws IOException {
        Map<String, byte[]> changed = Compiler.compile(
                17, Map.of(), "package l; public class L { public enum E { B } public final void m(Object o) { } }");
        TestBundle bundle = new TestBundle("plugin", plugin(), new TestBundle("library", changed));

        assertThat(bundle.check(read(written(scan()))))
                .extracting(Break::toString)
                .hasSizeGreaterThan(3)
                .isEqualTo(bundle.check(scan()).stream().map(Break::toString).toList());
    }

    @Test
    void references_areOfTheirParts() throws IOException {
        BundleReferences references = scan();

        assertThat(references.part(Part.OWN).all())
                .extracting(Reference::caller)
                .isNotEmpty()
                .allMatch(caller -> caller.startsWith("c/"));
        assertThat(references.part(Part.PACKED).all())
                .extracting(Reference::caller)
                .containsOnly("d/Packed");
        assertThat(references.part(Part.OWN).all())
                .extracting(Reference::owner)
                .noneMatch(owner -> owner.startsWith("java/"));
        assertThat(references.part(Part.OWN_PLATFORM).all())
                .extracting(Reference::owner)
                .isNotEmpty()
                .noneMatch(owner -> owner.startsWith("l/"));
    }

    @Test
    void scan_ofNothing_hasNoReferences() throws IOException {
        BundleReferences none = BundleReferences.scan(Map.of(), name -> true);

        assertThat(texts(read(written(none)))).isEmpty();
    }

    @Test
    void scan_ofDamagedClassFiles_leavesThemOut() throws IOException {
        Map<String, byte[]> classes = new HashMap<>(plugin());
        classes.put("c/Short", new byte[] {1, 2, 3});
        classes.put("c/Empty", new byte[0]);
        classes.put("c/Other", classes.get("c/M"));

        assertThat(texts(BundleReferences.scan(classes, name -> name.equals("c"))))
                .isEqualTo(texts(scan()));
    }

    /** Bytes of a class file that are changed may be anything; the scan is to end as usual. */
    @Test
    void scan_ofClassFilesWithOtherBytes_ends() throws IOException {
        Map<String, byte[]> classes = plugin();
        Random random = new Random(1);
        for (int i = 0; i < 500; i++) {
            byte[] bytes = classes.get("c/M").clone();
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            Map<String, byte[]> damaged = new HashMap<>(classes);
            damaged.put("c/M", bytes);

            BundleReferences references = BundleReferences.scan(damaged, name -> true);

            assertThat(references.part(Part.OWN)).isNotNull();
        }
    }

    @Test
    void read_ofTooFewBytes_fails() throws IOException {
        byte[] bytes = written(scan());
        for (int length = 0; length < bytes.length; length++) {
            byte[] some = Arrays.copyOf(bytes, length);

            assertThatThrownBy(() -> texts(read(some))).as("%s bytes", length).isInstanceOf(IOException.class);
        }
    }

    @Test
    void read_ofOtherBytes_failsOrReadsSomethingElse() throws IOException {
        byte[] bytes = written(scan());
        Random random = new Random(1);
        int failed = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = bytes.clone();
            damaged[random.nextInt(bytes.length)] = (byte) random.nextInt();
            try {
                BundleReferences read = read(damaged);
                for (Part part : Part.values()) {
                    assertThat(read.part(part)).isNotNull();
                }
            } catch (IOException e) {
                failed++;
            }
        }
        assertThat(failed).isGreaterThan(1000);
    }

    @Test
    void read_ofAnotherVersion_fails() throws IOException {
        byte[] bytes = written(scan());
        bytes[0] = 99;

        assertThatThrownBy(() -> read(bytes)).isInstanceOf(IOException.class).hasMessageContaining("99");
    }
}
