// SPDX-License-Identifier: Apache-2.0
package org.pinion.linkcheck;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.pinion.linkcheck.Reference.Kind;

/**
 * Recognises {@code switch} over an enum or a sealed type as javac writes it: by a table of its own in a class beside,
 * which catches the error of a constant that is gone, or by {@code invokedynamic}.
 */
final class Switches {

    private static final String TABLE = "$SwitchMap$";

    /** What javac throws where an exhaustive switch meets what was not there before. */
    private static final List<String> UNFORESEEN =
            List.of("java/lang/MatchException", "java/lang/IncompatibleClassChangeError");

    /** The enum of a table, and its constants by the number that the table gives them. */
    record Table(String type, Map<Integer, String> constants) {}

    private final MethodNode method;
    private final Map<String, Table> tables;

    /** The table that the last instructions have read; {@code null} if none. */
    private @Nullable Table read;

    Switches(MethodNode method, Map<String, Table> tables) {
        this.method = method;
        this.tables = tables;
    }

    /** Reads the tables that a class initialiser fills, by {@code class.field}. */
    static Map<String, Table> tables(MethodNode initialiser) {
        Map<String, Table> tables = new HashMap<>();
        String table = null;
        FieldInsnNode constant = null;
        for (AbstractInsnNode instruction : initialiser.instructions) {
            if (instruction instanceof FieldInsnNode field && field.getOpcode() == Opcodes.GETSTATIC) {
                if (field.name.startsWith(TABLE)) {
                    table = field.owner + "." + field.name;
                } else if (field.desc.equals("L" + field.owner + ";")) {
                    constant = field;
                }
            } else if (instruction.getOpcode() == Opcodes.IASTORE && table != null && constant != null) {
                Integer number = number(instruction.getPrevious());
                if (number != null) {
                    String type = constant.owner;
                    tables.computeIfAbsent(table, name -> new Table(type, new LinkedHashMap<>()))
                            .constants()
                            .put(number, constant.name);
                }
                table = null;
            }
        }
        return tables;
    }

    private static @Nullable Integer number(AbstractInsnNode instruction) {
        int opcode = instruction.getOpcode();
        if (opcode >= Opcodes.ICONST_M1 && opcode <= Opcodes.ICONST_5) {
            return opcode - Opcodes.ICONST_0;
        }
        return instruction instanceof IntInsnNode constant ? constant.operand : null;
    }

    /** Looks at the next instruction. */
    void at(AbstractInsnNode instruction, ReferenceSink sink) {
        if (instruction instanceof FieldInsnNode field && field.getOpcode() == Opcodes.GETSTATIC) {
            Table found = tables.get(field.owner + "." + field.name);
            read = found == null ? read : found;
            return;
        }
        List<Integer> keys = new ArrayList<>();
        LabelNode other;
        if (instruction instanceof TableSwitchInsnNode table) {
            for (int key = table.min; key <= table.max; key++) {
                if (table.labels.get(key - table.min) != table.dflt) {
                    keys.add(key);
                }
            }
            other = table.dflt;
        } else if (instruction instanceof LookupSwitchInsnNode lookup) {
            keys.addAll(lookup.keys);
            other = lookup.dflt;
        } else {
            return;
        }
        if (read != null) {
            Map<Integer, String> constants = read.constants;
            List<String> covered =
                    keys.stream().map(constants::get).filter(Objects::nonNull).toList();
            sink.add(Kind.ENUM_SWITCH, read.type, "", String.join(",", covered), flags(other));
            read = null;
        }
    }

    /** Tells whether the switch that follows has a branch for whatever there was when it was compiled. */
    boolean isExhaustive(AbstractInsnNode call) {
        for (AbstractInsnNode next = call.getNext(); next != null; next = next.getNext()) {
            if (next instanceof TableSwitchInsnNode table) {
                return flags(table.dflt) != 0;
            }
            if (next instanceof LookupSwitchInsnNode lookup) {
                return flags(lookup.dflt) != 0;
            }
            if (next.getOpcode() >= 0 && !(next instanceof InsnNode)) {
                return false;
            }
        }
        return false;
    }

    private int flags(LabelNode branch) {
        AbstractInsnNode next = branch;
        while (next != null && next.getOpcode() < 0) {
            next = next.getNext();
        }
        return next instanceof TypeInsnNode made
                        && made.getOpcode() == Opcodes.NEW
                        && UNFORESEEN.contains(made.desc)
                        && method.instructions.contains(made)
                ? Reference.EXHAUSTIVE
                : 0;
    }
}
