// SPDX-License-Identifier: Apache-2.0
package org.pinion.mrsequential;

import org.pinion.mrsequential.sort.Sorter;

/** What one thread has, and what it has done. */
final class Worker {

    final int number;
    final Sorter sorter;

    int files;
    long bytesIn;
    long pairs;
    long mapNanos;
    int keys;
    long bytesOut;
    long reduceNanos;

    Worker(int number, Sorter sorter) {
        this.number = number;
        this.sorter = sorter;
    }
}
