// SPDX-License-Identifier: Apache-2.0
package org.pinion.acceptance.hosts;

import java.io.IOException;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.Callable;

/** Runs applications as an application server does: each in a class loader, which it drops when it undeploys. */
public final class Container {

    private static final int COLLECTIONS = 50;

    private final String jar;

    private Container(String jar) {
        this.jar = jar;
    }

    /**
     * Runs the container.
     *
     * @param arguments what to do, the plugin, the URLs of the class loader of the applications, and those of its
     *     parent
     */
    public static void main(String[] arguments) throws Exception {
        Container container = new Container(arguments[1]);
        switch (arguments[0]) {
            case "share" -> container.share(arguments[2], arguments[3]);
            case "undeploy" -> container.undeploy(arguments[2]);
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static URLClassLoader loader(String urls, ClassLoader parent) throws IOException {
        String[] texts = urls.split(",");
        URL[] elements = new URL[texts.length];
        for (int i = 0; i < texts.length; i++) {
            elements[i] = URI.create(texts[i]).toURL();
        }
        return new URLClassLoader(elements, parent);
    }

    private Object deploy(ClassLoader loader, String shared) throws ReflectiveOperationException {
        return loader.loadClass("org.pinion.acceptance.hosts.WebApplication")
                .getMethod("deploy", String.class, String.class)
                .invoke(null, jar, shared);
    }

    /** Shares a package of the application, whose class loader may or may not be that of Pinion. */
    private void share(String child, String parent) throws Exception {
        ClassLoader outer = ClassLoader.getPlatformClassLoader();
        try (URLClassLoader middle = parent.isEmpty() ? null : loader(parent, outer);
                URLClassLoader inner = loader(child, middle == null ? outer : middle)) {
            Object application = deploy(inner, "org.pinion.acceptance.hosts");
            if (application instanceof AutoCloseable running) {
                System.out.println(((Callable<?>) running).call());
                running.close();
            } else {
                System.out.println(application);
            }
        }
    }

    /** Deploys two applications, and undeploys them, the older one first. */
    private void undeploy(String urls) throws Exception {
        ReferenceQueue<ClassLoader> gone = new ReferenceQueue<>();
        URLClassLoader[] loaders = {
            loader(urls, ClassLoader.getPlatformClassLoader()), loader(urls, ClassLoader.getPlatformClassLoader())
        };
        Reference<?>[] references = {new WeakReference<>(loaders[0], gone), new WeakReference<>(loaders[1], gone)};
        AutoCloseable[] applications = {(AutoCloseable) deploy(loaders[0], ""), (AutoCloseable) deploy(loaders[1], "")};
        for (int i = 0; i < loaders.length; i++) {
            for (int other = i; other < loaders.length; other++) {
                System.out.println(other + ": " + ((Callable<?>) applications[other]).call());
            }
            applications[i].close();
            applications[i] = null;
            loaders[i].close();
            loaders[i] = null;
        }
        int collected = 0;
        for (int i = 0; i < COLLECTIONS && collected < references.length; i++) {
            System.gc();
            if (gone.remove(100) != null) {
                collected++;
            }
        }
        System.out.println("collected " + collected);
        if (collected < references.length && System.getProperty("heap.dump") != null) {
            dump(System.getProperty("heap.dump"));
        }
        Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("Felix") || name.startsWith("pinion"))
                .forEach(name -> System.out.println("thread " + name));
    }

    /** Writes what keeps a class loader alive to a file, for whoever has to find it. */
    private static void dump(String file) throws IOException {
        java.lang.management.ManagementFactory.getPlatformMXBean(com.sun.management.HotSpotDiagnosticMXBean.class)
                .dumpHeap(file, true);
    }
}
