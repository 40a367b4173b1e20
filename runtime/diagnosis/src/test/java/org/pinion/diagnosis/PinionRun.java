// SPDX-License-Identifier: Apache-2.0
package org.pinion.diagnosis;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Version;
import org.pinion.Plugin;
import org.pinion.PluginException;
import org.pinion.Problem;
import org.pinion.embed.Pinion;

/** A stage in a Pinion of its own, with everything done but the last open. */
final class PinionRun implements AutoCloseable {

    private final Stage stage;
    private final Pinion pinion;

    PinionRun(Stage stage, Path storage) throws IOException, BundleException {
        this.stage = stage;
        Pinion.Builder builder =
                Pinion.builder().storage(storage).management(false).with(stage.with());
        stage.shared().forEach((name, version) -> builder.share(name, Version.parseVersion(version)));
        pinion = builder.start();
        for (Stage.Step step : stage.steps()) {
            perform(step);
        }
    }

    private void perform(Stage.Step step) throws IOException, BundleException {
        Path file = step.file();
        switch (step.verb()) {
            case ADD -> pinion.addLibrary(file);
            case INSTALL ->
                pinion.framework()
                        .getBundleContext()
                        .installBundle(file.toUri().toString(), new ByteArrayInputStream(Files.readAllBytes(file)));
            case OPEN -> pinion.open(file);
            case TRY -> {
                try {
                    throw new AssertionError("opened, but should not: " + pinion.open(file));
                } catch (PluginException e) {
                    // That is what it is for.
                }
            }
            case WRITE -> Files.copy(step.content(), file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Adds the last library, opens the plugin, and calls it if the stage says so. */
    void run() {
        if (stage.last() != null) {
            pinion.addLibrary(stage.last());
        }
        Plugin plugin = pinion.open(stage.plugin());
        if (stage.isCalled()) {
            call(plugin);
        }
    }

    List<Problem> why() {
        return pinion.why(stage.plugin());
    }

    /** Opens the plugin and calls it. */
    Object checkout() {
        return call(pinion.open(stage.plugin()));
    }

    private static Object call(Plugin plugin) {
        Supplier<?> checkout = plugin.lookup("checkout").as(Supplier.class);
        return checkout.get();
    }

    List<Bundle> bundles() {
        return List.of(pinion.framework().getBundleContext().getBundles());
    }

    /** Gives what a person reads of a failure: for one of a call it comes with the error of the JVM. */
    static String message(Throwable failure) {
        return told(failure).map(Throwable::getMessage).orElseGet(failure::toString);
    }

    static List<Problem> problems(Throwable failure) {
        return told(failure).map(PluginException::problems).orElse(List.of());
    }

    private static Optional<PluginException> told(Throwable failure) {
        return Stream.concat(Stream.of(failure), Arrays.stream(failure.getSuppressed()))
                .filter(PluginException.class::isInstance)
                .map(PluginException.class::cast)
                .findFirst();
    }

    @Override
    public void close() {
        pinion.close();
    }
}
