// SPDX-License-Identifier: Apache-2.0
/**
 * What all operations of a runtime share: whether it is closed, how failures are worded, and which thread waits for
 * which.
 *
 * <p>A thread waits only for an {@link org.pinion.embed.internal.lifecycle.OwnedFuture} of another thread, and tells
 * the {@link org.pinion.embed.internal.lifecycle.WaitGraph} so, which refuses to let a circle of threads wait for each
 * other. No foreign code runs under a lock.
 */
package org.pinion.embed.internal.lifecycle;
