// SPDX-License-Identifier: Apache-2.0
/**
 * What the tests of the other modules build their bundles and jars with, and how they read the documents of the project
 * and run what is said there. The linker is not a dependency of this package: a test that builds plugins has it on its
 * class path.
 */
package org.pinion.testing;
