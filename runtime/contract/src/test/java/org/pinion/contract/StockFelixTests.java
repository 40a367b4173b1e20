// SPDX-License-Identifier: Apache-2.0
package org.pinion.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pinion.contract.LibraryTests.library;
import static org.pinion.contract.TestBundles.log;
import static org.pinion.contract.TestBundles.using;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.felix.framework.Felix;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.pinion.embed.Pinion;
import org.pinion.testing.BundleBuilder;

/** Libraries do what they do when Felix starts them. */
class StockFelixTests {

    @TempDir
    Path folder;

    @BeforeEach
    void clear() {
        InitLog.clear();
    }

    /** As those of Karaf: finds classes by a dynamic import, serves others, and works in a thread of its own. */
    private BundleBuilder server() {
        return using(BundleBuilder.bundle("server"))
                .source("server.Activator", """
                        import org.osgi.framework.*;
                        public class Activator implements BundleActivator {
                            private Thread thread;
                            public void start(BundleContext context) throws Exception {
                                context.registerService(Runnable.class, () -> { }, null);
                                thread = new Thread(() -> {
                                    try {
                                        Class<?> found = Class.forName("extra.Lib");
                                        org.pinion.contract.InitLog.add("found " + found.getMethod("one").invoke(null)
                                                + " of " + FrameworkUtil.getBundle(found).getSymbolicName());
                                        Thread.sleep(60_000);
                                    } catch (InterruptedException e) {
                                        org.pinion.contract.InitLog.add("interrupted");
                                    } catch (Exception e) {
                                        org.pinion.contract.InitLog.add(e.toString());
                                    }
                                });
                                thread.start();
                                %s
                            }
                            public void stop(BundleContext context) throws Exception {
                                thread.interrupt();
                                thread.join();
                                %s
                            }
                        }
                        """.formatted(log("started"), log("stopped")))
                .with("Bundle-Activator", "server.Activator")
                .with("Import-Package", "org.osgi.framework,org.pinion.contract")
                .with("DynamicImport-Package", "*")
                .with("Require-Capability", "osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=1.8))\"")
                .with("Bundle-ActivationPolicy", "lazy")
                .with("Provide-Capability", "osgi.service;objectClass=\"java.lang.Runnable\";effective:=active");
    }

    private List<Path> libraries() {
        return List.of(server().buildTo(folder), library("extra", log("extra")).buildTo(folder));
    }

    private static List<String> logged(int lines) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> InitLog.lines().size() >= lines);
        List<String> sorted = new ArrayList<>(InitLog.lines());
        // The thread and the activators go on side by side.
        sorted.sort(null);
        return sorted;
    }

    private List<String> onFelix() throws Exception {
        Felix felix = new Felix(Map.of(
                Constants.FRAMEWORK_STORAGE,
                folder.resolve("storage").toString(),
                Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                "org.pinion.contract"));
        felix.start();
        try {
            List<Bundle> bundles = new ArrayList<>();
            for (Path library : libraries()) {
                bundles.add(
                        felix.getBundleContext().installBundle(library.toUri().toString()));
            }
            for (Bundle bundle : bundles) {
                bundle.start();
            }
            logged(3);
            assertThat(felix.getBundleContext().getServiceReference(Runnable.class))
                    .isNotNull();
        } finally {
            felix.stop();
            felix.waitForStop(20_000);
        }
        return logged(6);
    }

    private List<String> onPinion() {
        try (Pinion pinion = Pinion.builder().share("org.pinion.contract").start()) {
            libraries().forEach(pinion::addLibrary);
            pinion.startLibraries();
            logged(3);
            assertThat(pinion.framework().getBundleContext().getServiceReference(Runnable.class))
                    .isNotNull();
        }
        return logged(6);
    }

    @Test
    @Tag("L1")
    void library_withThreadsServicesAndDynamicImports_doesTheSame() throws Exception {
        List<String> expected;
        Locale locale = Locale.getDefault();
        // Stock Felix knows no versions in the digits of some locales.
        Locale.setDefault(Locale.ROOT);
        try {
            expected = onFelix();
        } finally {
            Locale.setDefault(locale);
        }
        assertThat(expected)
                .containsExactly("extra", "found 1 of extra", "interrupted", "started", "stop extra", "stopped");
        InitLog.clear();
        assertThat(onPinion()).isEqualTo(expected);
    }
}
