// SPDX-License-Identifier: Apache-2.0
package org.pinion.linkcheck;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pinion.linkcheck.Reference.Kind;
import org.pinion.linkcheck.Reference.Site;

/** Reads what {@link ReferencesWriter} writes. */
final class ReferencesReader {

    private static final Kind[] KINDS = Kind.values();

    private final ByteBuffer in;
    private final String[] texts;

    private ReferencesReader(ByteBuffer file) throws IOException {
        texts = texts(file);
        in = block(file);
    }

    /**
     * Reads a part.
     *
     * @throws IOException if it is damaged
     */
    static References read(byte[] bytes) throws IOException {
        try {
            ByteBuffer file = ByteBuffer.wrap(bytes);
            return new ReferencesReader(file).references(new Sites(file));
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new IOException("damaged references", e);
        }
    }

    /** The places of references, read when somebody asks for one. */
    static final class Sites {
        private static final Site UNKNOWN = new Site("", 0, 1);

        private final ByteBuffer file;
        private List<Site> known = List.of();

        private Sites(ByteBuffer file) {
            this.file = file;
        }

        synchronized Site get(int index) {
            if (known.isEmpty()) {
                try {
                    known = new ReferencesReader(file.slice()).sites();
                } catch (IOException | RuntimeException e) {
                    // They are only words of a message.
                    return UNKNOWN;
                }
            }
            return index < known.size() ? known.get(index) : UNKNOWN;
        }
    }

    private static String[] texts(ByteBuffer file) throws IOException {
        int size = count(file.getInt(), file);
        ByteBuffer lengths = file.slice();
        file.position(file.position() + 2 * size);
        ByteBuffer block = block(file);
        String all = StandardCharsets.UTF_8.decode(block).toString();
        String[] texts = new String[size];
        int start = 0;
        for (int i = 0; i < size; i++) {
            int end = start + lengths.getChar();
            texts[i] = all.substring(start, end);
            start = end;
        }
        return texts;
    }

    private static ByteBuffer block(ByteBuffer file) throws IOException {
        int length = count(file.getInt(), file);
        ByteBuffer block = file.slice(file.position(), length);
        file.position(file.position() + length);
        return block;
    }

    /** No more entries can be meant than there are bytes. */
    private static int count(int count, ByteBuffer file) throws IOException {
        if (count < 0 || count > file.remaining()) {
            throw new IOException("damaged references: " + count + " entries");
        }
        return count;
    }

    private References references(Sites sites) throws IOException {
        Map<String, ClassShape> types = new HashMap<>();
        Map<String, List<Definition.Method>> methods = new HashMap<>();
        int shapes = count(in.getInt(), in);
        for (int i = 0; i < shapes; i++) {
            readShape(types, methods);
        }
        if (!OwnTypes.circular(types).isEmpty()) {
            throw new IOException("damaged references: a type is its own supertype");
        }
        int size = count(in.getInt(), in);
        List<Reference> references = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            references.add(readReference(sites, i));
        }
        return new References(references, types, methods.keySet(), methods);
    }

    private List<Site> sites() {
        List<Site> sites = new ArrayList<>();
        while (in.hasRemaining()) {
            sites.add(new Site(text(), in.getChar(), in.getInt()));
        }
        return sites;
    }

    private String text() {
        return texts[in.getInt()];
    }

    private List<String> list() {
        int size = in.getChar();
        if (size == 0) {
            return List.of();
        }
        List<String> list = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            list.add(text());
        }
        return list;
    }

    private void readShape(Map<String, ClassShape> types, Map<String, List<Definition.Method>> overriding)
            throws IOException {
        String name = text();
        int access = in.getChar();
        List<String> supertypes = list();
        if (supertypes.isEmpty()) {
            throw new IOException("damaged references: " + name + " has no superclass");
        }
        ClassShape.Builder shape =
                new ClassShape.Builder(access, name, supertypes.get(0), supertypes.subList(1, supertypes.size()));
        list().forEach(shape::permit);
        int methods = in.getChar();
        for (int i = 0; i < methods; i++) {
            shape.method(in.getLong(), in.getChar());
        }
        int fields = in.getChar();
        for (int i = 0; i < fields; i++) {
            shape.field(in.getLong(), in.getChar());
        }
        types.put(name, shape.build());
        if (in.get() != 0) {
            List<Definition.Method> own = new ArrayList<>();
            int count = in.getChar();
            for (int i = 0; i < count; i++) {
                own.add(new Definition.Method(text(), text()));
            }
            overriding.put(name, own);
        }
    }

    private Reference readReference(Sites sites, int index) throws IOException {
        int kind = in.get();
        if (kind < 0 || kind >= KINDS.length) {
            throw new IOException("damaged references: kind " + kind);
        }
        String owner = text();
        String name = text();
        String descriptor = text();
        int flags = in.get();
        String caller = text();
        return new Reference(KINDS[kind], owner, name, descriptor, flags, caller, list(), () -> sites.get(index));
    }
}
