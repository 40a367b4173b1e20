// SPDX-License-Identifier: Apache-2.0
/**
 * Starts bundles: init follows from the activation of a bundle, whoever activates it; first that of the bundles it is
 * wired to, then its own, then its symbols are published (I1-I8).
 *
 * <p>{@code Initializer} is told by the framework that a bundle is active. {@code InitsByWiring} lets its init run once
 * in each wiring, {@code ClassLinker} loads the classes for it, {@code InitRunner} runs it. {@code LibraryStarts}
 * starts each library once (L4, L5).
 */
package org.pinion.embed.internal.activation;
