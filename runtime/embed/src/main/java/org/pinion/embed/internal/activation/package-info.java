// SPDX-License-Identifier: Apache-2.0
/**
 * Starts bundles: init follows from the activation of a bundle, whoever activates it; first that of the bundles it is
 * wired to, then its own, then its symbols are published (I1-I8).
 */
package org.pinion.embed.internal.activation;
