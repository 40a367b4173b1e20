// SPDX-License-Identifier: Apache-2.0
/** Builds the plugins that are measured: one of a kind with bnd and the linker, the others as its renamed copies. */
package org.pinion.benchmarks.jars;
