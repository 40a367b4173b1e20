// SPDX-License-Identifier: Apache-2.0
package org.pinion.benchmarks.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.pinion.benchmarks.jars.Plugins;

/** Stock Felix with a fresh cache, otherwise as it comes. */
public final class FelixHost implements Host {

    private final Path storage = Files.createTempDirectory("benchmark-felix");
    private final Map<String, Bundle> bundles = new HashMap<>();
    private Framework framework;

    /** Creates a host whose framework is not started yet. */
    public FelixHost() throws IOException {}

    @Override
    public void start() throws BundleException {
        framework = new FrameworkFactory()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        storage.toString(),
                        Constants.FRAMEWORK_STORAGE_CLEAN,
                        Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT));
        framework.init();
        framework.start();
    }

    /** Gives the framework. */
    public Framework framework() {
        return framework;
    }

    private Bundle install(Path jar) throws BundleException {
        return framework.getBundleContext().installBundle(jar.toUri().toString());
    }

    private void load(Path jar, Bundle bundle) throws ClassNotFoundException {
        for (String name : Plugins.classesOf(jar)) {
            Class.forName(name, true, bundle.loadClass(name).getClassLoader());
        }
        bundles.put(Plugins.nameOf(jar), bundle);
    }

    @Override
    public void open(Path jar) throws BundleException, ClassNotFoundException {
        Bundle bundle = install(jar);
        bundle.start();
        load(jar, bundle);
    }

    @Override
    public void openAll(Path folder) throws IOException, BundleException, ClassNotFoundException {
        start();
        List<Path> jars = Host.jars(folder);
        List<Bundle> installed = new ArrayList<>();
        for (Path jar : jars) {
            installed.add(install(jar));
        }
        for (int i = 0; i < jars.size(); i++) {
            installed.get(i).start();
            load(jars.get(i), installed.get(i));
        }
    }

    @Override
    public Class<?> type(Path jar, String name) throws ClassNotFoundException {
        return bundles.get(Plugins.nameOf(jar)).loadClass(name);
    }

    @Override
    public void close() throws BundleException, IOException {
        framework.stop();
        try {
            framework.waitForStop(0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> files = Files.walk(storage)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
