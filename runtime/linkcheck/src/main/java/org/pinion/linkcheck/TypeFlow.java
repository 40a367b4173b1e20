// SPDX-License-Identifier: Apache-2.0
package org.pinion.linkcheck;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.AnalyzerAdapter;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Walks through the code of a method as the type-checking verifier does (JVMS 4.10.1), and tells which class it will
 * ask to be a subclass of which. Class files before version 50 have no stack maps; nothing is told of their code.
 */
final class TypeFlow {

    private static final String OBJECT = "java/lang/Object";
    private static final String THROWABLE = "java/lang/Throwable";

    private final MethodNode method;
    private final String owner;
    private final AnalyzerAdapter state;
    private final Handlers handlers;
    private final BiConsumer<String, String> subclasses;

    /**
     * Begins at the start of a method.
     *
     * @param method with expanded frames
     * @param subclasses is told the internal names of a class and of one that it must be a subclass of
     */
    TypeFlow(String owner, MethodNode method, Handlers handlers, BiConsumer<String, String> subclasses) {
        this.method = method;
        this.owner = owner;
        this.handlers = handlers;
        this.subclasses = subclasses;
        state = new AnalyzerAdapter(owner, method.access, method.name, method.desc, null);
    }

    /** Goes over the next instruction. */
    void step(int index) {
        AbstractInsnNode instruction = method.instructions.get(index);
        if (instruction instanceof FrameNode frame) {
            flow(state.locals, state.stack, frame);
            instruction.accept(state);
            return;
        }
        if (instruction.getOpcode() >= 0) {
            enterHandlers(index);
            operands(instruction);
        }
        List<Object> locals = copy(state.locals);
        List<Object> stack = copy(state.stack);
        instruction.accept(state);
        for (LabelNode target : Handlers.targets(instruction)) {
            FrameNode frame = frameAt(target);
            if (frame != null) {
                // What an instruction takes from the stack is on top, and a frame says how much is left.
                flow(locals, stack, frame);
            }
        }
    }

    private static @Nullable List<Object> copy(@Nullable List<Object> types) {
        return types == null ? null : new ArrayList<>(types);
    }

    private static @Nullable FrameNode frameAt(LabelNode label) {
        for (AbstractInsnNode next = label; next != null && next.getOpcode() < 0; next = next.getNext()) {
            if (next instanceof FrameNode frame) {
                return frame;
            }
        }
        return null;
    }

    /** Gives the type on the stack, by how many others are above it; {@code null} if it is not of an object. */
    @Nullable
    String onStack(int depth) {
        int at = state.stack == null ? -1 : state.stack.size() - 1 - depth;
        return at >= 0 && state.stack.get(at) instanceof String type ? type : null;
    }

    /** Tells whether what is on the stack is {@code this}, in a constructor that has not called another one. */
    boolean isUninitializedThis(int depth) {
        int at = state.stack == null ? -1 : state.stack.size() - 1 - depth;
        return at >= 0 && state.stack.get(at) == Opcodes.UNINITIALIZED_THIS;
    }

    /** Gives how many entries of the stack the arguments take. */
    static int size(String descriptor) {
        return (Type.getArgumentsAndReturnSizes(descriptor) >> 2) - 1;
    }

    private void operands(AbstractInsnNode instruction) {
        if (instruction instanceof FieldInsnNode field) {
            boolean put = field.getOpcode() == Opcodes.PUTFIELD || field.getOpcode() == Opcodes.PUTSTATIC;
            Type type = Type.getType(field.desc);
            if (put) {
                assign(onStack(0), type);
            }
            if (field.getOpcode() == Opcodes.GETFIELD) {
                flow(onStack(0), field.owner);
            } else if (field.getOpcode() == Opcodes.PUTFIELD) {
                flow(onStack(type.getSize()), field.owner);
            }
        } else if (instruction instanceof MethodInsnNode call) {
            int receiver = arguments(call.desc);
            if (call.getOpcode() != Opcodes.INVOKESTATIC && !call.name.equals("<init>")) {
                flow(onStack(receiver), call.owner);
                if (call.getOpcode() == Opcodes.INVOKESPECIAL && !call.itf) {
                    flow(owner, call.owner);
                }
            }
        } else if (instruction instanceof InvokeDynamicInsnNode call) {
            arguments(call.desc);
        } else if (instruction.getOpcode() == Opcodes.ARETURN) {
            assign(onStack(0), Type.getReturnType(method.desc));
        } else if (instruction.getOpcode() == Opcodes.ATHROW) {
            flow(onStack(0), THROWABLE);
        }
    }

    /** Looks at the arguments of a call, and gives how many entries of the stack they take. */
    private int arguments(String descriptor) {
        Type[] types = Type.getArgumentTypes(descriptor);
        int depth = 0;
        for (int i = types.length - 1; i >= 0; i--) {
            assign(onStack(depth), types[i]);
            depth += types[i].getSize();
        }
        return depth;
    }

    private void assign(@Nullable String from, Type to) {
        if (to.getSort() == Type.OBJECT || to.getSort() == Type.ARRAY) {
            flow(from, to.getInternalName());
        }
    }

    /** Whatever a local variable holds before some instruction of a range, its handlers find there. */
    private void enterHandlers(int index) {
        if (state.locals == null) {
            return;
        }
        for (Handlers.Handler handler : handlers.all()) {
            FrameNode frame = handler.covers(index) ? frameAt(handler.target()) : null;
            if (frame != null) {
                flow(state.locals, slots(frame.local));
                flow(List.of(handler.type() == null ? THROWABLE : handler.type()), slots(frame.stack));
            }
        }
    }

    private void flow(@Nullable List<Object> locals, @Nullable List<Object> stack, FrameNode frame) {
        if (locals != null && stack != null) {
            flow(locals, slots(frame.local));
            flow(stack, slots(frame.stack));
        }
    }

    private void flow(List<Object> from, List<Object> to) {
        for (int i = 0; i < Math.min(from.size(), to.size()); i++) {
            if (from.get(i) instanceof String type && to.get(i) instanceof String target) {
                flow(type, target);
            }
        }
    }

    /** Gives a long and a double two entries, as the adapter does. */
    private static List<Object> slots(@Nullable List<Object> types) {
        List<Object> slots = new ArrayList<>();
        for (Object type : types == null ? List.of() : types) {
            slots.add(type);
            if (type == Opcodes.LONG || type == Opcodes.DOUBLE) {
                slots.add(Opcodes.TOP);
            }
        }
        return slots;
    }

    /** Tells of two types, or of the elements of two arrays with as many dimensions. */
    private void flow(@Nullable String from, String to) {
        if (from == null || from.equals(to)) {
            return;
        }
        String type = from;
        String target = to;
        while (type.startsWith("[") && target.startsWith("[")) {
            type = type.substring(1);
            target = target.substring(1);
            if (type.startsWith("[") != target.startsWith("[")) {
                return;
            }
            if (!type.startsWith("[")) {
                if (!type.startsWith("L") || !target.startsWith("L")) {
                    return;
                }
                type = type.substring(1, type.length() - 1);
                target = target.substring(1, target.length() - 1);
            }
        }
        if (!type.startsWith("[") && !target.startsWith("[") && !type.equals(OBJECT) && !target.equals(OBJECT)) {
            subclasses.accept(type, target);
        }
    }
}
