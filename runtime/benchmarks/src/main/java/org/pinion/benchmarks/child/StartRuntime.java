// SPDX-License-Identifier: Apache-2.0
package org.pinion.benchmarks.child;

import org.pinion.benchmarks.peer.Host;
import org.pinion.benchmarks.report.Statistics;

/** Starts a runtime in a running process: for the first time, and again and again. */
final class StartRuntime {

    private static final int STARTS = 40;

    private StartRuntime() {}

    public static void main(String[] arguments) throws Exception {
        String name = arguments[0];
        String peer = arguments[1];
        double[] times = new double[STARTS];
        for (int i = 0; i < STARTS; i++) {
            Host host = Host.of(peer);
            long start = System.nanoTime();
            host.start();
            times[i] = Samples.since(start, 1e6);
            host.close();
        }
        Samples.print(name + ".first." + peer, "ms", times[0]);
        Samples.print(
                name + ".again." + peer,
                "ms",
                Statistics.median(java.util.Arrays.copyOfRange(times, STARTS / 2, STARTS)));
        System.exit(0);
    }
}
