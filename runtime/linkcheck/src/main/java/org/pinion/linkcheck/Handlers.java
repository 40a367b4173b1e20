// SPDX-License-Identifier: Apache-2.0
package org.pinion.linkcheck;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * The exception handlers of a method, and which of them end an error: one that throws it on, or another one in its
 * place, as those of {@code finally}, {@code synchronized} and try-with-resources do, leaves the caller with it.
 */
final class Handlers {

    private static final String THROWABLE = "java/lang/Throwable";

    private static final List<String> ABOVE_MATCH =
            List.of(THROWABLE, "java/lang/Exception", "java/lang/RuntimeException", "java/lang/MatchException");

    /**
     * A handler.
     *
     * @param type what it catches, by internal name; {@code null} for everything
     * @param swallows whether nothing is thrown before the code goes on as without an error, or returns
     */
    record Handler(int start, int end, LabelNode target, String type, boolean swallows) {
        boolean covers(int instruction) {
            return instruction >= start && instruction < end;
        }
    }

    private final InsnList code;
    private final List<Handler> handlers = new ArrayList<>();

    Handlers(MethodNode method) {
        code = method.instructions;
        if (method.tryCatchBlocks.isEmpty()) {
            return;
        }
        BitSet usual = reached(0);
        for (TryCatchBlockNode block : method.tryCatchBlocks) {
            int target = code.indexOf(block.handler);
            BitSet only = reached(target);
            only.andNot(usual);
            boolean throwsOn = only.stream().anyMatch(at -> code.get(at).getOpcode() == Opcodes.ATHROW);
            handlers.add(new Handler(
                    code.indexOf(block.start), code.indexOf(block.end), block.handler, block.type, !throwsOn));
        }
    }

    /** Lists all handlers. */
    List<Handler> all() {
        return handlers;
    }

    /**
     * Lists the types, by internal name, of what is caught at an instruction and ends there. If javac has an error of a
     * pattern thrown as a {@code MatchException}, that must be caught.
     */
    List<String> swallowedAt(int instruction) {
        for (Handler handler : handlers) {
            if (handler.covers(instruction) && isOfPattern(handler.target)) {
                boolean caught =
                        swallowed(code.indexOf(handler.target)).stream().anyMatch(ABOVE_MATCH::contains);
                return caught ? List.of(THROWABLE) : List.of();
            }
        }
        return swallowed(instruction);
    }

    private List<String> swallowed(int instruction) {
        return handlers.stream()
                .filter(handler -> handler.swallows && handler.covers(instruction))
                .map(handler -> handler.type == null ? THROWABLE : handler.type)
                .distinct()
                .sorted()
                .toList();
    }

    /** Tells whether a handler does nothing but throw what it has caught as a {@code MatchException}. */
    private static boolean isOfPattern(LabelNode target) {
        AbstractInsnNode next = target;
        while (next != null && (next.getOpcode() < 0 || next.getOpcode() == Opcodes.ASTORE)) {
            next = next.getNext();
        }
        return next instanceof TypeInsnNode made
                && made.getOpcode() == Opcodes.NEW
                && made.desc.equals("java/lang/MatchException");
    }

    /** Finds the instructions that come after one, as long as nothing is thrown. */
    private BitSet reached(int from) {
        BitSet reached = new BitSet();
        Deque<Integer> next = new ArrayDeque<>(List.of(from));
        while (!next.isEmpty()) {
            int at = next.pop();
            if (at >= code.size() || reached.get(at)) {
                continue;
            }
            reached.set(at);
            AbstractInsnNode instruction = code.get(at);
            targets(instruction).forEach(label -> next.push(code.indexOf(label)));
            if (goesOn(instruction.getOpcode())) {
                next.push(at + 1);
            }
        }
        return reached;
    }

    /** Lists where an instruction may jump to. */
    static List<LabelNode> targets(AbstractInsnNode instruction) {
        if (instruction instanceof JumpInsnNode jump) {
            return List.of(jump.label);
        }
        List<LabelNode> labels = new ArrayList<>();
        if (instruction instanceof TableSwitchInsnNode table) {
            labels.addAll(table.labels);
            labels.add(table.dflt);
        } else if (instruction instanceof LookupSwitchInsnNode lookup) {
            labels.addAll(lookup.labels);
            labels.add(lookup.dflt);
        }
        return labels;
    }

    private static boolean goesOn(int opcode) {
        return switch (opcode) {
            case Opcodes.GOTO, Opcodes.ATHROW, Opcodes.RET, Opcodes.TABLESWITCH, Opcodes.LOOKUPSWITCH -> false;
            default -> opcode < Opcodes.IRETURN || opcode > Opcodes.RETURN;
        };
    }
}
