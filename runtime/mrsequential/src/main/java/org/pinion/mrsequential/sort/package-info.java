// SPDX-License-Identifier: Apache-2.0
/**
 * Sorts pairs that may not fit into memory.
 *
 * <p>Each worker has a {@link org.pinion.mrsequential.sort.Sorter}. It groups pairs by key in memory, and equal values
 * in a row take one place. When its share of the memory is full, it writes what it has as a sorted <em>run</em> to a
 * temporary file. {@link org.pinion.mrsequential.sort.Groups} merges the runs of all workers, and gives each key with
 * its values.
 *
 * <p>Pairs are ordered by key, then by the file that they come from, then as they were added. So the result does not
 * depend on which worker had which file, nor on how much fits into memory.
 *
 * <p>Temporary files have no name as soon as they are open, where the system can do that: whatever ends the process
 * removes them.
 */
package org.pinion.mrsequential.sort;
