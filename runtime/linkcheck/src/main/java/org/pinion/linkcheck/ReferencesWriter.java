// SPDX-License-Identifier: Apache-2.0
package org.pinion.linkcheck;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pinion.linkcheck.Reference.Kind;

/**
 * Writes a part of {@link BundleReferences}: a table of texts, the types, the references, which name texts by their
 * number, and then the places of the references with texts of their own, as only messages ask for them. The same
 * references give the same bytes.
 */
final class ReferencesWriter {

    /** Texts, numbered as they come. */
    private static final class Texts {
        private final Map<String, Integer> numbers = new LinkedHashMap<>();

        int number(String text) {
            return numbers.computeIfAbsent(text, key -> numbers.size());
        }

        /** Writes how many there are, the length of each in chars, and all of them as one. */
        void write(DataOutputStream out) throws IOException {
            out.writeInt(numbers.size());
            for (String text : numbers.keySet()) {
                out.writeChar(text.length());
            }
            byte[] all = String.join("", numbers.keySet()).getBytes(StandardCharsets.UTF_8);
            out.writeInt(all.length);
            out.write(all);
        }
    }

    /** Their order is part of the form: a new kind comes at the end. */
    private static final List<Kind> KINDS = List.of(Kind.values());

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);
    private final Texts texts = new Texts();

    private ReferencesWriter() {}

    /** Gives the bytes of a part. */
    static byte[] write(References references) throws IOException {
        ReferencesWriter body = new ReferencesWriter();
        body.writeBody(references);
        ReferencesWriter sites = new ReferencesWriter();
        for (Reference reference : references.all()) {
            sites.writeText(reference.method());
            sites.out.writeShort(reference.line());
            sites.out.writeInt(reference.count());
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(all);
        body.finish(out);
        sites.finish(out);
        return all.toByteArray();
    }

    /** The texts come first, but all are known only at the end. */
    private void finish(DataOutputStream to) throws IOException {
        texts.write(to);
        to.writeInt(bytes.size());
        bytes.writeTo(to);
    }

    private void writeBody(References references) throws IOException {
        Map<String, ClassShape> types = new TreeMap<>(references.types());
        out.writeInt(types.size());
        for (ClassShape shape : types.values()) {
            write(
                    shape,
                    references.defined().contains(shape.name())
                            ? references.methods().get(shape.name())
                            : null);
        }
        out.writeInt(references.all().size());
        for (Reference reference : references.all()) {
            out.writeByte(KINDS.indexOf(reference.kind()));
            writeText(reference.owner());
            writeText(reference.name());
            writeText(reference.descriptor());
            out.writeByte(reference.flags());
            writeText(reference.caller());
            write(reference.caught());
        }
    }

    private void writeText(String text) throws IOException {
        out.writeInt(texts.number(text));
    }

    private void write(List<String> list) throws IOException {
        out.writeShort(list.size());
        for (String text : list) {
            writeText(text);
        }
    }

    private void write(ClassShape shape, @Nullable List<Definition.Method> methods) throws IOException {
        writeText(shape.name());
        out.writeShort(shape.access());
        write(OwnTypes.supertypes(shape));
        write(shape.permitted());
        TreeMap<Long, Integer> members = new TreeMap<>();
        shape.forEachMethod(members::put);
        write(members);
        members.clear();
        shape.forEachField(members::put);
        write(members);
        out.writeBoolean(methods != null);
        if (methods != null) {
            out.writeShort(methods.size());
            for (Definition.Method method : methods) {
                writeText(method.name());
                writeText(method.descriptor());
            }
        }
    }

    private void write(Map<Long, Integer> members) throws IOException {
        out.writeShort(members.size());
        for (Map.Entry<Long, Integer> member : members.entrySet()) {
            out.writeLong(member.getKey());
            out.writeShort(member.getValue());
        }
    }
}
