// SPDX-License-Identifier: Apache-2.0
/** Programs that measure what needs a process of its own, and print it. */
package org.pinion.benchmarks.child;
