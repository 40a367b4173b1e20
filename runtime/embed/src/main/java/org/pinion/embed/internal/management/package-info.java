// SPDX-License-Identifier: Apache-2.0
/** Shows a runtime in JMX, by the interface {@link org.pinion.SymbolRegistryMXBean}. */
package org.pinion.embed.internal.management;
