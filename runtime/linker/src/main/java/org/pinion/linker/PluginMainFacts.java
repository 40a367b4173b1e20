// SPDX-License-Identifier: Apache-2.0
package org.pinion.linker;

import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.Opcodes;

/** What a {@code @PluginMain} says. */
final class PluginMainFacts extends AnnotationVisitor {

    static final String DESCRIPTOR = "Lorg/pinion/PluginMain;";

    private boolean lendsLoader;

    PluginMainFacts() {
        super(Opcodes.ASM9);
    }

    /** Tells whether calls lend the class loader of the plugin to the thread (C3). */
    boolean lendsLoader() {
        return lendsLoader;
    }

    @Override
    public void visit(String name, Object value) {
        if (name.equals("contextClassLoader")) {
            lendsLoader = Boolean.TRUE.equals(value);
        }
    }
}
