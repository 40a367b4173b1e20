// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** Somebody tried to stop, update or uninstall a pinned bundle. */
@Name("org.pinion.UnloadRefused")
@Label("Unload Refused")
@Description("Somebody tried to stop, update or uninstall a pinned bundle")
@Category("Pinion")
@StackTrace(true)
public final class UnloadRefusedEvent extends Event {

    /** What was tried. */
    @Label("Operation")
    public String operation;

    /** The bundle. */
    @Label("Bundle")
    public String bundle;

    /** Why it was refused. */
    @Label("Reason")
    public String reason;

    /** Creates an event that has not begun. */
    public UnloadRefusedEvent() {}
}
