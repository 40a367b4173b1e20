// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** An attempt to open a file as a plugin. */
@Name("org.pinion.Open")
@Label("Open")
@Description("An attempt to open a file as a plugin")
@Category("Pinion")
@StackTrace(false)
public final class OpenEvent extends Event {

    /** Where the file is. */
    @Label("Location")
    public String location;

    /** Whether the plugin is open now. */
    @Label("Opened")
    public boolean opened;

    /** What is wrong, if it is not. */
    @Label("Problem")
    public String problem;

    /** Creates an event that has not begun. */
    public OpenEvent() {}
}
