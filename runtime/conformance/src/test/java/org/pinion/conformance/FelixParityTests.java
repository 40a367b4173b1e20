// SPDX-License-Identifier: Apache-2.0
package org.pinion.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.felix.framework.Felix;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.util.tracker.BundleTracker;
import org.osgi.util.tracker.ServiceTracker;
import org.pinion.embed.Pinion;
import org.pinion.testing.BundleBuilder;

/**
 * What happens to bundles that no plugin needs, told by those who listen: the runtime with an open plugin and Felix as
 * it is must tell the same story.
 */
@Tag("P3")
class FelixParityTests {

    private static final String RESOLVED = "event " + BundleEvent.RESOLVED + " ";

    @TempDir
    Path folder;

    private final List<String> story = Collections.synchronizedList(new ArrayList<>());

    private Path library(String version) {
        return BundleBuilder.bundle("acme.lib")
                .version(version)
                .source("lib.Lib", "public class Lib {}")
                .with("-exportcontents", "lib;version=" + version)
                .buildTo(folder);
    }

    /** A bundle that offers a service while it is active, and whose activator fails if it is told to. */
    private Path service() {
        return BundleBuilder.bundle("acme.service")
                .classPath(Tck.locationOf(Bundle.class), library("1.0.0"))
                .source("service.Activator", """
                        import org.osgi.framework.BundleActivator;
                        import org.osgi.framework.BundleContext;
                        public class Activator implements BundleActivator {
                            public void start(BundleContext context) {
                                if (Boolean.getBoolean("acme.fail")) {
                                    throw new IllegalStateException("told to");
                                }
                                context.registerService(Object.class, new lib.Lib(), null);
                            }
                            public void stop(BundleContext context) {}
                        }
                        """)
                .with("Bundle-Activator", "service.Activator")
                .buildTo(folder);
    }

    private void listen(BundleContext context) {
        context.addBundleListener((SynchronousBundleListener) event -> tell("event " + event.getType(), event));
        context.addFrameworkListener(event -> {
            if (event.getType() == FrameworkEvent.ERROR) {
                story.add("error " + event.getThrowable());
            }
        });
        new BundleTracker<Bundle>(context, Bundle.ACTIVE, null) {
            @Override
            public Bundle addingBundle(Bundle bundle, BundleEvent event) {
                tell("tracked", event);
                return bundle;
            }

            @Override
            public void removedBundle(Bundle bundle, BundleEvent event, Bundle object) {
                tell("lost", event);
            }
        }.open();
        new ServiceTracker<Object, Object>(context, Object.class, null) {
            @Override
            public Object addingService(org.osgi.framework.ServiceReference<Object> reference) {
                Object service = context.getService(reference);
                story.add("service " + service.getClass().getName());
                return service;
            }

            @Override
            public void removedService(org.osgi.framework.ServiceReference<Object> reference, Object service) {
                story.add("no service");
            }
        }.open();
    }

    private void tell(String what, BundleEvent event) {
        if (event != null) {
            story.add(what + " of " + event.getBundle().getSymbolicName());
        }
    }

    private void attempt(String what, Action action) throws Exception {
        try {
            action.run();
            story.add(what);
        } catch (BundleException e) {
            story.add(what + " failed, type " + e.getType() + ", cause " + e.getCause());
        }
    }

    private interface Action {
        void run() throws Exception;
    }

    private List<String> live(BundleContext context) throws Exception {
        story.clear();
        listen(context);
        Bundle lib = context.installBundle(library("1.0.0").toUri().toString());
        Bundle service = context.installBundle(service().toUri().toString());
        attempt("start", service::start);
        attempt("start again", service::start);
        attempt("stop", service::stop);
        System.setProperty("acme.fail", "true");
        attempt("start", service::start);
        System.clearProperty("acme.fail");
        attempt("start", service::start);
        Class<?> old = service.loadClass("service.Activator");
        attempt("update of library", () -> lib.update(Files.newInputStream(library("1.1.0"))));
        refresh(context);
        story.add("new class: " + (service.loadClass("service.Activator") != old));
        attempt("update", () -> service.update(Files.newInputStream(service())));
        attempt("uninstall", service::uninstall);
        attempt("start", () -> {
            try {
                service.start();
            } catch (IllegalStateException e) {
                story.add("it is uninstalled");
            }
        });
        attempt("uninstall of library", lib::uninstall);
        refresh(context);
        return sorted(story);
    }

    /** Bundles that are resolved at once are resolved in no order, so one is made. */
    private static List<String> sorted(List<String> story) {
        List<String> sorted = new ArrayList<>();
        for (String line : story) {
            int at = sorted.size();
            while (line.startsWith(RESOLVED)
                    && at > 0
                    && sorted.get(at - 1).startsWith(RESOLVED)
                    && sorted.get(at - 1).compareTo(line) > 0) {
                at--;
            }
            sorted.add(at, line);
        }
        return sorted;
    }

    private static void refresh(BundleContext context) throws InterruptedException {
        CountDownLatch refreshed = new CountDownLatch(1);
        context.getBundle(0).adapt(FrameworkWiring.class).refreshBundles(null, event -> refreshed.countDown());
        assertThat(refreshed.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void lifeOfABundle_isToldAsInFelix() throws Exception {
        List<String> inFelix;
        Framework felix = new Felix(
                Map.of(Constants.FRAMEWORK_STORAGE, folder.resolve("felix").toString()));
        felix.start();
        try {
            inFelix = live(felix.getBundleContext());
        } finally {
            felix.stop();
            felix.waitForStop(0);
        }
        try (Pinion pinion = Pinion.start()) {
            pinion.open(BundleBuilder.plugin("acme.plugin", "acme")
                    .source("acme.Main", "public class Main {}")
                    .buildTo(folder));
            assertThat(live(pinion.framework().getBundleContext())).isEqualTo(inFelix);
        }
        assertThat(inFelix)
                .contains("service lib.Lib", "no service", "tracked of acme.service", "new class: true")
                .hasSizeGreaterThan(40);
    }
}
