// SPDX-License-Identifier: Apache-2.0
package org.pinion.acceptance.hosts;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.pinion.embed.Pinion;

/** Opens a plugin, and ends without closing the runtime. */
public final class ExitHost {

    private ExitHost() {}

    /**
     * Runs the host.
     *
     * @param arguments the jar, and how to end; then the command of a child process to be started before
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Pinion.start().open(Path.of(arguments[0]));
        if (arguments.length > 2) {
            String[] command = java.util.Arrays.copyOfRange(arguments, 2, arguments.length);
            Process child = new ProcessBuilder(command).inheritIO().start();
            System.out.println("child " + child.pid());
        }
        System.out.println("main ends");
        switch (arguments[1]) {
            case "return" -> {}
            case "throw" -> throw new IllegalStateException("careless");
            case "exit" -> {
                new Thread(() -> System.exit(7)).start();
                new CountDownLatch(1).await();
            }
            default -> throw new IllegalArgumentException(arguments[1]);
        }
    }
}
