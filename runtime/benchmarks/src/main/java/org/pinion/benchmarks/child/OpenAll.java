// SPDX-License-Identifier: Apache-2.0
package org.pinion.benchmarks.child;

import java.nio.file.Path;
import java.util.List;
import org.pinion.benchmarks.jars.Plugins;
import org.pinion.benchmarks.peer.Host;

/** Opens all plugins of a folder, and prints the time and the memory that it takes. */
final class OpenAll {

    private OpenAll() {}

    public static void main(String[] arguments) throws Exception {
        String name = arguments[0];
        String peer = arguments[1];
        Path folder = Path.of(arguments[2]);
        List<Path> jars = Host.jars(folder);
        long heap = Samples.heap();
        long metaspace = Samples.metaspace();
        int files = Samples.files();
        int threads = Samples.threads();
        long start = System.nanoTime();
        Host host = Host.of(peer);
        host.openAll(folder);
        Samples.print(name + ".time." + peer, "ms", Samples.since(start, 1e6));
        Samples.print(name + ".heap." + peer, "KB", (Samples.heap() - heap) / 1024.0);
        Samples.print(name + ".metaspace." + peer, "KB", (Samples.metaspace() - metaspace) / 1024.0);
        Samples.print(name + ".files." + peer, "", Samples.files() - files);
        Samples.print(name + ".threads." + peer, "", Samples.threads() - threads);
        check(host, jars);
        // The host is not closed: files that were removed a moment ago make those of the next process dear.
        System.exit(0);
    }

    /** Fails if not all plugins are open. */
    static void check(Host host, List<Path> jars) throws Exception {
        for (Path jar : jars) {
            String type = Plugins.classesOf(jar)[0];
            if (!host.type(jar, type).getName().equals(type)) {
                throw new IllegalStateException(jar.toString());
            }
        }
    }
}
