// SPDX-License-Identifier: Apache-2.0
package org.pinion.benchmarks.child;

import java.nio.file.Path;
import org.pf4j.JarPluginManager;
import org.pf4j.PluginManager;
import org.pinion.benchmarks.jars.AddExtension;

/** What {@code pinion call JAR ExportedFunc 1 2} does, with PF4J. */
final class Pf4jCall {

    private Pf4jCall() {}

    public static void main(String[] arguments) {
        PluginManager manager = new JarPluginManager(Path.of(arguments[0]).getParent());
        String id = manager.loadPlugin(Path.of(arguments[0]));
        manager.startPlugin(id);
        System.out.println(manager.getExtensions(AddExtension.class, id)
                .get(0)
                .applyAsInt(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2])));
    }
}
