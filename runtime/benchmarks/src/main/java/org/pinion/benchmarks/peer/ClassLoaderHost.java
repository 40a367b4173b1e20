// SPDX-License-Identifier: Apache-2.0
package org.pinion.benchmarks.peer;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.pinion.benchmarks.jars.Plugins;

/** A {@link URLClassLoader} for each jar: the least that Java itself does for classes of its own. */
final class ClassLoaderHost implements Host {

    private final Map<String, URLClassLoader> loaders = new LinkedHashMap<>();

    @Override
    public void start() {
        // There is nothing to start.
    }

    @Override
    public void open(Path jar) throws IOException, ClassNotFoundException {
        URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, Host.class.getClassLoader());
        for (String name : Plugins.classesOf(jar)) {
            Class.forName(name, true, loader);
        }
        loaders.put(Plugins.nameOf(jar), loader);
    }

    @Override
    public void openAll(Path folder) throws IOException, ClassNotFoundException {
        for (Path jar : Host.jars(folder)) {
            open(jar);
        }
    }

    @Override
    public Class<?> type(Path jar, String name) throws ClassNotFoundException {
        return loaders.get(Plugins.nameOf(jar)).loadClass(name);
    }

    @Override
    public void close() throws IOException {
        for (URLClassLoader loader : loaders.values()) {
            loader.close();
        }
    }
}
