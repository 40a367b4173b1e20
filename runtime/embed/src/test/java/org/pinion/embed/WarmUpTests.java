// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WarmUpTests {

    @Test
    void runtime_startedWhileItIsPrepared_runs() throws InterruptedException {
        WarmUp.begin();
        List<Thread> preparing = threads();
        try (Pinion pinion = Pinion.start()) {
            assertThat(pinion.framework().getBundleContext().getBundles()).hasSize(1);
        }
        for (Thread thread : preparing) {
            assertThat(thread.isDaemon()).isTrue();
            thread.join();
        }
        WarmUp.begin();
    }

    /** Prepares a runtime and does nothing else. */
    static final class Host {
        private Host() {}

        public static void main(String[] arguments) throws InterruptedException {
            WarmUp.begin();
            for (Thread thread : threads()) {
                thread.join();
            }
        }
    }

    /** A host sets logging up when it has read its configuration, which is what it does meanwhile. */
    @Test
    void preparing_doesNotInitialiseLogging() throws Exception {
        assertThat(Hosts.run(Host.class, List.of("-Xlog:class+load")))
                .contains("org.apache.felix.framework.Felix ")
                .doesNotContain("org.slf4j");
    }

    private static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("pinion-warm-up"))
                .toList();
    }
}
