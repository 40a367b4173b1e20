// SPDX-License-Identifier: Apache-2.0
/** Pinion and its peers, each as its own documentation says that it is used. */
package org.pinion.benchmarks.peer;
