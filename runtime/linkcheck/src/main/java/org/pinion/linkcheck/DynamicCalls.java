// SPDX-License-Identifier: Apache-2.0
package org.pinion.linkcheck;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.pinion.linkcheck.Reference.Kind;

/**
 * What {@code invokedynamic} and dynamic constants ask for: their bootstrap methods and arguments, and what the JDK's
 * own bootstrap methods check beyond that, for lambdas and for {@code switch}.
 */
final class DynamicCalls {

    private static final String LAMBDA = "java/lang/invoke/LambdaMetafactory";
    private static final String SWITCH = "java/lang/runtime/SwitchBootstraps";

    /** The flag of {@code LambdaMetafactory.altMetafactory} for further interfaces. */
    private static final int MARKERS = 2;

    private final ReferenceSink sink;
    private final Predicate<String> own;

    /**
     * Prepares to look at the calls of a class.
     *
     * @param own tells whether a type is that class or a subclass of it
     */
    DynamicCalls(ReferenceSink sink, Predicate<String> own) {
        this.sink = sink;
        this.own = own;
    }

    void call(String name, String descriptor, Handle bootstrap, Object[] arguments) {
        sink.resolve(Type.getMethodType(descriptor));
        if (bootstrap.getOwner().equals(LAMBDA) && arguments.length >= 3) {
            sink.handle(bootstrap, 0);
            for (int i = 0; i < arguments.length; i++) {
                if (i != 1) {
                    constant(arguments[i]);
                }
            }
            lambda(name, Type.getMethodType(descriptor), bootstrap, arguments);
            return;
        }
        bootstrap(bootstrap, arguments);
    }

    /** A value of the constant pool. */
    void constant(Object value) {
        if (value instanceof Type type) {
            sink.resolve(type);
        } else if (value instanceof Handle handle) {
            sink.handle(handle, 0);
        } else if (value instanceof ConstantDynamic dynamic) {
            sink.resolve(Type.getType(dynamic.getDescriptor()));
            Object[] arguments = new Object[dynamic.getBootstrapMethodArgumentCount()];
            Arrays.setAll(arguments, dynamic::getBootstrapMethodArgument);
            bootstrap(dynamic.getBootstrapMethod(), arguments);
        }
    }

    private void bootstrap(Handle method, Object[] arguments) {
        sink.handle(method, 0);
        for (Object argument : arguments) {
            constant(argument);
        }
    }

    private void lambda(String name, Type call, Handle bootstrap, Object[] arguments) {
        Type made = call.getReturnType();
        if (made.getSort() != Type.OBJECT) {
            return;
        }
        sink.add(Kind.LAMBDA, made.getInternalName(), name, ((Type) arguments[0]).getDescriptor(), 0);
        if (bootstrap.getName().equals("altMetafactory") && ((Integer) arguments[3] & MARKERS) != 0) {
            int count = (Integer) arguments[4];
            for (int i = 5; i < 5 + count && arguments[i] instanceof Type marker; i++) {
                sink.add(Kind.LAMBDA, marker.getInternalName(), "", "", 0);
            }
        }
        implementation(call.getArgumentTypes(), (Handle) arguments[1], ((Type) arguments[2]).getArgumentTypes());
    }

    /** The factory wants each argument to be assignable to the parameter of the method that it passes it to. */
    private void implementation(Type[] captured, Handle method, Type[] passed) {
        List<Type> given =
                Stream.concat(Arrays.stream(captured), Arrays.stream(passed)).toList();
        boolean withReceiver =
                method.getTag() != Opcodes.H_INVOKESTATIC && method.getTag() != Opcodes.H_NEWINVOKESPECIAL;
        Type[] parameters = Type.getArgumentTypes(method.getDesc());
        int first = withReceiver ? 1 : 0;
        boolean fits = given.size() == parameters.length + first;
        boolean foreign = fits && withReceiver && !own.test(given.get(0).getInternalName());
        sink.handle(method, Reference.LAMBDA_BODY | (foreign ? Reference.FOREIGN_RECEIVER : 0));
        if (!fits) {
            return;
        }
        if (withReceiver) {
            assignable(given.get(0), Type.getObjectType(method.getOwner()));
        }
        for (int i = 0; i < parameters.length; i++) {
            assignable(given.get(i + first), parameters[i]);
        }
    }

    private void assignable(Type from, Type to) {
        if (from.getSort() == Type.OBJECT && to.getSort() == Type.OBJECT && !from.equals(to)) {
            sink.add(Kind.ASSIGNABLE, from.getInternalName(), to.getInternalName(), "", 0);
        }
    }

    /**
     * A call that chooses a branch of a {@code switch}. Labels are classes, constants of enums, and values.
     *
     * @param value the static type of what it is about, by internal name; the descriptor of the call has a wider one
     * @param exhaustive whether it has a branch for all that there was when it was compiled
     */
    void choice(String value, Handle bootstrap, Object[] arguments, boolean exhaustive) {
        if (!bootstrap.getOwner().equals(SWITCH)) {
            return;
        }
        Set<String> types = new LinkedHashSet<>();
        Map<String, Set<String>> constants = new LinkedHashMap<>();
        for (Object argument : arguments) {
            if (argument instanceof Type type && type.getSort() == Type.OBJECT) {
                types.add(type.getInternalName());
            } else if (argument instanceof String name && bootstrap.getName().equals("enumSwitch")) {
                constants.computeIfAbsent(value, key -> new LinkedHashSet<>()).add(name);
            } else if (argument instanceof ConstantDynamic label) {
                enumConstant(label, constants);
            }
        }
        boolean whole = exhaustive && types.isEmpty() && constants.size() == 1;
        constants.forEach((type, names) -> sink.add(
                Kind.ENUM_SWITCH,
                type,
                "",
                String.join(",", names),
                whole && type.equals(value) ? Reference.EXHAUSTIVE : 0));
        if (!types.isEmpty()) {
            types.addAll(constants.keySet());
            sink.add(Kind.TYPE_SWITCH, value, "", String.join(",", types), exhaustive ? Reference.EXHAUSTIVE : 0);
        }
    }

    /** Reads {@code EnumDesc.of(ClassDesc.of(type), name)}, by which javac writes a constant among patterns. */
    private static void enumConstant(ConstantDynamic label, Map<String, Set<String>> constants) {
        if (label.getDescriptor().equals("Ljava/lang/Enum$EnumDesc;")
                && label.getBootstrapMethodArgumentCount() == 3
                && label.getBootstrapMethodArgument(1) instanceof ConstantDynamic type
                && type.getBootstrapMethodArgumentCount() == 2
                && type.getBootstrapMethodArgument(1) instanceof String typeName
                && label.getBootstrapMethodArgument(2) instanceof String name) {
            constants
                    .computeIfAbsent(typeName.replace('.', '/'), key -> new LinkedHashSet<>())
                    .add(name);
        }
    }
}
