// SPDX-License-Identifier: Apache-2.0
/**
 * Embeds Pinion in an application.
 *
 * <pre>{@code
 * try (Pinion pinion = Pinion.start()) {
 *     IntBinaryOperator add = pinion.open(Path.of("add.jar")).lookup("ExportedFunc").as(IntBinaryOperator.class);
 *     System.out.println(add.applyAsInt(1, 2));
 * }
 * }</pre>
 *
 * A runtime is an OSGi framework with a symbol registry in its system bundle. Several runtimes may run in one JVM; they
 * share nothing. A runtime keeps no state between two runs, keeps no JVM alive, and sets no system property.
 *
 * @since 0.1
 */
@NullMarked
@Version("1.0.0")
package org.pinion.embed;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
