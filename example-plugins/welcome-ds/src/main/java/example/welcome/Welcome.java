// SPDX-License-Identifier: Apache-2.0
package example.welcome;

import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.pinion.Plugin;

/**
 * Welcomes a guest with the words of whatever plugin can greet.
 *
 * <p>It is activated when a plugin with the symbol {@code greet} is open, be it opened before or after this bundle is
 * started. The host needs {@code Pinion.builder().with("ds")}.
 */
@Component(configurationPid = "example.welcome")
public final class Welcome implements Supplier<String> {

    /** The type that the symbol must have; it need not be known to the plugin. */
    private interface Greet {
        String greet(String name);
    }

    /** What Configuration Admin may set. */
    @interface Settings {
        /** Who is welcome. */
        String guest() default "World";
    }

    private final Greet greet;
    private volatile String guest;

    /** Activate the component. */
    @Activate
    public Welcome(@Reference(target = "(plugin.symbols=greet)") Plugin plugin, Settings settings) {
        greet = plugin.lookup("greet").as(Greet.class);
        guest = settings.guest();
    }

    @Modified
    void modified(Settings settings) {
        guest = settings.guest();
    }

    /** Say it. */
    @Override
    public String get() {
        return greet.greet(guest);
    }
}
