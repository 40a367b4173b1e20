// SPDX-License-Identifier: Apache-2.0
package org.pinion.benchmarks.peer;

import java.nio.file.Path;
import org.pinion.benchmarks.jars.Plugins;
import org.pinion.embed.Pinion;

/** Pinion: an open loads all classes with symbols or inits, and runs the inits. */
final class PinionHost implements Host {

    private Pinion pinion;

    @Override
    public void start() {
        pinion = Pinion.start();
    }

    @Override
    public void open(Path jar) {
        pinion.open(jar);
    }

    @Override
    public void openAll(Path folder) {
        pinion = Pinion.builder().plugins(folder).start();
        if (!pinion.failures().isEmpty()) {
            throw new IllegalStateException(pinion.failures().get(0).toString());
        }
    }

    @Override
    public Class<?> type(Path jar, String name) throws ClassNotFoundException {
        return pinion.plugin("bench." + Plugins.nameOf(jar))
                .orElseThrow()
                .bundle()
                .loadClass(name);
    }

    @Override
    public void close() {
        pinion.close();
    }
}
