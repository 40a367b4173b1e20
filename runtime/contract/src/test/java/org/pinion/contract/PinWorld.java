// SPDX-License-Identifier: Apache-2.0
package org.pinion.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;
import org.pinion.Function;
import org.pinion.Plugin;
import org.pinion.Variable;
import org.pinion.embed.Pinion;

/** A runtime with an opened plugin of {@link PinBundles}, and all that must stay as it is (P1, P2, P4). */
final class PinWorld implements AutoCloseable {

    private static final String REMEDY = ", and a plugin is never unloaded; restart the runtime without it";

    final Pinion pinion = Pinion.start();

    /** The plugin and all that it is wired to, by symbolic name. */
    final Map<String, Bundle> pinned = new LinkedHashMap<>();

    final Plugin plugin;
    final Bundle bystander;

    private final List<BundleEvent> events = new CopyOnWriteArrayList<>();
    private final Map<Bundle, Integer> states = new LinkedHashMap<>();
    private final Map<Bundle, BundleWiring> wirings = new LinkedHashMap<>();
    private final IntSupplier one;
    private final Function load;
    private final Variable value;
    private final Class<?> main;
    private final ClassLoader libLoader;
    private int untouched;

    PinWorld() throws Exception {
        for (Path library : List.of(PinBundles.BASE, PinBundles.LIB, PinBundles.REQUIRED, PinBundles.DYNAMIC)) {
            add(pinion.addLibrary(library));
        }
        add(install(PinBundles.FRAGMENT));
        plugin = pinion.open(PinBundles.PLUGIN);
        add(plugin.bundle());
        bystander = install(PinBundles.BYSTANDER);
        one = plugin.lookup("one").as(IntSupplier.class);
        load = (Function) plugin.lookup("load");
        value = (Variable) plugin.lookup("value");
        main = plugin.bundle().loadClass("pin.Main");
        libLoader = load("lib.Lib").getClassLoader();
        // The wire to pin.dynamic comes into being after the open.
        assertThat(call("four")).isEqualTo(4);
        for (Bundle bundle : pinned.values()) {
            wirings.put(bundle, bundle.adapt(BundleWiring.class));
        }
        takeStatesAnew();
        pinion.framework().getBundleContext().addBundleListener((SynchronousBundleListener) events::add);
    }

    private void add(Bundle bundle) {
        pinned.put(bundle.getSymbolicName(), bundle);
    }

    Bundle install(Path jar) throws BundleException, IOException {
        try (InputStream content = Files.newInputStream(jar)) {
            return pinion.framework().getBundleContext().installBundle(jar.toString(), content);
        }
    }

    Bundle bundle(String name) {
        return name.equals("system") ? pinion.framework() : pinned.get(name);
    }

    private int call(String function) throws Exception {
        Callable<?> callable = plugin.lookup(function).as(Callable.class);
        return (int) callable.call();
    }

    Class<?> load(String name) {
        try {
            return (Class<?>) load.call(name);
        } catch (Throwable e) {
            throw new AssertionError(name + " cannot be loaded any more", e);
        }
    }

    /** What a refusal says. */
    String refusal(String operation, String name) {
        Bundle bundle = bundle(name);
        return "pinion: " + operation.split(" ")[0] + " of " + text(bundle) + " refused: " + reason(name);
    }

    private String reason(String name) {
        return switch (name) {
            case "system" -> "only the host ends the runtime, by closing it";
            case "pin.plugin" -> "it is an opened plugin" + REMEDY;
            default -> "the opened plugin " + text(plugin.bundle()) + " is wired to it" + REMEDY;
        };
    }

    private static String text(Bundle bundle) {
        return bundle.getSymbolicName() + " " + bundle.getVersion() + " [" + bundle.getBundleId() + "]";
    }

    static void assertRefused(ThrowingCallable attempt, String message) {
        assertThatThrownBy(attempt)
                .isInstanceOf(BundleException.class)
                .hasMessage(message)
                .extracting(e -> ((BundleException) e).getType())
                .isEqualTo(BundleException.UNSUPPORTED_OPERATION);
    }

    /** Tells whether Felix can extend itself in this JVM. */
    static boolean isExtensible() {
        return !ManagementFactory.getRuntimeMXBean()
                .getInputArguments()
                .contains("--sun-misc-unsafe-memory-access=deny");
    }

    /** Take it that the bundles have the states that they are to keep from now on. */
    void takeStatesAnew() {
        pinned.values().forEach(bundle -> states.put(bundle, bundle.getState()));
        events.clear();
    }

    /** Check that nothing was lost, and that the threads of the framework live. */
    void assertUntouched() throws Exception {
        assertThat(events)
                .filteredOn(event -> states.containsKey(event.getBundle()))
                .isEmpty();
        assertThat(pinion.framework().getState()).isEqualTo(Bundle.ACTIVE);
        assertThat(states)
                .allSatisfy((bundle, state) -> assertThat(bundle.getState()).isEqualTo(state));
        assertThat(plugin.bundle().getState()).isEqualTo(Bundle.ACTIVE);
        assertThat(wirings).allSatisfy((bundle, wiring) -> {
            assertThat(bundle.adapt(BundleWiring.class)).isSameAs(wiring);
            assertThat(wiring.isInUse()).isTrue();
        });
        assertSymbolsWork();
        assertClassesLoad();
        assertThat(refresh(List.of(bystander))).isTrue();
    }

    private void assertSymbolsWork() throws Exception {
        assertThat(one.getAsInt()).isEqualTo(1);
        assertThat(call("inits")).isEqualTo(1);
        assertThat(call("three")).isEqualTo(3);
        assertThat(call("four")).isEqualTo(4);
        value.set(untouched);
        assertThat(value.get()).isEqualTo(untouched);
        assertThat(pinion.lookup("pin.plugin", "value")).isSameAs(value);
        assertThat(pinion.plugin("pin.plugin")).containsSame(plugin);
    }

    private void assertClassesLoad() throws Exception {
        assertThat(untouched).isLessThan(PinBundles.UNTOUCHED);
        assertThat(load("pin.Later$C" + untouched).getClassLoader()).isSameAs(main.getClassLoader());
        assertThat(load("lib.Later$C" + untouched).getClassLoader()).isSameAs(libLoader);
        untouched++;
        assertThat(plugin.bundle().loadClass("pin.Main")).isSameAs(main);
        assertThat(text("lib/text.txt")).isEqualTo("pin.lib");
        assertThat(text("req/text.txt")).isEqualTo("pin.required");
        assertThat(text("pin/fragment.txt")).isEqualTo("pin.fragment");
        assertThat(plugin.bundle().getEntry("pin/Main.class")).isNotNull();
    }

    private String text(String resource) throws IOException {
        try (InputStream stream = main.getClassLoader().getResourceAsStream(resource)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /**
     * Refresh bundles and wait for the end.
     *
     * @return {@code false} if the end is not told in time: the thread that refreshes has died
     */
    boolean refresh(Collection<Bundle> targets) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        pinion.framework().adapt(FrameworkWiring.class).refreshBundles(targets, event -> done.countDown());
        return done.await(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        pinion.close();
    }
}
