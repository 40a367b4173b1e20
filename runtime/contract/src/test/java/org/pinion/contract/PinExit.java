// SPDX-License-Identifier: Apache-2.0
package org.pinion.contract;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.pinion.embed.Pinion;

/** A host that ends its JVM at an unfortunate moment. */
public final class PinExit {

    static final int STATUS = 7;

    private static Pinion pinion;

    private PinExit() {}

    /** Opens the plugin of the second argument and ends as the first argument says. */
    public static void main(String[] arguments) throws Exception {
        Path jar = Path.of(arguments[1]);
        pinion = Pinion.builder()
                .share("org.pinion.contract")
                .storage(jar.resolveSibling("storage-" + arguments[0]))
                .start();
        switch (arguments[0]) {
            case "exitDuringInit" -> {
                openInTheBackground(jar, "gate.init");
                System.exit(STATUS);
            }
            case "exitDuringActivator" -> {
                openInTheBackground(jar, "gate.start");
                System.exit(STATUS);
            }
            case "exitInInit" -> {
                PinGate.on("gate.init", () -> System.exit(STATUS));
                pinion.open(jar);
            }
            case "exitInActivator" -> {
                PinGate.on("gate.start", () -> System.exit(STATUS));
                pinion.open(jar);
            }
            case "exitInInitWithHookThatCloses" -> {
                Runtime.getRuntime().addShutdownHook(new Thread(pinion::close));
                PinGate.on("gate.init", () -> System.exit(STATUS));
                pinion.open(jar);
            }
            case "returnDuringInit" -> openInTheBackground(jar, "gate.init");
            case "throwDuringActivator" -> {
                openInTheBackground(jar, "gate.start");
                throw new IllegalStateException("careless");
            }
            case "returnWhileItCloses" -> {
                CountDownLatch stopping = new CountDownLatch(1);
                PinGate.on("gate.stop", () -> block(stopping));
                pinion.open(jar);
                inTheBackground(pinion::close);
                stopping.await();
            }
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static void openInTheBackground(Path jar, String place) throws InterruptedException {
        CountDownLatch reached = new CountDownLatch(1);
        PinGate.on(place, () -> block(reached));
        inTheBackground(() -> pinion.open(jar));
        reached.await();
    }

    private static void inTheBackground(Runnable action) {
        Thread thread = new Thread(action);
        thread.setDaemon(true);
        thread.start();
    }

    private static void block(CountDownLatch reached) {
        reached.countDown();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
