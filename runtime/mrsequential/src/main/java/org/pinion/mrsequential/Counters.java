// SPDX-License-Identifier: Apache-2.0
package org.pinion.mrsequential;

import java.util.concurrent.atomic.AtomicLong;

/** How far a run has come. Written by workers, read by who shows it. */
final class Counters {

    enum Phase {
        MAP,
        MERGE,
        REDUCE
    }

    volatile Phase phase = Phase.MAP;
    volatile long files;
    final AtomicLong mapped = new AtomicLong();
    final AtomicLong pairs = new AtomicLong();
    final AtomicLong reducedPairs = new AtomicLong();
    final AtomicLong keys = new AtomicLong();
}
