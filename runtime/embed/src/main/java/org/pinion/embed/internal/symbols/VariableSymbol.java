// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.symbols;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.Optional;
import org.pinion.Plugin;
import org.pinion.SymbolTypeException;
import org.pinion.Variable;
import org.pinion.linker.Declaration;

/** A public static field as a symbol. */
final class VariableSymbol extends MemberSymbol implements Variable {

    private final Class<?> type;

    /** Made when it is first needed; two threads may make it twice, which harms nobody. */
    private VarHandle handle;

    /**
     * Create the symbol and check that the field is there, without running code of its class.
     *
     * @throws ReflectiveOperationException if the class has no such public static field, or the field is final and the
     *     declaration says that it is not
     * @throws LinkageError if the type of the field cannot be loaded
     */
    VariableSymbol(Plugin plugin, Class<?> owner, Declaration declaration, String name, Adapters adapters)
            throws ReflectiveOperationException {
        super(plugin, owner, declaration, name, adapters);
        type = MethodType.fromMethodDescriptorString("()" + declaration.descriptor(), owner.getClassLoader())
                .returnType();
        getter();
        if (!readOnly()) {
            setter();
        }
    }

    private MethodHandle getter() throws ReflectiveOperationException {
        return MethodHandles.publicLookup().findStaticGetter(owner, declaration.member(), type);
    }

    private MethodHandle setter() throws ReflectiveOperationException {
        return MethodHandles.publicLookup().findStaticSetter(owner, declaration.member(), type);
    }

    @Override
    public Class<?> type() {
        return type;
    }

    @Override
    public boolean readOnly() {
        return declaration.isFinal();
    }

    @Override
    public boolean constant() {
        return declaration.constant();
    }

    @Override
    public VarHandle handle() {
        VarHandle found = handle;
        if (found == null) {
            try {
                found = MethodHandles.publicLookup().findStaticVarHandle(owner, declaration.member(), type);
            } catch (ReflectiveOperationException e) {
                throw wasThere(e);
            }
            handle = found;
        }
        return found;
    }

    private LinkageError wasThere(ReflectiveOperationException e) {
        return new LinkageError(this + " was there when the plugin was opened", e);
    }

    @Override
    public Object get() {
        return handle().get();
    }

    @Override
    public void set(Object value) {
        if (readOnly()) {
            throw cannotWrite(READ_ONLY);
        }
        if (!LooseConversions.accepts(type, value)) {
            throw cannotWrite((value == null ? "null" : JavaText.PLAIN.of(value.getClass())) + " is not "
                    + JavaText.PLAIN.of(type));
        }
        handle().set(value);
    }

    private static final String READ_ONLY = "it is read-only, the field is final";

    private SymbolTypeException cannotWrite(String why) {
        return mistyped(
                "plugin", List.of("cannot write " + text(JavaText.PLAIN) + " of plugin " + plugin.name() + ": " + why));
    }

    private static boolean isReader(ApiMethod method) {
        return method.parameters().isEmpty() && method.result().type() != void.class;
    }

    private static boolean isWriter(ApiMethod method) {
        return method.parameters().size() == 1 && method.result().type() == void.class;
    }

    @Override
    Optional<MethodHandle> fit(ApiMethod method) {
        try {
            if (isReader(method) && method.result().takes(type)) {
                return Optional.of(getter());
            }
            if (isWriter(method) && !readOnly() && method.parameters().get(0).passesTo(type)) {
                return Optional.of(setter());
            }
            return Optional.empty();
        } catch (ReflectiveOperationException e) {
            throw wasThere(e);
        }
    }

    @Override
    String objection(ApiMethod method) {
        return isWriter(method) && readOnly() ? READ_ONLY : null;
    }

    @Override
    String text(JavaText text) {
        return (readOnly() ? "final " : "") + text.of(type) + " " + declaration.bareName();
    }

    @Override
    List<Class<?>> types() {
        return List.of(type);
    }
}
