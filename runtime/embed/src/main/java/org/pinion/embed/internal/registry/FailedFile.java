// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.registry;

import org.pinion.FailedOpen;
import org.pinion.PluginException;

/** A failure that is told to the host. */
record FailedFile(String location, PluginException failure) implements FailedOpen {}
