// SPDX-License-Identifier: Apache-2.0
/** The main package of the plugin. */
@PluginMain
package example.greetings;

import org.pinion.PluginMain;
