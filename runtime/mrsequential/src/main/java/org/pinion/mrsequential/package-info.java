// SPDX-License-Identifier: Apache-2.0
/**
 * A host of MapReduce programs, which are plugins: it maps every file, sorts all pairs by key, reduces every key, and
 * writes a line for each.
 *
 * <p>{@link org.pinion.mrsequential.Main} is the command line, {@link org.pinion.mrsequential.Program} a plugin whose
 * functions are bound to {@link org.pinion.mrsequential.MapReduce}, {@link org.pinion.mrsequential.Job} the run.
 * {@link org.pinion.mrsequential.sort} sorts what does not fit into memory.
 */
package org.pinion.mrsequential;
