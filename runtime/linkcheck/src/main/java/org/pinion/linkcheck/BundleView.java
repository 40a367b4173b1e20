// SPDX-License-Identifier: Apache-2.0
package org.pinion.linkcheck;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The classes as a bundle sees them: those of its own types that its references know, and all that others find. */
final class BundleView implements ClassSpace {

    private final References references;
    private final ClassSpace space;
    private final Map<String, ClassInfo> known = new HashMap<>();

    BundleView(References references, ClassSpace space) {
        this.references = references;
        this.space = space;
    }

    /** Gives the space of the bundle's class loader. */
    ClassSpace space() {
        return space;
    }

    @Override
    public @Nullable ClassInfo find(String name) {
        ClassInfo found = known.get(name);
        if (found == null) {
            ClassShape own = references.types().get(name);
            found = own != null ? ClassInfo.of(this, own) : space.find(name);
            if (found != null) {
                known.put(name, found);
            }
        }
        return found;
    }

    /** Gives a class whose code has references: only its name and its superclasses matter. */
    ClassInfo caller(String name) {
        ClassInfo found = known.get(name);
        if (found == null || found.space() != this) {
            ClassShape own = references.types().get(name);
            if (own == null) {
                own = new ClassShape.Builder(0, name, "java/lang/Object", java.util.List.of()).build();
            }
            found = ClassInfo.of(this, own);
            known.put(name, found);
        }
        return found;
    }

    @Override
    public boolean isUncertain(String name) {
        return space.isUncertain(name);
    }

    @Override
    public byte @Nullable [] read(String name) {
        return space.read(name);
    }

    @Override
    public String origin() {
        return space.origin();
    }
}
