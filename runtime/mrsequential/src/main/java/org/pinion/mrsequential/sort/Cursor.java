// SPDX-License-Identifier: Apache-2.0
package org.pinion.mrsequential.sort;

import java.io.IOException;

/** Goes through pairs in order. A step is one pair, or several equal ones that follow each other. */
interface Cursor {

    /** Take a step. Returns {@code false} at the end, where the other methods are undefined. */
    boolean next() throws IOException;

    String key();

    /** Give the number of the file that the pairs come from. */
    int file();

    String value();

    /** Tell how many pairs there are in this step. */
    int count();
}
