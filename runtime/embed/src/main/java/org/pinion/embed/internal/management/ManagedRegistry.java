// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.management;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.ObjectName;
import org.osgi.framework.Bundle;
import org.pinion.Init;
import org.pinion.Library;
import org.pinion.Plugin;
import org.pinion.PluginException;
import org.pinion.Symbol;
import org.pinion.SymbolRegistryMXBean;
import org.pinion.embed.internal.framework.Pins;
import org.pinion.embed.internal.registry.Registry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A registry as an MXBean of the platform's server, until it is closed. */
public final class ManagedRegistry implements SymbolRegistryMXBean, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("org.pinion");

    private static final AtomicLong IDS = new AtomicLong();

    private final Registry registry;
    private final Pins pins;
    private final ObjectName name;

    private ManagedRegistry(Registry registry, Pins pins, ObjectName name) {
        this.registry = registry;
        this.pins = pins;
        this.name = name;
    }

    /** Register a registry. A failure is logged: nobody's plugins should depend on JMX. */
    public static AutoCloseable register(Registry registry, Pins pins) {
        try {
            while (true) {
                ObjectName name = new ObjectName("org.pinion:type=SymbolRegistry,id=" + IDS.incrementAndGet());
                ManagedRegistry bean = new ManagedRegistry(registry, pins, name);
                try {
                    ManagementFactory.getPlatformMBeanServer().registerMBean(bean, name);
                    return bean;
                } catch (InstanceAlreadyExistsException e) {
                    LOG.debug("{} is of a Pinion in another class loader, which counts for itself", name, e);
                }
            }
        } catch (JMException e) {
            LOG.warn("the runtime is not shown in JMX", e);
            return () -> {};
        }
    }

    @Override
    public void close() {
        try {
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
        } catch (JMException e) {
            LOG.debug("somebody else has removed {}", name, e);
        }
    }

    @Override
    public List<PluginInfo> getPlugins() {
        return registry.plugins().stream().<PluginInfo>map(ShownPlugin::new).toList();
    }

    @Override
    public List<LibraryInfo> getLibraries() {
        return registry.libraries().stream().<LibraryInfo>map(ShownLibrary::new).toList();
    }

    @Override
    public List<String> getFailures() {
        return registry.failures().stream()
                .map(failed -> failed.failure().getMessage())
                .toList();
    }

    @Override
    public long getRefusedUnloads() {
        return pins.refusals();
    }

    /** A library as JMX shows it. */
    private record ShownLibrary(Library library) implements LibraryInfo {
        @Override
        public String getName() {
            return library.bundle().getSymbolicName();
        }

        @Override
        public String getVersion() {
            return library.bundle().getVersion().toString();
        }

        @Override
        public String getState() {
            return switch (library.bundle().getState()) {
                case Bundle.ACTIVE -> "ACTIVE";
                case Bundle.STARTING -> "STARTING";
                case Bundle.STOPPING -> "STOPPING";
                case Bundle.RESOLVED -> "RESOLVED";
                case Bundle.INSTALLED -> "INSTALLED";
                default -> "UNINSTALLED";
            };
        }

        @Override
        public String getLocation() {
            return library.bundle().getLocation();
        }

        @Override
        public double getStartMillis() {
            return library.startTime().toNanos() / 1e6;
        }

        @Override
        public String getFailure() {
            return library.failure().map(PluginException::getMessage).orElse("");
        }
    }

    /** A plugin as JMX shows it. */
    private record ShownPlugin(Plugin plugin) implements PluginInfo {
        @Override
        public String getName() {
            return plugin.name();
        }

        @Override
        public String getVersion() {
            return plugin.version().toString();
        }

        @Override
        public String getState() {
            return plugin.bundle().getState() == Bundle.ACTIVE ? "ACTIVE" : "STOPPED";
        }

        @Override
        public String getLocation() {
            return plugin.bundle().getLocation();
        }

        @Override
        public List<String> getSymbols() {
            return plugin.symbols().stream().map(Symbol::name).toList();
        }

        @Override
        public List<String> getInits() {
            return plugin.inits().stream()
                    .map(init -> init.packageName() + "." + init.typeName())
                    .toList();
        }

        @Override
        public double getInitMillis() {
            return plugin.inits().stream()
                            .map(Init::duration)
                            .mapToLong(Duration::toNanos)
                            .sum()
                    / 1e6;
        }
    }
}
