// SPDX-License-Identifier: Apache-2.0
/**
 * Checks what plugins refer to (R1-R6): the classes as each bundle sees them, along the wires of the framework, and the
 * words for what does not fit.
 */
package org.pinion.embed.internal.references;
