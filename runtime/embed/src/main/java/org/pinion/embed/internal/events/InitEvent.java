// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** An init function ran. */
@Name("org.pinion.Init")
@Label("Init")
@Description("An init function ran")
@Category("Pinion")
@StackTrace(false)
public final class InitEvent extends Event {

    /** The symbolic name of the bundle. */
    @Label("Plugin")
    public String plugin;

    /** The type with the init function. */
    @Label("Type")
    public String type;

    /** Whether it did not throw. */
    @Label("Succeeded")
    public boolean succeeded;

    /** Creates an event that has not begun. */
    public InitEvent() {}
}
