// SPDX-License-Identifier: Apache-2.0
package org.pinion.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.hooks.bundle.FindHook;
import org.osgi.framework.hooks.weaving.WeavingHook;
import org.osgi.framework.hooks.weaving.WovenClass;
import org.osgi.util.tracker.ServiceTracker;
import org.pinion.Plugin;
import org.pinion.embed.Pinion;
import org.pinion.testing.BundleBuilder;

/** Plugins take part in OSGi's hooks, listeners and trackers as all bundles do. */
class HookTests {

    @TempDir
    Path folder;

    private final Pinion pinion = Pinion.start();
    private final BundleContext context = pinion.framework().getBundleContext();

    @AfterEach
    void close() {
        pinion.close();
    }

    private Path plugin() {
        return BundleBuilder.plugin("acme.plugin", "acme")
                .source("acme.Main", """
                        public class Main {
                            public static String text() { return "plain"; }
                        }
                        """)
                .buildTo(folder);
    }

    /** Replaces a string constant, as tools for tracing and mocking do. */
    private static void weave(WovenClass type) {
        if (!type.getClassName().equals("acme.Main")) {
            return;
        }
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(type.getBytes())
                .accept(
                        new ClassVisitor(Opcodes.ASM9, writer) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String name, String type, String generic, String[] thrown) {
                                return new MethodVisitor(
                                        Opcodes.ASM9, super.visitMethod(access, name, type, generic, thrown)) {
                                    @Override
                                    public void visitLdcInsn(Object value) {
                                        super.visitLdcInsn(value.equals("plain") ? "woven" : value);
                                    }
                                };
                            }
                        },
                        0);
        type.setBytes(writer.toByteArray());
    }

    @Test
    void weavingHook_weavesAPlugin() {
        context.registerService(WeavingHook.class, HookTests::weave, null);
        Plugin plugin = pinion.open(plugin());
        @SuppressWarnings("unchecked")
        Supplier<String> text = plugin.lookup("text").as(Supplier.class);
        assertThat(text.get()).isEqualTo("woven");
    }

    @Test
    void findHook_hidesAPluginFromBundles_notFromTheRegistry() throws Exception {
        Plugin plugin = pinion.open(plugin());
        Bundle other = pinion.addLibrary(BundleBuilder.bundle("acme.other").buildTo(folder));
        other.start();
        assertThat(other.getBundleContext().getBundles()).contains(plugin.bundle());
        context.registerService(
                FindHook.class,
                (BundleContext finder, Collection<Bundle> bundles) -> bundles.remove(plugin.bundle()),
                null);
        assertThat(other.getBundleContext().getBundles()).doesNotContain(plugin.bundle());
        assertThat(pinion.plugin("acme.plugin")).containsSame(plugin);
    }

    @Test
    void serviceOfAPlugin_isSeenByTrackers_untilTheRuntimeCloses() {
        List<String> seen = new ArrayList<>();
        ServiceTracker<Plugin, Plugin> tracker = new ServiceTracker<>(context, Plugin.class, null) {
            @Override
            public Plugin addingService(org.osgi.framework.ServiceReference<Plugin> reference) {
                seen.add("added " + reference.getProperty(Plugin.NAME));
                return super.addingService(reference);
            }

            @Override
            public void removedService(org.osgi.framework.ServiceReference<Plugin> reference, Plugin plugin) {
                seen.add("removed " + reference.getProperty(Plugin.NAME));
            }
        };
        tracker.open();
        pinion.open(plugin());
        pinion.close();
        assertThat(seen).containsExactly("added acme.plugin", "removed acme.plugin");
    }

    @Test
    void startOfAPlugin_isToldOnce_whenItsInitIsDone() {
        List<String> told = new ArrayList<>();
        context.addBundleListener((SynchronousBundleListener) event -> {
            if (event.getType() == BundleEvent.STARTED) {
                told.add(event.getBundle().getSymbolicName() + " "
                        + pinion.plugin("acme.plugin").isPresent());
            }
        });
        pinion.open(plugin());
        assertThat(told).containsExactly("acme.plugin true");
    }

    @Test
    void serviceThatAPluginUses_comesAndGoes() throws Exception {
        Path jar = BundleBuilder.plugin("acme.user", "acme")
                .classPath(Tck.locationOf(Bundle.class))
                .source("acme.User", """
                        import org.osgi.framework.FrameworkUtil;
                        import org.osgi.util.tracker.ServiceTracker;
                        public class User {
                            static ServiceTracker<Runnable, Runnable> tracker;
                            static void init() {
                                tracker = new ServiceTracker<>(
                                        FrameworkUtil.getBundle(User.class).getBundleContext(), Runnable.class, null);
                                tracker.open();
                            }
                            public static int services() { return tracker.size(); }
                        }
                        """)
                .buildTo(folder);
        java.util.function.IntSupplier services =
                pinion.open(jar).lookup("services").as(java.util.function.IntSupplier.class);
        assertThat(services.getAsInt()).isZero();
        ServiceRegistration<Runnable> registration = context.registerService(Runnable.class, () -> {}, null);
        assertThat(services.getAsInt()).isEqualTo(1);
        registration.unregister();
        assertThat(services.getAsInt()).isZero();
    }
}
