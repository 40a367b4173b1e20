// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.registry;

/** Is told how far the open of many files has come. */
public interface Observer {

    /**
     * Take note of a step.
     *
     * @param done how many files have been dealt with
     * @param total how many there are
     * @param failed how many of those that are done have failed
     * @param current the name of the file that comes next; empty at the end
     */
    void step(int done, int total, int failed, String current);
}
