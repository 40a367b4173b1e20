// SPDX-License-Identifier: Apache-2.0
package org.pinion.benchmarks.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.pf4j.JarPluginManager;
import org.pf4j.PluginManager;
import org.pf4j.PluginWrapper;
import org.pinion.benchmarks.jars.Plugins;

/** PF4J with plugins that are jars. */
final class Pf4jHost implements Host {

    private PluginManager manager;

    @Override
    public void start() throws IOException {
        manager = new JarPluginManager(Files.createTempDirectory("benchmark-pf4j"));
    }

    private void load(PluginWrapper plugin) throws ClassNotFoundException {
        for (String name : Plugins.classesOf(plugin.getPluginPath())) {
            Class.forName(name, true, plugin.getPluginClassLoader());
        }
    }

    @Override
    public void open(Path jar) throws ClassNotFoundException {
        String id = manager.loadPlugin(jar);
        manager.startPlugin(id);
        load(manager.getPlugin(id));
    }

    @Override
    public void openAll(Path folder) throws ClassNotFoundException {
        manager = new JarPluginManager(folder);
        manager.loadPlugins();
        manager.startPlugins();
        List<PluginWrapper> started = manager.getStartedPlugins();
        for (PluginWrapper plugin : started) {
            load(plugin);
        }
    }

    @Override
    public Class<?> type(Path jar, String name) throws ClassNotFoundException {
        return manager.getPlugin("id." + Plugins.nameOf(jar))
                .getPluginClassLoader()
                .loadClass(name);
    }

    @Override
    public void close() {
        // Its own method that stops all changes the list that it goes through.
        for (PluginWrapper plugin : List.copyOf(manager.getStartedPlugins())) {
            manager.stopPlugin(plugin.getPluginId());
        }
    }
}
