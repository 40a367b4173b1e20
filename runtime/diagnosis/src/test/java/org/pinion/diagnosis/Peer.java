// SPDX-License-Identifier: Apache-2.0
package org.pinion.diagnosis;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.pinion.PluginMain;
import org.pinion.testing.BundleBuilder;

/**
 * A framework that knows nothing of Pinion, in a class loader of its own with nothing in it but the framework and the
 * classes of the host.
 */
enum Peer {
    /** The framework that Pinion extends. */
    FELIX(
            "org.apache.felix.framework.FrameworkFactory",
            BundleBuilder.locationOf(org.apache.felix.framework.FrameworkFactory.class)),
    /** The framework of Eclipse. */
    EQUINOX("org.eclipse.osgi.launch.EquinoxFactory", Path.of("target/equinox/equinox.jar"));

    private final String factory;
    private final Path jar;

    Peer(String factory, Path jar) {
        this.factory = factory;
        this.jar = jar;
    }

    /** Gives the name that marks its blocks on the page. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Does what a stage says and gives what a person would see printed of the failure. */
    String run(Stage stage, Path storage) throws MalformedURLException, ReflectiveOperationException {
        URL[] classPath = {
            url(jar), url(BundleBuilder.locationOf(PeerDriver.class)), url(BundleBuilder.locationOf(PluginMain.class))
        };
        // Never closed: Equinox still loads classes of its own after it has said that it stopped.
        ClassLoader loader = new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader());
        @SuppressWarnings("unchecked")
        Function<Map<String, Object>, String> driver =
                (Function<Map<String, Object>, String>) loader.loadClass(PeerDriver.class.getName())
                        .getDeclaredConstructor()
                        .newInstance();
        return driver.apply(Map.of(
                "factory", factory,
                "storage", storage.toString(),
                "shared", shared(stage),
                "steps", stage.steps().stream().map(Peer::words).toList(),
                "plugin", stage.plugin(),
                "called", stage.isCalled()));
    }

    private static String shared(Stage stage) {
        return stage.shared().entrySet().stream()
                .map(each -> each.getKey() + ";version=" + each.getValue())
                .collect(Collectors.joining(","));
    }

    /** Only classes of Java are the same on both sides. */
    private static List<Object> words(Stage.Step step) {
        return step.content() == null
                ? List.of(step.verb().name(), step.file())
                : List.of(step.verb().name(), step.file(), step.content());
    }

    private static URL url(Path path) throws MalformedURLException {
        return path.toUri().toURL();
    }
}
