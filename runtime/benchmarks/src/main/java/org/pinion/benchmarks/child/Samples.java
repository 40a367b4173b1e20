// SPDX-License-Identifier: Apache-2.0
package org.pinion.benchmarks.child;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Path;

/** Prints samples for the process that has started this one, and takes those of memory. */
final class Samples {

    private Samples() {}

    static void print(String name, String unit, double sample) {
        System.out.println(name + "\t" + unit + "\t" + sample);
    }

    /** Gives the nanoseconds since a moment in another unit. */
    static double since(long start, double nanos) {
        return (System.nanoTime() - start) / nanos;
    }

    /** Collects garbage until nothing more goes, and gives the bytes that are in use. */
    static long heap() throws InterruptedException {
        long used = Long.MAX_VALUE;
        for (int i = 0; i < 10; i++) {
            System.gc();
            Thread.sleep(50);
            long now = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
            if (i >= 3 && now > used - 1024) {
                return Math.min(now, used);
            }
            used = Math.min(now, used);
        }
        return used;
    }

    /** Gives the bytes of metaspace that are in use. */
    static long metaspace() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getName().equals("Metaspace"))
                .mapToLong((MemoryPoolMXBean pool) -> pool.getUsage().getUsed())
                .sum();
    }

    static int threads() {
        return ManagementFactory.getThreadMXBean().getThreadCount();
    }

    /** Gives the number of open files, or -1 where nobody tells. */
    static int files() {
        String[] open = Path.of("/proc/self/fd").toFile().list();
        return open == null ? -1 : open.length;
    }
}
