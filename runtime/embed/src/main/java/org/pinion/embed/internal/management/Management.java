// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.management;

/** Knows whether the JVM has JMX at all. Apart from the bean, whose class needs JMX itself. */
public final class Management {

    private Management() {}

    /** Tell whether JMX is there; an image of the JDK may leave it out. */
    public static boolean isPossible() {
        return ModuleLayer.boot().findModule("java.management").isPresent();
    }
}
