// SPDX-License-Identifier: Apache-2.0
package org.pinion.shell;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * The commands that change the life of bundles. They do what Gogo's commands of these names do, but a failure is a
 * failure.
 */
final class BundleCommands {

    private static final int REFRESH_SECONDS = 60;

    private final BundleContext context;

    BundleCommands(BundleContext context) {
        this.context = context;
    }

    private interface Action {
        void run(Bundle bundle) throws BundleException;
    }

    /** Install bundles and give their numbers. */
    @Descriptor("install bundles; a plugin is opened by 'open'")
    public String install(CommandSession session, @Descriptor("files or URLs") String[] locations) throws Exception {
        required(locations, "bundle");
        List<String> ids = new ArrayList<>();
        for (String location : locations) {
            ids.add(String.valueOf(install(uri(session, location)).getBundleId()));
        }
        return (ids.size() == 1 ? "Bundle ID: " : "Bundle IDs: ") + String.join(", ", ids);
    }

    private Bundle install(URI location) throws BundleException {
        try {
            return context.installBundle(location.toString());
        } catch (BundleException e) {
            throw failed("install of " + location, e);
        }
    }

    /** Start bundles. */
    @Descriptor("start bundles")
    public void start(
            @Descriptor("not again when the runtime starts")
                    @Parameter(
                            names = {"-t", "--transient"},
                            presentValue = "true",
                            absentValue = "false")
                    boolean once,
            @Descriptor("as the bundle's activation policy says")
                    @Parameter(
                            names = {"-p", "--policy"},
                            presentValue = "true",
                            absentValue = "false")
                    boolean policy,
            @Descriptor("numbers or names") Object[] bundles)
            throws BundleException {
        int options = (once ? Bundle.START_TRANSIENT : 0) | (policy ? Bundle.START_ACTIVATION_POLICY : 0);
        each("start", bundles, bundle -> bundle.start(options));
    }

    /** Stop bundles. */
    @Descriptor("stop bundles; an opened plugin cannot be stopped")
    public void stop(
            @Descriptor("start again when the runtime starts")
                    @Parameter(
                            names = {"-t", "--transient"},
                            presentValue = "true",
                            absentValue = "false")
                    boolean once,
            @Descriptor("numbers or names") Object[] bundles)
            throws BundleException {
        each("stop", bundles, bundle -> bundle.stop(once ? Bundle.STOP_TRANSIENT : 0));
    }

    /** Uninstall bundles. */
    @Descriptor("uninstall bundles; an opened plugin, and what it uses, cannot be uninstalled")
    public void uninstall(@Descriptor("numbers or names") Object[] bundles) throws BundleException {
        each("uninstall", bundles, Bundle::uninstall);
    }

    /** Update a bundle from where it was installed from. */
    @Descriptor("update a bundle; an opened plugin, and what it uses, cannot be updated")
    public void update(@Descriptor("number or name") Object bundle) throws BundleException {
        each("update", new Object[] {bundle}, Bundle::update);
    }

    /** Update a bundle from a file or URL. */
    @Descriptor("update a bundle; an opened plugin, and what it uses, cannot be updated")
    public void update(
            CommandSession session,
            @Descriptor("number or name") Object bundle,
            @Descriptor("file or URL of the new content") String location)
            throws BundleException, IOException {
        try (InputStream content = uri(session, location).toURL().openStream()) {
            each("update", new Object[] {bundle}, target -> target.update(content));
        }
    }

    /** Refresh bundles, or those that were updated or uninstalled but are still in use. */
    @Descriptor("give bundles a new wiring, without arguments those that wait for it")
    public void refresh(@Descriptor("numbers or names") Object[] bundles) throws Exception {
        List<Bundle> targets = bundles.length == 0 ? List.of() : find(bundles);
        List<BundleWiring> wirings =
                targets.stream().map(BundleCommands::wiring).toList();
        CountDownLatch done = new CountDownLatch(1);
        context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION)
                .adapt(FrameworkWiring.class)
                .refreshBundles(targets.isEmpty() ? null : targets, event -> {
                    if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED) {
                        done.countDown();
                    }
                });
        if (!done.await(REFRESH_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the refresh has not ended after " + REFRESH_SECONDS + " seconds");
        }
        // The framework does not say what it has left out.
        for (int i = 0; i < wirings.size(); i++) {
            if (wirings.get(i) != null && wirings.get(i) == wiring(targets.get(i))) {
                throw new IllegalStateException("refresh of " + Wiring.name(targets.get(i))
                        + " refused: an opened plugin needs its present wiring, and a plugin is never unloaded"
                        + "; restart the runtime without it"
                        + REMEDY);
            }
        }
    }

    private static final String REMEDY = " (remove its file from the plugins folder first)";

    private static BundleWiring wiring(Bundle bundle) {
        return bundle.adapt(BundleWiring.class);
    }

    /** Does it to all of them, as far as it goes, and tells all failures. */
    private void each(String operation, Object[] names, Action action) throws BundleException {
        required(names, "bundle");
        List<String> failures = new ArrayList<>();
        for (Bundle bundle : find(names)) {
            try {
                action.run(bundle);
            } catch (BundleException e) {
                failures.add(failed(operation + " of " + Wiring.name(bundle), e).getMessage());
            }
        }
        if (!failures.isEmpty()) {
            throw new BundleException(String.join("\n", failures));
        }
    }

    private static BundleException failed(String what, BundleException failure) {
        if (failure.getType() == BundleException.UNSUPPORTED_OPERATION) {
            // It says all that is needed.
            String told = String.valueOf(failure.getMessage());
            boolean framework = told.contains(" [0] ");
            String message = told.replaceFirst("^pinion: ", "");
            return new BundleException(message + (framework ? "; 'exit' ends the shell" : REMEDY));
        }
        if (failure.getType() == BundleException.RESOLVE_ERROR) {
            return new BundleException(
                    what + " failed: something that it needs is missing; 'why' tells what, given the file");
        }
        Throwable reason = failure;
        while (reason.getCause() != null) {
            reason = reason.getCause();
        }
        return new BundleException(what + " failed: " + FailureText.text(reason));
    }

    private static void required(Object[] values, String what) {
        if (values.length == 0) {
            throw new IllegalArgumentException("say which " + what);
        }
    }

    private List<Bundle> find(Object... names) {
        List<Bundle> found = new ArrayList<>();
        for (Object name : names) {
            if (name instanceof Bundle bundle) {
                found.add(bundle);
            } else if (name instanceof Collection<?> several) {
                found.addAll(find(several.toArray()));
            } else {
                found.add(find(name.toString()));
            }
        }
        return found;
    }

    private Bundle find(String name) {
        if (name.matches("\\d{1,18}")) {
            Bundle bundle = context.getBundle(Long.parseLong(name));
            if (bundle == null) {
                throw new IllegalArgumentException("no bundle " + name + "; 'lb' lists them");
            }
            return bundle;
        }
        List<Bundle> named = Arrays.stream(context.getBundles())
                .filter(bundle -> name.equals(bundle.getSymbolicName()) || name.equals(bundle.getLocation()))
                .toList();
        if (named.size() != 1) {
            throw new IllegalArgumentException(
                    named.isEmpty()
                            ? "no bundle " + name + "; 'lb' lists them"
                            : "several bundles are called " + name + ", choose one of "
                                    + String.join(
                                            ", ",
                                            named.stream().map(Wiring::name).toList()));
        }
        return named.get(0);
    }

    private static URI uri(CommandSession session, String location) {
        return location.matches("[a-zA-Z][a-zA-Z0-9+.-]+:.*")
                ? URI.create(location)
                : session.currentDir().resolve(location).toUri();
    }
}
