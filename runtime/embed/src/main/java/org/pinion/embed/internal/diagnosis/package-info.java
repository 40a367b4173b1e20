// SPDX-License-Identifier: Apache-2.0
/**
 * Explains failures in the words of manifests: what is needed, what was found instead and where, and what to do (O8).
 *
 * <p>The explanation is made from the framework's own model of requirements and capabilities, never from the text of its
 * exceptions.
 */
package org.pinion.embed.internal.diagnosis;
