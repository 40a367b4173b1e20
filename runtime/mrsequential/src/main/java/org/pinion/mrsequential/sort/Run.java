// SPDX-License-Identifier: Apache-2.0
package org.pinion.mrsequential.sort;

/** Sorted pairs, in memory or in a file. */
public interface Run {

    /** Begin to read. */
    Cursor open();
}
