// SPDX-License-Identifier: Apache-2.0
package org.pinion.benchmarks.jars;

import java.util.function.IntBinaryOperator;
import org.pf4j.ExtensionPoint;

/** What a plugin of PF4J extends: it must be on the class path of both. */
public interface AddExtension extends IntBinaryOperator, ExtensionPoint {}
