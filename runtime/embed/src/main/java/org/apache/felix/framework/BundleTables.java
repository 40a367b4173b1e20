// SPDX-License-Identifier: Apache-2.0
package org.apache.felix.framework;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.apache.felix.framework.cache.BundleArchive;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.pinion.embed.internal.framework.BundleStorage;

/**
 * What Felix keeps of its bundles, their tables, numbers and storage, made so that another bundle costs the same
 * whether there are ten or ten thousand.
 *
 * <p>Felix copies both of its tables for every bundle that is installed. Here they are replaced by concurrent ones, to
 * which bundles are added in place; whatever Felix does with them, it still does with copies. It also compares each new
 * bundle with all others, for one of the same name and version; here only with those of the same name.
 */
@SuppressWarnings({"unchecked", "rawtypes"}) // Felix has no type arguments.
final class BundleTables {

    private static final int BY_LOCATION = 0;
    private static final int BY_ID = 1;

    private final Felix felix;
    private final Map<String, List<Bundle>> byName = new ConcurrentHashMap<>();

    /** A table that answers all questions Felix asks of it, also one without a key. */
    private static final class Locations extends ConcurrentHashMap<String, Bundle> {
        private static final long serialVersionUID = 1L;

        Locations(Map<String, Bundle> bundles) {
            super(bundles);
        }

        @Override
        public Bundle get(Object location) {
            return location == null ? null : super.get(location);
        }
    }

    BundleTables(Felix felix) {
        this.felix = felix;
    }

    /**
     * Gives an initialised framework another storage, of which it has not used any yet. Felix takes one by a property,
     * too, but shows all of its properties to bundles as attributes of a capability, where an object is out of place.
     */
    BundleStorage replaceStorage(Logger logger, Map configuration, Path nowhere) throws BundleException {
        try {
            BundleStorage storage = new BundleStorage(logger, configuration, nowhere);
            FelixInternals.STORAGE.set(felix, storage);
            return storage;
        } catch (Exception e) {
            throw new BundleException("Error creating bundle cache.", e);
        }
    }

    /**
     * Takes the number for the next bundle. Felix would also write it to a file, for a next start with this storage.
     */
    long nextId() {
        synchronized (FelixInternals.NEXT_ID_LOCK.get(felix)) {
            long id = (long) FelixInternals.NEXT_ID.get(felix);
            FelixInternals.NEXT_ID.set(felix, id + 1);
            return id;
        }
    }

    /** Makes the archive of a bundle, with the next number. */
    BundleArchive archive(BundleStorage storage, String location, Path jar) throws BundleException {
        try {
            return storage.create(nextId(), felix.getInitialBundleStartLevel(), location, jar);
        } catch (Exception e) {
            throw new BundleException("Unable to cache bundle: " + location, e);
        }
    }

    /** Adds a bundle. The caller holds Felix's global lock, as everybody does who changes the tables. */
    void add(String location, BundleImpl bundle) {
        Map[] present = (Map[]) FelixInternals.TABLES.getVolatile(felix);
        if (present[BY_LOCATION] instanceof Locations) {
            add(present, location, bundle);
        } else {
            Map[] tables = new Map[2];
            tables[BY_LOCATION] = new Locations(present[BY_LOCATION]);
            tables[BY_ID] = new ConcurrentSkipListMap<>(present[BY_ID]);
            add(tables, location, bundle);
            FelixInternals.TABLES.setVolatile(felix, tables);
        }
    }

    private static void add(Map[] tables, String location, BundleImpl bundle) {
        tables[BY_ID].put(bundle.getBundleId(), bundle);
        tables[BY_LOCATION].put(location, bundle);
    }

    /** Notes the present name of a bundle, so that it is found from now on. */
    void noteName(Bundle bundle) {
        if (bundle.getSymbolicName() != null) {
            byName.merge(bundle.getSymbolicName(), List.of(bundle), BundleTables::union);
        }
    }

    private static List<Bundle> union(List<Bundle> present, List<Bundle> added) {
        return Stream.concat(present.stream(), added.stream()).distinct().toList();
    }

    /** Forgets a bundle that is not installed any more. */
    void forgetName(Bundle bundle) {
        if (bundle.getSymbolicName() != null) {
            byName.computeIfPresent(bundle.getSymbolicName(), (name, present) -> {
                List<Bundle> others =
                        present.stream().filter(other -> other != bundle).toList();
                return others.isEmpty() ? null : others;
            });
        }
    }

    /** Gives the installed bundles that have, or had before an update, this name. */
    Bundle[] named(String name) {
        return byName.getOrDefault(name, List.of()).stream()
                .filter(bundle -> bundle.getState() != Bundle.UNINSTALLED)
                .toArray(Bundle[]::new);
    }
}
