// SPDX-License-Identifier: Apache-2.0
package org.pinion.conformance;

import java.util.HashMap;
import java.util.Map;
import org.apache.felix.framework.Felix;
import org.apache.felix.framework.PinningFelix;
import org.osgi.framework.connect.ConnectFrameworkFactory;
import org.osgi.framework.connect.ModuleConnector;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.pinion.embed.internal.framework.Pins;

/**
 * Makes frameworks like those of the runtime, but for rule P4: who has one may stop, update and restart it.
 *
 * <p>The launch tests do that all the time; in a runtime nobody but the host may stop the framework, and nobody may
 * restart it. Nothing else is left out, and nothing of Felix's is put back: all calls go through the same class.
 */
public final class HostFrameworkFactory implements FrameworkFactory, ConnectFrameworkFactory {

    /** What the factory prints, so that it is known which frameworks were tested. */
    static final String MARK = "a framework with pins";

    /** Creates the factory; the tests ask for it by its name. */
    public HostFrameworkFactory() {}

    private static final class HostPins extends Pins {

        @Override
        public boolean holdFramework() {
            return false;
        }
    }

    @Override
    public Framework newFramework(Map<String, String> configuration) {
        System.out.println(MARK);
        return new PinningFelix(configuration == null ? null : new HashMap<>(configuration), new HostPins());
    }

    /** Makes a framework with a connector, which Felix takes in a constructor that the runtime has no use for. */
    @Override
    public Framework newFramework(Map<String, String> configuration, ModuleConnector connector) {
        Framework framework = newFramework(configuration);
        try {
            var field = Felix.class.getDeclaredField("m_connectFramework");
            field.setAccessible(true);
            field.set(framework, connector);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
        return framework;
    }
}
