// SPDX-License-Identifier: Apache-2.0
/**
 * A host of MapReduce programs, which are plugins: it maps every file, sorts all pairs by key, reduces every key, and
 * writes a line for each.
 *
 * <p>{@link example.mrsequential.Main} is the command line, {@link example.mrsequential.Program} a plugin whose functions
 * are bound to {@link example.mrsequential.MapReduce}, {@link example.mrsequential.Job} the run.
 * {@link example.mrsequential.sort} sorts what does not fit into memory.
 */
package example.mrsequential;
