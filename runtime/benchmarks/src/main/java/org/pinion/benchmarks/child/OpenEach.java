// SPDX-License-Identifier: Apache-2.0
package org.pinion.benchmarks.child;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.pinion.benchmarks.peer.Host;
import org.pinion.benchmarks.report.Statistics;

/** Opens plugins one by one, and prints what the first, second, fifth, tenth and so on costs. */
final class OpenEach {

    private OpenEach() {}

    public static void main(String[] arguments) throws Exception {
        String name = arguments[0];
        String peer = arguments[1];
        List<Path> jars = Host.jars(Path.of(arguments[2]));
        double[] times = new double[jars.size()];
        // Not closed, for the same reason as in OpenAll.
        Host host = Host.of(peer);
        host.start();
        for (int i = 0; i < times.length; i++) {
            long start = System.nanoTime();
            host.open(jars.get(i));
            times[i] = Samples.since(start, 1e3);
        }
        OpenAll.check(host, jars);
        Samples.print(
                name + ".warm." + peer,
                "us",
                Statistics.median(Arrays.copyOfRange(times, times.length / 2, times.length)));
        int[] steps = {1, 2, 5};
        for (int power = 1; power <= times.length; power *= 10) {
            for (int step : steps) {
                int nth = step * power;
                if (nth <= times.length) {
                    // The median of the last tenth of those before, as single opens vary.
                    double[] around = Arrays.copyOfRange(times, nth - Math.max(1, nth / 10), nth);
                    Samples.print(name + ".nth." + peer + "." + nth, "us", Statistics.median(around));
                }
            }
        }
        System.exit(0);
    }
}
