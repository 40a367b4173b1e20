// SPDX-License-Identifier: Apache-2.0
package org.pinion.acceptance.hosts;

import java.io.IOException;
import java.nio.file.Path;
import org.pinion.embed.Pinion;

/** Has two runtimes in one folder until standard input ends. */
public final class TwoRuntimesHost {

    private TwoRuntimesHost() {}

    /**
     * Runs the host.
     *
     * @param arguments the jar
     */
    public static void main(String[] arguments) throws IOException {
        try (Pinion one = Pinion.start();
                Pinion two = Pinion.start()) {
            one.open(Path.of(arguments[0]));
            two.open(Path.of(arguments[0]));
            System.out.println("opened");
            System.in.transferTo(System.out);
        }
    }
}
