// SPDX-License-Identifier: Apache-2.0
package org.apache.felix.framework;

import java.net.MalformedURLException;
import java.net.URL;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.felix.framework.util.SecureAction;
import org.osgi.framework.Bundle;

/**
 * Felix's factory for the handlers of URLs, of which a JVM takes one and gives none back. Felix takes its own out when
 * the last framework stops, by a private field of the JDK. Where it may not, this class keeps the factory in use, by a
 * framework that never runs, until the next one starts.
 */
public final class UrlFactory {

    private static final boolean REMOVABLE = isRemovable();

    private static Felix nobody;
    private static boolean kept;

    /** The frameworks that run and use the factory. */
    private static final Set<Felix> USERS = new HashSet<>();

    /** Stands in for a framework while none runs. */
    @SuppressWarnings({"unchecked", "rawtypes"}) // Felix has no type arguments.
    private static final class Nobody extends Felix {
        Nobody() {
            super(Map.of());
        }

        /** Asked by the text of a URL for a bundle of a framework that uses another copy of Felix. */
        @Override
        Bundle getBundle(long id) {
            return null;
        }

        @Override
        Object getStreamHandlerService(String protocol) {
            return null;
        }

        @Override
        Object getContentHandlerService(String mimeType) {
            return null;
        }
    }

    private UrlFactory() {}

    private static boolean isRemovable() {
        try {
            new SecureAction().getDeclaredField(URL.class, "factory", null);
            return true;
        } catch (Exception e) {
            return false;
        }
    }

    /**
     * Have the factory there before a framework starts.
     *
     * @return {@code false} if somebody else's is there and cannot be replaced
     */
    public static synchronized boolean prepare() {
        try {
            return REMOVABLE || !USERS.isEmpty() || kept || keep();
        } catch (LinkageError e) {
            // A Felix that does not run on this Java, which will be refused by its version.
            return true;
        }
    }

    private static boolean keep() {
        boolean first = nobody == null;
        if (first) {
            nobody = new Nobody();
        }
        try {
            URLHandlers.registerFrameworkInstance(nobody, true);
            kept = true;
            if (first) {
                makeBundleHandler();
            }
        } catch (Error e) {
            // What the JDK throws for a second factory is an error of no class of its own.
            if (e.getClass() != Error.class) {
                throw e;
            }
        }
        return kept;
    }

    /**
     * Has the JVM keep a handler of "bundle" URLs that looks for the framework each time. Felix makes one that knows
     * its framework, if there is only one, and the JVM would keep that when the framework is gone.
     */
    private static void makeBundleHandler() {
        URLHandlers.registerFrameworkInstance(nobody, true);
        try {
            new URL("bundle://0.0:0/");
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        } finally {
            URLHandlers.unregisterFrameworkInstance(nobody);
        }
    }

    /** A framework has started that uses the factory. */
    public static synchronized void started(Felix framework) {
        USERS.add(framework);
        if (kept) {
            URLHandlers.unregisterFrameworkInstance(nobody);
            kept = false;
        }
    }

    /** A framework is about to stop, if it has started. */
    public static synchronized void stopping(Felix framework) {
        if (USERS.remove(framework) && !REMOVABLE && USERS.isEmpty()) {
            keep();
        }
    }
}
