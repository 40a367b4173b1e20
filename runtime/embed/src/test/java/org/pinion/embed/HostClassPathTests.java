// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.objectweb.asm.Opcodes;

class HostClassPathTests {

    /** What is asked of another ASM is what this one can do. */
    @Test
    void newestJava_isTheNewestThatAsmReads() throws ReflectiveOperationException {
        assertThat(Opcodes.class.getField("V" + HostClassPath.NEWEST)).isNotNull();
        assertThatThrownBy(() -> Opcodes.class.getField("V" + (HostClassPath.NEWEST + 1)))
                .isInstanceOf(NoSuchFieldException.class);
    }
}
