// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A symbol was looked up that does not exist or is ambiguous. */
@Name("org.pinion.LookupFailed")
@Label("Lookup Failed")
@Description("A symbol was looked up that does not exist or is ambiguous")
@Category("Pinion")
@StackTrace(true)
public final class LookupFailedEvent extends Event {

    /** The symbolic name of the plugin. */
    @Label("Plugin")
    public String plugin;

    /** The name that was looked up. */
    @Label("Symbol")
    public String symbol;

    /** Creates an event that has not begun. */
    public LookupFailedEvent() {}
}
