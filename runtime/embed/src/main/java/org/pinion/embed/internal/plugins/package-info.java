// SPDX-License-Identifier: Apache-2.0
/** The plugins that are open, as hosts see them: their symbols, and what happens in calls. */
package org.pinion.embed.internal.plugins;
