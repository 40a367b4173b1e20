// SPDX-License-Identifier: Apache-2.0
/**
 * What all operations of a runtime share: whether it is closed, how failures are worded, and which thread waits for
 * which.
 *
 * <p>{@code Operations} runs each of them. A thread that must wait for what another does waits for an
 * {@code OwnedFuture} of it, through the {@code WaitGraph}, which refuses to let threads wait for each other in a
 * circle. No foreign code runs under a lock.
 */
package org.pinion.embed.internal.lifecycle;
