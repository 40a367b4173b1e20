// SPDX-License-Identifier: Apache-2.0
package org.pinion.linker;

import java.util.Set;
import java.util.TreeSet;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Type;

/**
 * What one class file refers to. Code names classes, member types and the methods that it calls or makes handles of in
 * the constant pool, so the instructions need not be read.
 */
final class References {

    private static final int CLASS = 7;
    private static final int METHOD = 10;
    private static final int METHOD_OF_INTERFACE = 11;
    private static final int NAME_AND_TYPE = 12;
    private static final int METHOD_TYPE = 16;

    /** A method called {@code init} of some type, by the binary name of the type. */
    record InitCall(String owner, String descriptor) {}

    private final Set<String> packages = new TreeSet<>();
    private final Set<InitCall> initCalls = new java.util.LinkedHashSet<>();

    Set<String> packages() {
        return packages;
    }

    /** The methods called {@code init} that the code uses. */
    Set<InitCall> initCalls() {
        return initCalls;
    }

    void readConstantPool(ClassReader reader) {
        char[] buffer = new char[reader.getMaxStringLength()];
        for (int index = 1; index < reader.getItemCount(); index++) {
            int offset = reader.getItem(index);
            if (offset == 0) {
                continue;
            }
            switch (reader.readByte(offset - 1)) {
                case CLASS -> add(Type.getObjectType(reader.readUTF8(offset, buffer)));
                case NAME_AND_TYPE -> add(Type.getType(reader.readUTF8(offset + 2, buffer)));
                case METHOD_TYPE -> add(Type.getMethodType(reader.readUTF8(offset, buffer)));
                case METHOD, METHOD_OF_INTERFACE -> readMethod(reader, offset, buffer);
                default -> {
                    // Other constants name no class by themselves.
                }
            }
        }
    }

    private void readMethod(ClassReader reader, int offset, char[] buffer) {
        int nameAndType = reader.getItem(reader.readUnsignedShort(offset + 2));
        if ("init".equals(reader.readUTF8(nameAndType, buffer))) {
            initCalls.add(new InitCall(
                    reader.readClass(offset, buffer).replace('/', '.'), reader.readUTF8(nameAndType + 2, buffer)));
        }
    }

    void add(Type type) {
        switch (type.getSort()) {
            case Type.METHOD -> {
                add(type.getReturnType());
                for (Type argument : type.getArgumentTypes()) {
                    add(argument);
                }
            }
            case Type.ARRAY -> add(type.getElementType());
            case Type.OBJECT -> {
                String className = type.getClassName();
                int dot = className.lastIndexOf('.');
                packages.add(dot < 0 ? "" : className.substring(0, dot));
            }
            default -> {
                // A primitive type is in no package.
            }
        }
    }
}
