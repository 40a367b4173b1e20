// SPDX-License-Identifier: Apache-2.0
package org.apache.felix.framework;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.felix.framework.cache.BundleArchive;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkListener;
import org.pinion.embed.internal.framework.BundleStorage;
import org.pinion.embed.internal.framework.StoredJar;

/**
 * Felix, with an install that takes no longer when there are many bundles, and writes nothing for a next start. Unless
 * it is told so, it installs as Felix does.
 */
@SuppressWarnings({"unchecked", "rawtypes"}) // Felix has no type arguments.
abstract class QuickFelix extends Felix {

    private final BundleTables tables = new BundleTables(this);

    /** {@code null} if bundles are stored as Felix does. */
    private Path nowhere;

    /** What keeps the bundles; {@code null} if that is Felix's own. */
    private volatile BundleStorage storage;

    /** What the thread with the global lock makes at this moment. */
    private volatile Making making;

    /** How many installs and updates Felix does by itself, the names of which are not noted before their end. */
    private final AtomicInteger unnoted = new AtomicInteger();

    /** A bundle in the making: its name, and who makes it. */
    private record Making(String name, Thread thread) {}

    QuickFelix(Map<String, Object> configuration) {
        super(configuration);
    }

    /**
     * Store bundles for one run only, from {@link #init} on.
     *
     * @param nullDevice takes what nobody will read
     */
    public void forgetBundles(Path nullDevice) {
        nowhere = nullDevice;
    }

    @Override
    public void init(FrameworkListener... listeners) throws BundleException {
        super.init(listeners);
        if (nowhere != null && storage == null) {
            storage = tables.replaceStorage(getLogger(), getConfig(), nowhere);
        }
    }

    /** Leave out the number of a bundle, if bundles are stored for one run only. */
    public void skipNumber() {
        if (storage != null) {
            tables.nextId();
        }
    }

    /**
     * Install a bundle.
     *
     * @param name its symbolic name
     * @param jar its content. If it is left where it is, it is handed over to the bundle.
     * @return the bundle, or the one that has this location already
     * @throws BundleException if the content is not that of a bundle, there is one of its name and version, or the
     *     framework is being stopped
     * @throws IllegalStateException if the framework is stopped
     */
    public Bundle install(String location, String name, StoredJar jar) throws BundleException {
        if (getBundleContext() == null) {
            throw new IllegalStateException("the framework is stopped");
        }
        return storage == null ? copy(location, jar.file()) : keep(location, name, jar);
    }

    private Bundle copy(String location, Path file) throws BundleException {
        try {
            return installBundle(this, location, Files.newInputStream(file));
        } catch (IOException e) {
            throw new BundleException("cannot read " + file, e);
        }
    }

    /** Does what Felix does, but in a time that does not grow with the number of bundles. */
    private Bundle keep(String location, String name, StoredJar jar) throws BundleException {
        Bundle bundle;
        acquireInstallLock(location);
        try {
            bundle = getBundle(location);
            if (bundle != null) {
                return bundle;
            }
            if (getState() == STOPPING || getState() == UNINSTALLED) {
                throw new BundleException("the framework has been shut down");
            }
            BundleArchive archive = tables.archive(storage, location, jar.file());
            bundle = add(location, name, archive);
            BundleStorage.handOver(jar, archive);
        } finally {
            releaseInstallLock(location);
        }
        // Its name is noted already.
        super.fireBundleEvent(BundleEvent.INSTALLED, bundle, this);
        return bundle;
    }

    private BundleImpl add(String location, String name, BundleArchive archive) throws BundleException {
        BundleImpl bundle = null;
        if (!acquireGlobalLock()) {
            archive.closeAndDelete();
            throw new BundleException("interrupted before the install of " + location);
        }
        try {
            making = new Making(name, Thread.currentThread());
            bundle = new BundleImpl(this, this, archive);
            tables.add(location, bundle);
            tables.noteName(bundle);
            return bundle;
        } catch (BundleException e) {
            throw e;
        } catch (Exception e) {
            throw new BundleException("Could not create bundle object.", e);
        } finally {
            making = null;
            releaseGlobalLock();
            if (bundle == null) {
                archive.closeAndDelete();
            }
        }
    }

    /**
     * Gives a bundle in the making only those that it could be taken for: it compares itself with all. What Felix
     * installs meanwhile waits for the global lock and compares itself then.
     */
    @Override
    Bundle[] getBundles() {
        Making present = making;
        return present != null && present.thread() == Thread.currentThread() && unnoted.get() == 0
                ? tables.named(present.name())
                : super.getBundles();
    }

    @Override
    Bundle installBundle(Bundle origin, String location, InputStream content) throws BundleException {
        unnoted.incrementAndGet();
        try {
            return super.installBundle(origin, location, content);
        } finally {
            unnoted.decrementAndGet();
        }
    }

    @Override
    void updateBundle(BundleImpl bundle, InputStream content) throws BundleException {
        unnoted.incrementAndGet();
        try {
            super.updateBundle(bundle, content);
        } finally {
            unnoted.decrementAndGet();
        }
    }

    @Override
    void fireBundleEvent(int type, Bundle bundle) {
        switch (type) {
            case BundleEvent.UPDATED -> tables.noteName(bundle);
            case BundleEvent.UNINSTALLED -> tables.forgetName(bundle);
            default -> {}
        }
        super.fireBundleEvent(type, bundle);
    }

    @Override
    void fireBundleEvent(int type, Bundle bundle, Bundle origin) {
        if (type == BundleEvent.INSTALLED) {
            tables.noteName(bundle);
        }
        super.fireBundleEvent(type, bundle, origin);
    }
}
