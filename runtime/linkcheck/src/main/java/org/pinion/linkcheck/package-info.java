// SPDX-License-Identifier: Apache-2.0
/**
 * Tells what the JVM would say when the classes of a bundle meet those that they refer to, without loading any.
 *
 * <p>{@link org.pinion.linkcheck.BundleReferences} are what a bundle refers to outside of it: found in its class files,
 * when it is built, and kept in its jar. {@link org.pinion.linkcheck.ClassSpace} is what its class loader would find.
 * {@link org.pinion.linkcheck.LinkCheck} brings both together.
 *
 * @since 0.1
 */
@NullMarked
@Version("1.0.0")
package org.pinion.linkcheck;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
