// SPDX-License-Identifier: Apache-2.0
/**
 * Explains failures in the words of manifests: what is needed, what was found instead and where, and what to do.
 *
 * <p>The explanations are made from the framework's own model, which are requirements, capabilities, wires and the
 * entries of bundles, and from what the JVM throws; never from the text of the framework's exceptions.
 *
 * <ul>
 *   <li>{@code ResolveDiagnosis} explains why a bundle does not resolve (O8): each requirement that nothing meets; for
 *       one that a bundle would meet which does not resolve either, that bundle's problems, and so on to the root; and
 *       if each can be met, the two ways on which one package comes from two bundles ({@code UsesDiagnosis}).
 *   <li>{@code LinkageDiagnosis} explains errors of linking, when a plugin is opened, initialised or called;
 *       {@code ClassDiagnosis} why a bundle does not find a class.
 *   <li>{@code ThrownDiagnosis} tells what an init or an activator has thrown, and where in the plugin (I6).
 * </ul>
 *
 * A {@code Failure} carries the problems to where it is known under which name the caller asked for the operation.
 */
package org.pinion.embed.internal.diagnosis;
