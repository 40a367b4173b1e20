// SPDX-License-Identifier: Apache-2.0
package org.pinion.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.pinion.Function;
import org.pinion.Plugin;

/** Every operation that ends or replaces a bundle, on everything that is pinned, by everybody. */
@Timeout(60)
class PinLifeCycleTests {

    private static PinWorld world;
    private static Plugin meddling;
    private static Bundle activator;

    @BeforeAll
    static void open() throws Exception {
        world = new PinWorld();
        meddling = world.pinion.open(PinBundles.MEDDLING_PLUGIN);
        activator = world.install(PinBundles.MEDDLING_ACTIVATOR);
    }

    @AfterAll
    static void close() {
        world.close();
    }

    static Stream<Arguments> attempts() {
        List<Arguments> attempts = new ArrayList<>();
        for (String target :
                List.of("pin.plugin", "pin.lib", "pin.base", "pin.required", "pin.dynamic", "pin.fragment", "system")) {
            List<String> operations = new ArrayList<>(List.of("uninstall", "update", "update from a stream"));
            if (target.equals("pin.plugin") || target.equals("system")) {
                operations.addAll(List.of("stop", "stop transiently"));
            }
            for (String operation : operations) {
                for (String who : List.of("host", "plugin", "other plugin", "activator")) {
                    attempts.add(Arguments.of(who, operation, target));
                }
            }
        }
        for (String operation : List.of("uninstall", "update", "update from a stream", "stop", "stop transiently")) {
            attempts.add(Arguments.of("plugin itself", operation, "pin.plugin"));
        }
        return attempts.stream();
    }

    @ParameterizedTest(name = "{0}: {1} of {2}")
    @MethodSource("attempts")
    @Tag("P1")
    @Tag("P2")
    @Tag("P4")
    void pinnedBundle_attacked_refusesAndStaysAsItIs(String who, String operation, String target) throws Exception {
        PinWorld.assertRefused(() -> act(who, operation, target), world.refusal(operation, target));
        world.assertUntouched();
    }

    private static void act(String who, String operation, String target) throws Throwable {
        Bundle bundle = world.bundle(target);
        switch (who) {
            case "host" -> byHost(operation, bundle);
            case "plugin" -> invoke(world.plugin, "meddle", bundle.getBundleId(), operation);
            case "plugin itself" -> invoke(world.plugin, "own", operation);
            case "other plugin" -> invoke(meddling, "meddle", bundle.getBundleId(), operation);
            case "activator" -> byActivator(operation, bundle);
            default -> throw new IllegalArgumentException(who);
        }
    }

    private static void byHost(String operation, Bundle bundle) throws BundleException {
        switch (operation) {
            case "uninstall" -> bundle.uninstall();
            case "update" -> bundle.update();
            case "update from a stream" -> bundle.update(java.io.InputStream.nullInputStream());
            case "stop" -> bundle.stop();
            case "stop transiently" -> bundle.stop(Bundle.STOP_TRANSIENT);
            default -> throw new IllegalArgumentException(operation);
        }
    }

    private static void invoke(Plugin plugin, String function, Object... arguments) throws Throwable {
        ((Function) plugin.lookup(function)).call(arguments);
    }

    private static void byActivator(String operation, Bundle bundle) throws Throwable {
        System.setProperty("pin.target", Long.toString(bundle.getBundleId()));
        System.setProperty("pin.operation", operation);
        try {
            activator.start();
        } catch (BundleException e) {
            throw e.getCause() == null ? e : e.getCause();
        } finally {
            System.clearProperty("pin.target");
            System.clearProperty("pin.operation");
        }
    }
}
