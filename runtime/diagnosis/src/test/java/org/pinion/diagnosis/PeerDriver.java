// SPDX-License-Identifier: Apache-2.0
package org.pinion.diagnosis;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/** Runs inside the class loader of a {@link Peer}, with no class in sight but those of OSGi and Java. */
public final class PeerDriver implements Function<Map<String, Object>, String> {

    private static final String NO_COMPLAINT = "starts without complaint";

    /** Create a driver. */
    public PeerDriver() {}

    @Override
    public String apply(Map<String, Object> stage) {
        try {
            Map<String, String> configuration = new HashMap<>();
            configuration.put(Constants.FRAMEWORK_STORAGE, (String) stage.get("storage"));
            configuration.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, (String) stage.get("shared"));
            // Whoever is first in the JVM would have these for all others.
            configuration.put("felix.service.urlhandlers", "false");
            configuration.put("felix.log.level", "0");
            configuration.put("felix.resolver.parallelism", "1");
            configuration.put("equinox.resolver.thread.count", "1");
            FrameworkFactory factory = (FrameworkFactory) Class.forName((String) stage.get("factory"))
                    .getDeclaredConstructor()
                    .newInstance();
            Framework framework = factory.newFramework(configuration);
            framework.start();
            try {
                return run(framework.getBundleContext(), stage);
            } finally {
                framework.stop();
                framework.waitForStop(10_000);
            }
        } catch (ReflectiveOperationException | BundleException | IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String run(BundleContext context, Map<String, Object> stage) throws IOException, BundleException {
        for (Object step : (List<?>) stage.get("steps")) {
            perform(context, (List<?>) step);
        }
        try {
            Bundle plugin = open(context, (Path) stage.get("plugin"));
            if ((boolean) stage.get("called")) {
                plugin.loadClass("com.acme.shop.Shop").getMethod("checkout").invoke(null);
            }
            return NO_COMPLAINT;
        } catch (InvocationTargetException e) {
            return printed(e.getCause());
        } catch (Exception | LinkageError e) {
            return printed(e);
        }
    }

    private static void perform(BundleContext context, List<?> step) throws IOException, BundleException {
        Path file = (Path) step.get(1);
        switch ((String) step.get(0)) {
            case "WRITE" -> Files.copy((Path) step.get(2), file, StandardCopyOption.REPLACE_EXISTING);
            case "OPEN" -> open(context, file);
            case "TRY" -> {
                try {
                    open(context, file);
                } catch (BundleException e) {
                    // As it should be.
                }
            }
            default -> context.installBundle(file.toUri().toString());
        }
    }

    private static Bundle open(BundleContext context, Path file) throws BundleException {
        Bundle bundle = context.installBundle(file.toUri().toString());
        bundle.start();
        return bundle;
    }

    /** Like a stack trace without the frames. */
    private static String printed(Throwable thrown) {
        StringBuilder text = new StringBuilder(thrown.toString());
        for (Throwable cause = thrown.getCause(); cause != null; cause = cause.getCause()) {
            text.append("\nCaused by: ").append(cause);
        }
        return text.toString();
    }
}
