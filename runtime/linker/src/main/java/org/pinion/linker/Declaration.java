// SPDX-License-Identifier: Apache-2.0
package org.pinion.linker;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.objectweb.asm.Type;

/**
 * A symbol as its class file declares it.
 *
 * @param type the binary name of the declaring type
 * @param member the name of the method or field
 * @param descriptor its descriptor; that of a method starts with a parenthesis
 * @param explicitName the name given by {@code @SymbolName}, or {@code null}
 * @param parameterNames the names of a method's parameters; empty if the class file does not tell them
 * @param exceptions the binary names of the declared exceptions
 * @param isFinal whether the field is {@code final}
 * @param constant whether the field is a compile-time constant (S4)
 * @param varargs whether the method is of variable arity
 */
public record Declaration(
        String type,
        String member,
        String descriptor,
        String explicitName,
        List<String> parameterNames,
        List<String> exceptions,
        boolean isFinal,
        boolean constant,
        boolean varargs) {

    // Checks nothing but nulls: instances come from class files or from a parsed header.
    public Declaration {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(member, "member");
        Objects.requireNonNull(descriptor, "descriptor");
        parameterNames = List.copyOf(parameterNames);
        exceptions = List.copyOf(exceptions);
    }

    /**
     * Tell a function from a variable.
     *
     * @return {@code true} for a function
     */
    public boolean isFunction() {
        return descriptor.startsWith("(");
    }

    /**
     * Name the symbol without its type (S2, S3).
     *
     * @return the explicit name if there is one, else the member's
     */
    public String bareName() {
        return explicitName != null ? explicitName : member;
    }

    /**
     * Name the symbol with its type.
     *
     * @return {@code Type.member}
     */
    public String qualifiedName() {
        return type.substring(type.lastIndexOf('.') + 1) + "." + member;
    }

    /**
     * Tell one overload from another.
     *
     * @return the parameter types as in {@code (int,java.util.List)}, empty for a variable
     */
    public String signature() {
        return isFunction() ? "(" + String.join(",", parameters(false)) + ")" : "";
    }

    /**
     * Show the member as Java declares it, with erased types.
     *
     * @return for instance {@code public static int ExportedFunc(int a, int b)}
     */
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
