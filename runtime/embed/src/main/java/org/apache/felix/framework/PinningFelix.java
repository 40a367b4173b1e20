// SPDX-License-Identifier: Apache-2.0
package org.apache.felix.framework;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.felix.framework.util.FelixConstants;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;
import org.pinion.embed.internal.framework.Pins;
import org.pinion.embed.internal.framework.Pins.Operation;
import org.pinion.embed.internal.framework.Pins.PendingChange;
import org.pinion.embed.internal.framework.StartCheck;

/**
 * Felix, with a say in the life of its bundles (P1, P4).
 *
 * <p>All ways to stop, update, uninstall or re-wire a bundle, whoever asks, lead through a handful of package-private
 * methods of {@link Felix}. This class overrides them and asks the {@link Pins}; that is why it is in Felix's package,
 * and why both must come from one class loader. Everything else stays Felix's.
 */
@SuppressWarnings({"unchecked", "rawtypes"}) // Felix has no type arguments.
public final class PinningFelix extends QuickFelix {

    private final Pins pins;
    private volatile StartCheck starts = StartCheck.NONE;

    /** Set by the one call that may stop the framework. */
    private volatile boolean closing;

    private boolean initialised;

    /** The thread that refreshes; the lock for it lets only one do so. */
    private volatile Thread refreshing;

    /**
     * Create a framework that is not initialised yet.
     *
     * @param configuration framework properties
     * @param pins what decides
     */
    public PinningFelix(Map<String, Object> configuration, Pins pins) {
        super(configuration);
        this.pins = pins;
    }

    /** Have the starts of bundles looked at from now on. */
    public void follow(StartCheck check) {
        starts = check;
    }

    /** Tell the version of Felix. */
    public String version() {
        return super.getProperty(FelixConstants.FELIX_VERSION_PROPERTY);
    }

    /** Stop the framework; return at once. */
    public void shutDown() throws BundleException {
        closing = true;
        super.stop();
    }

    /**
     * Tell whether the framework cannot stop before this thread has returned: it runs an activator, or a listener in a
     * thread of the framework.
     */
    public boolean isAwaited() {
        Thread current = Thread.currentThread();
        return current == refreshing
                || FelixInternals.isOwnThread(this, current)
                || Stream.of(getBundles()).anyMatch(bundle -> ((BundleImpl) bundle).getLockingThread() == current);
    }

    /** Tell the listeners of the framework that something failed which has no caller to be told. */
    public void reportError(Bundle bundle, Throwable failure) {
        fireFrameworkEvent(FrameworkEvent.ERROR, bundle, failure);
    }

    @Override
    public void init(FrameworkListener... listeners) throws BundleException {
        if (initialised && getState() != STARTING && getState() != ACTIVE) {
            pins.guardFramework(Operation.RESTART, this);
        }
        initialised = true;
        super.init(listeners);
    }

    @Override
    public void stop() throws BundleException {
        if (!closing) {
            pins.guardFramework(Operation.STOP, this);
        }
        super.stop();
    }

    @Override
    public void uninstall() throws BundleException {
        pins.guardFramework(Operation.UNINSTALL, this);
        super.uninstall();
    }

    @Override
    public void update(InputStream content) throws BundleException {
        try (content) {
            pins.guardFramework(Operation.UPDATE, this);
        } catch (IOException e) {
            throw new BundleException("cannot close the stream", e);
        }
        super.update(null);
    }

    /** Gives a bundle its class loader before anybody sees that it is resolved, and asks it for a class. */
    @Override
    void setBundleStateAndNotify(BundleImpl bundle, int state) {
        if (state == Bundle.RESOLVED) {
            BundleWiringImpl$BundleClassLoaderOfPinion.provide(bundle, getLogger());
        }
        super.setBundleStateAndNotify(bundle, state);
    }

    @Override
    void startBundle(BundleImpl bundle, int options) throws BundleException {
        pins.guardStart(bundle);
        super.startBundle(bundle, options);
        starts.started(bundle);
    }

    /**
     * Tells listeners of an event, but of a start only after init. Felix tells them in no order, so an init that ran in
     * a listener could come after what other listeners do with the bundle, such as activate its components.
     */
    @Override
    void fireBundleEvent(int type, Bundle bundle) {
        if (type != BundleEvent.STARTED || bundle == this || starts.activated(bundle)) {
            super.fireBundleEvent(type, bundle);
        }
    }

    @Override
    void stopBundle(BundleImpl bundle, boolean record) throws BundleException {
        if (bundle == this || closing) {
            super.stopBundle(bundle, record);
        } else {
            pins.guard(Operation.STOP, bundle, () -> super.stopBundle(bundle, record));
        }
    }

    @Override
    void updateBundle(BundleImpl bundle, InputStream content) throws BundleException {
        try {
            pins.guard(Operation.UPDATE, bundle, () -> super.updateBundle(bundle, content));
        } catch (BundleException failure) {
            // Felix has closed it already, unless the update was refused; to close it again does no harm.
            close(content, failure);
            throw failure;
        }
    }

    private static void close(InputStream content, BundleException refusal) {
        try {
            if (content != null) {
                content.close();
            }
        } catch (IOException e) {
            refusal.addSuppressed(e);
        }
    }

    @Override
    void uninstallBundle(BundleImpl bundle) throws BundleException {
        pins.guard(Operation.UNINSTALL, bundle, () -> super.uninstallBundle(bundle));
    }

    /**
     * Refreshes what may be refreshed. Felix's refresh thread dies of an exception, and all later refreshes with it, so
     * this method leaves bundles out instead of refusing, and lets nothing through that others throw.
     */
    @Override
    void refreshPackages(Collection<Bundle> targets, FrameworkListener[] listeners) {
        try {
            refresh(targets);
        } catch (RuntimeException e) {
            reportError(this, e);
        }
        if (listeners == null) {
            return;
        }
        FrameworkEvent event = new FrameworkEvent(FrameworkEvent.PACKAGES_REFRESHED, this, null);
        for (FrameworkListener listener : listeners) {
            try {
                listener.frameworkEvent(event);
            } catch (Throwable e) {
                reportError(this, e);
            }
        }
    }

    /** Refreshes under the lock that Felix takes for it, so that no bundle gets wired after it was looked at. */
    private void refresh(Collection<Bundle> targets) {
        Collection<Bundle> pending = targets == null ? getRemovalPendingBundles() : new ArrayList<>(targets);
        if (!acquireGlobalLock()) {
            throw new IllegalStateException("interrupted before the refresh of " + pending);
        }
        List<PendingChange> changes = new ArrayList<>();
        Thread outer = refreshing;
        refreshing = Thread.currentThread();
        try {
            List<Bundle> allowed = new ArrayList<>();
            for (Bundle target : pending) {
                PendingChange change = beginRefresh(target);
                if (change != null) {
                    changes.add(change);
                    allowed.add(target);
                }
            }
            super.refreshPackages(allowed, null);
        } finally {
            pins.end(changes);
            refreshing = outer;
            releaseGlobalLock();
        }
    }

    /** Gives {@code null} if a bundle is not to be refreshed. */
    private PendingChange beginRefresh(Bundle target) {
        // Another framework has its own pins.
        if (!(target instanceof BundleImpl own) || own.getFramework() != this) {
            return null;
        }
        // The refresh of the system bundle, or of what extends it, is a restart.
        if (pins.holdFramework() && (own == this || own.isExtension())) {
            return null;
        }
        return pins.beginRefresh(target, getDependencyClosure(List.of(target)));
    }

    // Felix's URL handlers find these five by getClass().getDeclaredMethod, so they must be declared here.

    @Override
    Bundle getBundle(Class type) {
        return super.getBundle(type);
    }

    @Override
    Bundle getBundle(long id) {
        return super.getBundle(id);
    }

    @Override
    String getProperty(String key) {
        return super.getProperty(key);
    }

    @Override
    Object getStreamHandlerService(String protocol) {
        return super.getStreamHandlerService(protocol);
    }

    @Override
    Object getContentHandlerService(String mimeType) {
        return super.getContentHandlerService(mimeType);
    }
}
