// SPDX-License-Identifier: Apache-2.0
package org.pinion.linker;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;

/** A symbol, and its names and texts. */
record DeclarationRecord(
        String type,
        String member,
        String descriptor,
        @Nullable String explicitName,
        List<String> parameterNames,
        List<String> exceptions,
        boolean isFinal,
        boolean constant,
        boolean varargs)
        implements Declaration {

    // Checks nothing but nulls: instances come from class files or from a parsed header.
    DeclarationRecord {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(member, "member");
        Objects.requireNonNull(descriptor, "descriptor");
        parameterNames = List.copyOf(parameterNames);
        exceptions = List.copyOf(exceptions);
    }

    @Override
    public boolean isFunction() {
        return descriptor.startsWith("(");
    }

    @Override
    public String bareName() {
        return explicitName != null ? explicitName : member;
    }

    @Override
    public String qualifiedName() {
        return type.substring(type.lastIndexOf('.') + 1) + "." + member;
    }

    @Override
    public String signature() {
        return isFunction() ? "(" + String.join(",", parameters(false)) + ")" : "";
    }

    @Override
    public String declaration() {
        StringBuilder text = new StringBuilder("public static ");
        if (isFinal) {
            text.append("final ");
        }
        Type memberType = Type.getType(descriptor);
        text.append(TypeNames.source(isFunction() ? memberType.getReturnType() : memberType))
                .append(' ')
                .append(member);
        if (isFunction()) {
            text.append('(').append(String.join(", ", parameters(true))).append(')');
        }
        if (!exceptions.isEmpty()) {
            text.append(" throws ")
                    .append(String.join(
                            ", ",
                            exceptions.stream()
                                    .map(TypeNames::shorten)
                                    .map(TypeNames::source)
                                    .toList()));
        }
        return text.toString();
    }

    @Override
    public Declaration sibling(String method, String methodDescriptor) {
        return new DeclarationRecord(type, method, methodDescriptor, null, List.of(), List.of(), false, false, false);
    }

    private List<String> parameters(boolean named) {
        Type[] types = Type.getArgumentTypes(descriptor);
        List<String> parameters = new ArrayList<>();
        for (int i = 0; i < types.length; i++) {
            String parameter = TypeNames.source(types[i]);
            if (varargs && i == types.length - 1) {
                parameter = parameter.substring(0, parameter.length() - 2) + "...";
            }
            parameters.add(named && !parameterNames.isEmpty() ? parameter + " " + parameterNames.get(i) : parameter);
        }
        return parameters;
    }
}
