// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.plugins;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.Version;
import org.pinion.Init;
import org.pinion.Plugin;
import org.pinion.Symbol;
import org.pinion.SymbolNotFoundException;
import org.pinion.embed.internal.diagnosis.LinkProblems;
import org.pinion.embed.internal.diagnosis.LinkageDiagnosis;
import org.pinion.embed.internal.events.LookupFailedEvent;
import org.pinion.embed.internal.events.Recording;
import org.pinion.embed.internal.lifecycle.RuntimeState;
import org.pinion.embed.internal.symbols.Adapters;
import org.pinion.embed.internal.symbols.PluginSymbols;
import org.pinion.embed.internal.symbols.SymbolContext;
import org.pinion.linker.Linkage;

/** An opened plugin, or one that is about to be. */
public final class OpenedPlugin implements Plugin {

    private final Bundle bundle;
    private final String mainPackage;
    private final PluginSymbols symbols;
    private volatile List<Init> inits = List.of();
    private final RuntimeState state;

    /**
     * Create a plugin from a resolved bundle, without running code of it.
     *
     * @param lendsLoader whether the host wants all calls to lend the plugin's class loader (C3)
     * @param diagnosis explains what goes wrong with classes
     * @param problems receives what does not fit
     */
    public OpenedPlugin(
            RuntimeState state,
            Bundle bundle,
            Linkage linkage,
            boolean lendsLoader,
            Adapters adapters,
            LinkageDiagnosis diagnosis,
            LinkProblems problems) {
        this.state = state;
        this.bundle = bundle;
        this.mainPackage = linkage.mainPackages().get(0);
        this.symbols = PluginSymbols.link(
                this,
                bundle,
                linkage.symbols(),
                adapters,
                new Context(new CallErrors(bundle, diagnosis), lendsLoader || linkage.lendsLoader()),
                (declaration, thrown) -> problems.addSymbol(declaration.declaration(), declaration.type(), thrown));
    }

    private final class Context implements SymbolContext {

        private final CallErrors errors;
        private final boolean lendsLoader;

        Context(CallErrors errors, boolean lendsLoader) {
            this.errors = errors;
            this.lendsLoader = lendsLoader;
        }

        @Override
        public boolean lendsLoader() {
            return lendsLoader;
        }

        @Override
        public Optional<String> notFound(String name) {
            return LinkedBundles.nearMiss(bundle, mainPackage, name);
        }

        @Override
        public void threw(String symbol, Throwable error) {
            errors.explain(symbol, error, state.isClosed());
        }
    }

    /** Note the inits that have run, before anybody else sees the plugin. */
    public void initialised(List<Init> ran) {
        inits = List.copyOf(ran);
    }

    String mainPackage() {
        return mainPackage;
    }

    @Override
    public String name() {
        return bundle.getSymbolicName();
    }

    @Override
    public Version version() {
        return bundle.getVersion();
    }

    @Override
    public Bundle bundle() {
        return bundle;
    }

    @Override
    public Symbol lookup(String symbol) {
        state.requireOpen("plugin");
        try {
            return symbols.lookup(Objects.requireNonNull(symbol, "symbol"));
        } catch (SymbolNotFoundException e) {
            if (Recording.isPossible()) {
                LookupFailedEvent event = new LookupFailedEvent();
                event.plugin = name();
                event.symbol = symbol;
                event.commit();
            }
            throw e;
        }
    }

    @Override
    public List<Symbol> symbols() {
        return symbols.all();
    }

    @Override
    public <T> T bind(Class<T> api) {
        state.requireOpen("plugin");
        return symbols.bind(api);
    }

    @Override
    public List<Init> inits() {
        return inits;
    }

    @Override
    public String toString() {
        return "plugin " + name() + " " + version();
    }
}
