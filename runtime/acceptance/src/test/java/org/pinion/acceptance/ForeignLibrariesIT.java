// SPDX-License-Identifier: Apache-2.0
package org.pinion.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinion.acceptance.hosts.SimpleHost;
import org.pinion.testing.Commands;
import org.pinion.testing.Commands.Result;

/**
 * An older version of what Pinion depends on comes first on the class path. Maven does so if a nearer dependency asks
 * for it.
 */
class ForeignLibrariesIT {

    @TempDir
    Path folder;

    private static Path foreign(String name) {
        return Path.of(System.getProperty("foreign.jars"), name);
    }

    private Result run(Path first) throws IOException, InterruptedException {
        List<Path> classPath =
                Stream.concat(Stream.of(first), Jars.host().stream()).toList();
        return Commands.run(
                folder, Commands.java(classPath, List.of(), SimpleHost.class, Jars.counter(folder), "unload"));
    }

    @Test
    void asm_thatIsTooOldForThisJava_isRefusedAndNamed() throws IOException, InterruptedException {
        Path asm = foreign("asm-7.0.jar");

        Result result = run(asm);

        assertThat(result.output())
                .as(result.errors())
                .isEqualToNormalizingNewlines("RUNTIME pinion: cannot start: the ASM in "
                        + asm.toUri().toString().replace("file:///", "file:/") + " cannot read the classes of Java "
                        + Runtime.version().feature()
                        + "; Pinion needs org.ow2.asm:asm 9.11.1 or newer, take the other one"
                        + " from the class path, or depend on org.ow2.asm:asm 9.11.1\n");
        assertThat(result.errors()).isEmpty();
    }

    /** The oldest that reads classes of Java 17. */
    @Test
    void asm_thatReadsTheClassesOfThisJava_works_anyOtherIsRefused() throws IOException, InterruptedException {
        assertThat(run(foreign("asm-9.1.jar")).output())
                .contains(Runtime.version().feature() == 17 ? "opened, 2 + 3 = 5" : "cannot read the classes of Java");
    }

    @Test
    void slf4j_ofTheMajorVersionBefore_works() throws IOException, InterruptedException {
        assertThat(run(foreign("slf4j-api-1.7.36.jar")).output()).contains("opened, 2 + 3 = 5");
    }
}
