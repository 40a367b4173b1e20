// SPDX-License-Identifier: Apache-2.0
/**
 * Measures Pinion beside its limits and its peers, and writes down how it does.
 *
 * <p>A <em>limit</em> is what no plugin runtime can beat, such as a call of a class of the host; a <em>peer</em> is
 * another way to do the same. Both are measured in the same run, in processes of their own, in turns; what counts are
 * ratios. {@link org.pinion.benchmarks.Main} has the commands, {@link org.pinion.benchmarks.report} judges and draws.
 */
package org.pinion.benchmarks;
