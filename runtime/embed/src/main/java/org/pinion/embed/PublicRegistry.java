// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.pinion.FailedOpen;
import org.pinion.Library;
import org.pinion.Opened;
import org.pinion.Plugin;
import org.pinion.Problem;
import org.pinion.Symbol;
import org.pinion.SymbolRegistry;

/** What a runtime does as a registry: the registry does it. */
abstract class PublicRegistry implements SymbolRegistry {

    private final SymbolRegistry registry;

    PublicRegistry(SymbolRegistry registry) {
        this.registry = registry;
    }

    @Override
    public Plugin open(Path jar) {
        return registry.open(jar);
    }

    @Override
    public Plugin open(String location, InputStream jar) {
        return registry.open(location, jar);
    }

    @Override
    public Opened openAll(Collection<Path> jars) {
        return registry.openAll(jars);
    }

    @Override
    public Bundle addLibrary(Path jar) {
        return registry.addLibrary(jar);
    }

    @Override
    public void startLibraries() {
        registry.startLibraries();
    }

    @Override
    public List<Library> libraries() {
        return registry.libraries();
    }

    @Override
    public List<Problem> why(Path jar) {
        return registry.why(jar);
    }

    @Override
    public List<Problem> remarks(Path jar) {
        return registry.remarks(jar);
    }

    @Override
    public List<Problem> remarks(Plugin plugin) {
        return registry.remarks(plugin);
    }

    @Override
    public Optional<Plugin> plugin(String name) {
        return registry.plugin(name);
    }

    @Override
    public List<Plugin> plugins() {
        return registry.plugins();
    }

    @Override
    public List<FailedOpen> failures() {
        return registry.failures();
    }

    @Override
    public Symbol lookup(String plugin, String symbol) {
        return registry.lookup(plugin, symbol);
    }
}
