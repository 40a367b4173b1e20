// SPDX-License-Identifier: Apache-2.0
/** Draws where the time of a recording of the Flight Recorder goes. */
package org.pinion.benchmarks.flame;
