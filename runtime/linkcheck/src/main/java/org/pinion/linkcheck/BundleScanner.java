// SPDX-License-Identifier: Apache-2.0
package org.pinion.linkcheck;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;
import org.pinion.linkcheck.BundleReferences.Part;
import org.pinion.linkcheck.OwnTypes.Reach;
import org.pinion.linkcheck.Reference.Kind;

/** Finds the references of all classes of a bundle, and keeps those that lead out of it. */
final class BundleScanner {

    private static final int NOT_VIRTUAL = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC;

    private static final String THROWABLE = "java/lang/Throwable";

    /** The first version of class files with stack maps. */
    private static final int STACK_MAPS = 50;

    private final Map<String, byte[]> classFiles;
    private final Predicate<String> own;
    private final boolean eachClass;
    private final OwnTypes types;
    private final Map<String, Switches.Table> tables = new HashMap<>();
    private final Map<String, List<Definition.Method>> methods = new HashMap<>();

    /** What makes two references the same one. */
    private record Key(
            Part part,
            Kind kind,
            String owner,
            String name,
            String descriptor,
            int flags,
            String caller,
            List<String> caught) {}

    private final Map<Key, Reference> found = new LinkedHashMap<>();

    BundleScanner(Map<String, byte[]> classFiles, Predicate<String> own, boolean eachClass) {
        this.classFiles = new TreeMap<>(classFiles);
        this.own = own;
        this.eachClass = eachClass;
        Map<String, ClassShape> shapes = new HashMap<>();
        this.classFiles.forEach((name, bytes) -> {
            try {
                ClassShape shape = ClassShape.read(bytes);
                if (shape.name().equals(name)) {
                    shapes.put(name, shape);
                }
            } catch (RuntimeException e) {
                // ASM has no exception of its own for damaged files. The linker tells of them.
            }
        });
        types = new OwnTypes(shapes);
    }

    BundleReferences scan() {
        forEachNode(
                this::isSynthetic,
                type -> type.methods.stream()
                        .filter(method -> method.name.equals("<clinit>"))
                        .forEach(method -> tables.putAll(Switches.tables(method))));
        forEachNode(name -> true, this::scan);
        Map<Part, References> parts = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            parts.put(part, part(part));
        }
        return BundleReferences.of(parts);
    }

    private boolean isSynthetic(String name) {
        ClassShape shape = types.get(name);
        return shape != null && shape.has(Opcodes.ACC_SYNTHETIC);
    }

    private void forEachNode(Predicate<String> wanted, Consumer<ClassNode> action) {
        classFiles.forEach((name, bytes) -> {
            if (types.has(name) && wanted.test(name)) {
                try {
                    ClassNode node = new ClassNode();
                    new ClassReader(bytes).accept(node, ClassReader.EXPAND_FRAMES);
                    action.accept(node);
                } catch (RuntimeException | AssertionError e) {
                    // Damaged code, of which ASM has only noticed now; it throws both.
                }
            }
        });
    }

    private void scan(ClassNode type) {
        if (types.reach(type.name) != Reach.BUNDLE) {
            methods.put(
                    type.name,
                    type.methods.stream()
                            .filter(method -> (method.access & NOT_VIRTUAL) == 0 && !method.name.startsWith("<"))
                            .map(method -> new Definition.Method(method.name, method.desc))
                            .toList());
        }
        boolean verified = (type.version & 0xffff) >= STACK_MAPS;
        for (MethodNode method : type.methods) {
            new CodeScanner(
                            type.name,
                            method,
                            verified,
                            tables,
                            types::isSubclass,
                            (kind, owner, name, descriptor, flags, line, caught) -> {
                                if (kind == Kind.CATCH && types.has(owner)) {
                                    add(type.name, method, Kind.SUBCLASS, owner, THROWABLE, "", 0, line, List.of());
                                } else {
                                    add(type.name, method, kind, owner, name, descriptor, flags, line, caught);
                                }
                            })
                    .scan();
        }
    }

    private void add(
            String caller,
            MethodNode method,
            Kind kind,
            String owner,
            String name,
            String descriptor,
            int flags,
            int line,
            List<String> caught) {
        if (!leadsOut(kind, owner, name, descriptor)) {
            return;
        }
        Reach reach = types.reach(owner);
        if (kind == Kind.SUBCLASS || kind == Kind.ASSIGNABLE) {
            Reach other = types.reach(name);
            reach = other.compareTo(reach) > 0 ? other : reach;
        }
        boolean callerMatters = eachClass || superclassReach(caller) != Reach.BUNDLE;
        Key key = new Key(
                part(caller, reach != Reach.OUTSIDE),
                kind,
                owner,
                name,
                descriptor,
                flags,
                callerMatters ? caller : "",
                caught);
        found.merge(
                key,
                new Reference(kind, owner, name, descriptor, flags, caller, caught, site(method.name, line, 1)),
                (first, again) -> new Reference(
                        kind,
                        owner,
                        name,
                        descriptor,
                        flags,
                        first.caller(),
                        caught,
                        site(first.method(), first.line(), first.count() + 1)));
    }

    private static Supplier<Reference.Site> site(String method, int line, int count) {
        Reference.Site site = new Reference.Site(method, line, count);
        return () -> site;
    }

    private Reach superclassReach(String name) {
        ClassShape shape = types.get(name);
        String superName = shape == null ? null : shape.superName();
        return superName == null ? Reach.BUNDLE : types.reach(superName);
    }

    private boolean leadsOut(Kind kind, String owner, String name, String descriptor) {
        if (OwnTypes.isHarmless(owner)) {
            return false;
        }
        boolean inside = types.has(owner);
        return switch (kind) {
            case SUBCLASS, ASSIGNABLE -> !types.has(name) && (!inside || types.reach(owner) != Reach.BUNDLE);
            case LAMBDA -> !inside || types.reach(owner) != Reach.BUNDLE;
            case CLASS, NEW, CATCH, ENUM_SWITCH, TYPE_SWITCH -> !inside;
            default ->
                !inside
                        || !name.equals("<init>")
                                && types.reach(owner) != Reach.BUNDLE
                                && !types.hasMember(kind, owner, name, descriptor);
        };
    }

    private Part part(String caller, boolean platform) {
        int slash = caller.lastIndexOf('/');
        boolean isOwn = own.test(slash < 0 ? "" : caller.substring(0, slash).replace('/', '.'));
        return isOwn ? platform ? Part.OWN_PLATFORM : Part.OWN : platform ? Part.PACKED_PLATFORM : Part.PACKED;
    }

    private References part(Part part) {
        List<Reference> references = new ArrayList<>();
        Map<String, ClassShape> needed = new HashMap<>();
        Set<String> defined = new HashSet<>();
        Map<String, List<Definition.Method>> overriding = new HashMap<>();
        found.forEach((key, reference) -> {
            if (key.part == part) {
                references.add(reference);
                types.addWithSupertypes(reference.owner(), needed);
                if (superclassReach(reference.caller()) != Reach.BUNDLE) {
                    types.addWithSupertypes(reference.caller(), needed);
                }
            }
        });
        classFiles.keySet().stream().filter(types::has).forEach(name -> {
            Reach reach = types.reach(name);
            if (reach != Reach.BUNDLE && part(name, reach == Reach.PLATFORM) == part) {
                defined.add(name);
                overriding.put(name, methods.getOrDefault(name, List.of()));
                types.addWithSupertypes(name, needed);
            }
        });
        return new References(references, needed, defined, overriding);
    }
}
