// SPDX-License-Identifier: Apache-2.0
package org.apache.felix.framework;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.felix.framework.cache.BundleCache;
import org.osgi.framework.startlevel.FrameworkStartLevel;

/**
 * What Felix keeps to itself, and this runtime must know: its private members and the names of its files. All are here.
 */
public final class FelixInternals {

    /** The file with the number of the next bundle, written anew for every one. */
    public static final String NEXT_ID_FILE = "bundle.id";

    /** The file with what is known of a bundle, in the folder of the bundle. */
    public static final String BUNDLE_INFO = "bundle.info";

    /** The folder of the first content of a bundle, in that of the bundle. */
    public static final String FIRST_REVISION = "version0.0";

    /** The file with the place of a content, in the folder of the content. */
    public static final String REVISION_LOCATION = "revision.location";

    /** Where nested jars and native libraries go: the name of the jar, followed by this. */
    public static final List<String> EXTRACTED = List.of("-embedded", "-lib");

    /** The bundles by location and by number. */
    static final VarHandle TABLES = field(Felix.class, "m_installedBundles", Map[].class);

    static final VarHandle NEXT_ID = field(Felix.class, "m_nextId", long.class);

    /** What Felix holds while it takes a number. */
    static final VarHandle NEXT_ID_LOCK = field(Felix.class, "m_nextIdLock", Object.class);

    static final VarHandle STORAGE = field(Felix.class, "m_cache", BundleCache.class);

    private static final VarHandle START_LEVEL_THREAD = field(FrameworkStartLevelImpl.class, "m_thread", Thread.class);

    /** One thread tells the listeners of all frameworks. */
    private static final VarHandle DISPATCHER_THREAD = staticField(EventDispatcher.class, "m_thread", Thread.class);

    private FelixInternals() {}

    private static VarHandle field(Class<?> owner, String name, Class<?> type) {
        try {
            return MethodHandles.privateLookupIn(owner, MethodHandles.lookup()).findVarHandle(owner, name, type);
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }

    private static VarHandle staticField(Class<?> owner, String name, Class<?> type) {
        try {
            return MethodHandles.privateLookupIn(owner, MethodHandles.lookup()).findStaticVarHandle(owner, name, type);
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }

    /** Tells whether a thread must come back from its listeners before a framework can stop. */
    static boolean isOwnThread(Felix felix, Thread thread) {
        return thread == START_LEVEL_THREAD.getVolatile(felix.adapt(FrameworkStartLevel.class))
                || thread == DISPATCHER_THREAD.getVolatile();
    }

    /**
     * Compare the Felix at hand with the one that this package was written for.
     *
     * @return what it lacks; without that nobody can hold its bundles
     */
    public static Collection<String> missing() {
        List<String> missing = new ArrayList<>();
        Stream.of(
                        TABLES == null ? "m_installedBundles" : null,
                        NEXT_ID == null ? "m_nextId" : null,
                        NEXT_ID_LOCK == null ? "m_nextIdLock" : null,
                        STORAGE == null ? "m_cache" : null,
                        START_LEVEL_THREAD == null ? "FrameworkStartLevelImpl.m_thread" : null,
                        DISPATCHER_THREAD == null ? "EventDispatcher.m_thread" : null)
                .filter(name -> name != null)
                .forEach(missing::add);
        Stream.of(PinningFelix.class, QuickFelix.class)
                .flatMap(type -> Stream.of(type.getDeclaredMethods()))
                .filter(method -> (method.getModifiers() & (Modifier.PUBLIC | Modifier.PRIVATE | Modifier.STATIC)) == 0)
                .filter(method -> !method.isSynthetic() && !overrides(method))
                .map(Method::getName)
                .forEach(missing::add);
        return missing;
    }

    private static boolean overrides(Method method) {
        try {
            Method overridden = Felix.class.getDeclaredMethod(method.getName(), method.getParameterTypes());
            return overridden.getReturnType() == method.getReturnType()
                    && !Modifier.isPrivate(overridden.getModifiers());
        } catch (NoSuchMethodException e) {
            return false;
        }
    }
}
