// SPDX-License-Identifier: Apache-2.0
package org.pinion.linkcheck;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * References of some classes of a bundle, with those of its types that have supertypes outside.
 *
 * @since 0.1
 */
public final class References {

    private final List<Reference> references;
    private final Map<String, ClassShape> types;
    private final Set<String> defined;
    private final Map<String, List<Definition.Method>> methods;

    /**
     * Puts references together.
     *
     * @param types the types of the bundle that the references lead to, by internal name
     * @param defined those whose own supertypes are to be looked at
     * @param methods what those may override with
     */
    References(
            List<Reference> references,
            Map<String, ClassShape> types,
            Set<String> defined,
            Map<String, List<Definition.Method>> methods) {
        this.references = List.copyOf(references);
        this.types = Map.copyOf(types);
        this.defined = Set.copyOf(defined);
        this.methods = Map.copyOf(methods);
    }

    /**
     * List the references.
     *
     * @return each once, in the order of the classes
     */
    public List<Reference> all() {
        return references;
    }

    /**
     * Tell whether there is nothing to check.
     *
     * @return whether there are neither references nor types with supertypes outside
     */
    public boolean isEmpty() {
        return references.isEmpty() && defined.isEmpty();
    }

    Map<String, ClassShape> types() {
        return types;
    }

    Set<String> defined() {
        return defined;
    }

    /** Gives the methods of the defined types that may override others, by the internal name of the type. */
    Map<String, List<Definition.Method>> methods() {
        return methods;
    }
}
