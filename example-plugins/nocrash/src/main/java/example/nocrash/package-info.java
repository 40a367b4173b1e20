// SPDX-License-Identifier: Apache-2.0
/** The main package of the program: it publishes {@code Map} and {@code Reduce}. */
@PluginMain
package example.nocrash;

import org.pinion.PluginMain;
