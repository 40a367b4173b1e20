// SPDX-License-Identifier: Apache-2.0
/** What everybody here needs to know of an installed bundle: its name in messages, its kind, its wires. */
package org.pinion.embed.internal.bundle;
