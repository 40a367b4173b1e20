// SPDX-License-Identifier: Apache-2.0
package org.pinion.linkcheck;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.MultiANewArrayInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;
import org.pinion.linkcheck.Reference.Kind;

/** Finds the references in the code of one method. */
final class CodeScanner {

    /** Is told each reference with what is known of its place. */
    interface Found {
        void add(Kind kind, String owner, String name, String descriptor, int flags, int line, List<String> caught);
    }

    /** Tells whether a class is the other one or a subclass of it, as far as the bundle itself shows. */
    interface Subclass {
        boolean test(String type, String of);
    }

    private final String owner;
    private final MethodNode method;
    private final Handlers handlers;
    private final TypeFlow flow;
    private final Switches switches;
    private final Subclass subclass;
    private final ReferenceSink sink;
    private final DynamicCalls dynamic;

    /** The types of what has been stored last in the local variables. */
    private final Map<Integer, @Nullable String> stored = new HashMap<>();

    private int line;
    private List<String> caught = List.of();

    /**
     * Prepares a scan.
     *
     * @param method with expanded frames
     * @param verified whether the JVM verifies the class by its stack maps
     * @param tables the constants in javac's tables for enums, by their fields
     */
    CodeScanner(
            String owner,
            MethodNode method,
            boolean verified,
            Map<String, Switches.Table> tables,
            Subclass subclass,
            Found found) {
        this.owner = owner;
        this.method = method;
        this.subclass = subclass;
        handlers = new Handlers(method);
        sink = new ReferenceSink() {
            @Override
            void add(Kind kind, String owner, String name, String descriptor, int flags) {
                found.add(kind, owner, name, descriptor, flags, line, caught);
            }
        };
        dynamic = new DynamicCalls(sink, type -> subclass.test(type, owner));
        // The verifier asks before the code runs, so no handler of the code gets to know.
        flow = new TypeFlow(owner, method, handlers, (type, superclass) -> {
            if (verified) {
                found.add(Kind.SUBCLASS, type, superclass, "", 0, line, List.of());
            }
        });
        switches = new Switches(method, tables);
    }

    void scan() {
        for (int i = 0; i < method.instructions.size(); i++) {
            AbstractInsnNode instruction = method.instructions.get(i);
            if (instruction instanceof LineNumberNode number) {
                line = number.line;
            }
            if (instruction.getOpcode() >= 0) {
                caught = handlers.swallowedAt(i);
                look(instruction);
            }
            flow.step(i);
        }
        caught = List.of();
        handlers.all().stream()
                .filter(handler -> handler.type() != null)
                .forEach(handler -> sink.add(Kind.CATCH, handler.type(), "", "", 0));
    }

    private void look(AbstractInsnNode instruction) {
        if (instruction instanceof TypeInsnNode type) {
            if (type.getOpcode() == Opcodes.NEW) {
                sink.add(Kind.NEW, type.desc, "", "", 0);
            } else {
                sink.resolve(Type.getObjectType(type.desc));
            }
        } else if (instruction instanceof MultiANewArrayInsnNode array) {
            sink.resolve(Type.getType(array.desc));
        } else if (instruction instanceof FieldInsnNode field) {
            field(field);
        } else if (instruction instanceof MethodInsnNode call) {
            call(call);
        } else if (instruction instanceof LdcInsnNode constant) {
            dynamic.constant(constant.cst);
        } else if (instruction instanceof VarInsnNode store && store.getOpcode() == Opcodes.ASTORE) {
            stored.put(store.var, flow.onStack(0));
        } else if (instruction instanceof InvokeDynamicInsnNode call) {
            dynamic.call(call.name, call.desc, call.bsm, call.bsmArgs);
            String value = chosenBy(call);
            if (value != null && !value.startsWith("[")) {
                dynamic.choice(value, call.bsm, call.bsmArgs, switches.isExhaustive(call));
            }
        }
        switches.at(instruction, sink);
    }

    /**
     * Gives the type of what a {@code switch} is about: javac stores it in a variable of the type {@code Object}, to
     * come back to it if the guard of a branch does not hold; {@code null} if this is no such call.
     */
    private @Nullable String chosenBy(InvokeDynamicInsnNode call) {
        AbstractInsnNode restart = call.getPrevious();
        return restart instanceof VarInsnNode
                        && restart.getPrevious() instanceof VarInsnNode load
                        && load.getOpcode() == Opcodes.ALOAD
                ? stored.get(load.var)
                : null;
    }

    private void field(FieldInsnNode field) {
        int receiver =
                field.getOpcode() == Opcodes.PUTFIELD ? Type.getType(field.desc).getSize() : 0;
        Kind kind = switch (field.getOpcode()) {
            case Opcodes.GETFIELD -> Kind.GETFIELD;
            case Opcodes.PUTFIELD -> Kind.PUTFIELD;
            case Opcodes.GETSTATIC -> Kind.GETSTATIC;
            default -> Kind.PUTSTATIC;
        };
        sink.member(kind, field.owner, field.name, field.desc, kind.isStatic() ? 0 : receiver(receiver));
    }

    private void call(MethodInsnNode call) {
        int receiver = TypeFlow.size(call.desc);
        int flags = call.itf ? Reference.OF_INTERFACE : 0;
        Kind kind = switch (call.getOpcode()) {
            case Opcodes.INVOKEVIRTUAL -> Kind.INVOKEVIRTUAL;
            case Opcodes.INVOKESPECIAL -> Kind.INVOKESPECIAL;
            case Opcodes.INVOKESTATIC -> Kind.INVOKESTATIC;
            default -> Kind.INVOKEINTERFACE;
        };
        if (call.name.equals("<init>")) {
            flags |= flow.isUninitializedThis(receiver) ? Reference.SUPER_CONSTRUCTOR : 0;
        } else if (kind == Kind.INVOKEVIRTUAL || kind == Kind.INVOKESPECIAL) {
            flags |= receiver(receiver);
        }
        sink.member(kind, call.owner, call.name, call.desc, flags);
        if (Members.POLYMORPHIC.contains(call.owner)) {
            // Such a call asks for all types in its descriptor (JVMS 5.4.3.5); others of the JDK name types of the JDK.
            sink.resolve(Type.getMethodType(call.desc));
        }
    }

    /** Protected members of other packages are there for objects of the own class only (JVMS 4.10.1.8). */
    private int receiver(int depth) {
        String type = flow.onStack(depth);
        return type == null || subclass.test(type, owner) ? 0 : Reference.FOREIGN_RECEIVER;
    }
}
