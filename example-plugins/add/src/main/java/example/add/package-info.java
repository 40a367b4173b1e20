// SPDX-License-Identifier: Apache-2.0
/** The main package of the plugin: its public static members are the symbols. */
@PluginMain
package example.add;

import org.pinion.PluginMain;
