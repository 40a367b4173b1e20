// SPDX-License-Identifier: Apache-2.0
package org.pinion.linkcheck;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pinion.linkcheck.Reference.Kind;

/** The types of a bundle, and what of their supertypes is outside of it. */
final class OwnTypes {

    /** What every class, enum and record extends: nothing there can break. */
    private static final Set<String> HARMLESS = Set.of("java/lang/Object", "java/lang/Enum", "java/lang/Record");

    /** Tells whether a class of the JDK is one that every class, enum or record extends. */
    static boolean isHarmless(String name) {
        return HARMLESS.contains(name);
    }

    /** How far the supertypes of a type reach; what comes later includes what comes before. */
    enum Reach {
        BUNDLE,
        PLATFORM,
        OUTSIDE
    }

    private final Map<String, ClassShape> shapes;
    private final Map<String, Reach> reaches = new HashMap<>();

    /**
     * Looks at the types.
     *
     * @param shapes all types of the bundle, by internal name; those that come back to themselves by their supertypes
     *     are left out, as no JVM loads them
     */
    OwnTypes(Map<String, ClassShape> shapes) {
        this.shapes = new HashMap<>(shapes);
        this.shapes.keySet().removeAll(circular(shapes));
    }

    /** Lists the types that are supertypes of themselves, and those below them. */
    static Set<String> circular(Map<String, ClassShape> shapes) {
        Set<String> rooted = new HashSet<>();
        Map<String, ClassShape> rest = new HashMap<>(shapes);
        boolean more = true;
        while (more) {
            // What stands on rooted types only is rooted itself.
            more = rest.values()
                    .removeIf(shape -> supertypes(shape).stream()
                                    .allMatch(supertype -> rooted.contains(supertype) || !shapes.containsKey(supertype))
                            && rooted.add(shape.name()));
        }
        return rest.keySet();
    }

    boolean has(String name) {
        return shapes.containsKey(name);
    }

    @Nullable
    ClassShape get(String name) {
        return shapes.get(name);
    }

    /** Tells how far a type and its supertypes reach. */
    Reach reach(String name) {
        ClassShape shape = shapes.get(name);
        if (shape == null) {
            return isHarmless(name) ? Reach.BUNDLE : name.startsWith("java/") ? Reach.PLATFORM : Reach.OUTSIDE;
        }
        Reach known = reaches.get(name);
        if (known != null) {
            return known;
        }
        Reach reach = Reach.BUNDLE;
        for (String supertype : supertypes(shape)) {
            Reach other = reach(supertype);
            reach = other.compareTo(reach) > 0 ? other : reach;
        }
        reaches.put(name, reach);
        return reach;
    }

    static List<String> supertypes(ClassShape shape) {
        List<String> supertypes = new ArrayList<>(shape.interfaces());
        String superName = shape.superName();
        if (superName != null) {
            supertypes.add(0, superName);
        }
        return supertypes;
    }

    /** Tells whether a class is another one or extends it, as far as the bundle shows. */
    boolean isSubclass(String type, String of) {
        for (String each = type; each != null; ) {
            if (each.equals(of)) {
                return true;
            }
            ClassShape shape = shapes.get(each);
            each = shape == null ? null : shape.superName();
        }
        return false;
    }

    /** Tells whether the bundle itself has the member that a reference to one of its types means. */
    boolean hasMember(Kind kind, String owner, String name, String descriptor) {
        return find(kind.isField(), owner, ClassShape.key(name, descriptor));
    }

    private boolean find(boolean field, String owner, long key) {
        ClassShape shape = shapes.get(owner);
        if (shape == null) {
            return false;
        }
        if ((field ? shape.field(key) : shape.method(key)) >= 0) {
            return true;
        }
        return supertypes(shape).stream().anyMatch(supertype -> find(field, supertype, key));
    }

    /** Adds a type of the bundle, and those of its supertypes that are in the bundle too. */
    void addWithSupertypes(String name, Map<String, ClassShape> types) {
        ClassShape shape = shapes.get(name);
        if (shape != null && types.put(name, shape) == null) {
            supertypes(shape).forEach(supertype -> addWithSupertypes(supertype, types));
        }
    }
}
