// SPDX-License-Identifier: Apache-2.0
package org.pinion.benchmarks.jmh;

import java.io.IOException;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.IntBinaryOperator;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.wiring.BundleWiring;
import org.pf4j.JarPluginManager;
import org.pinion.Plugin;
import org.pinion.benchmarks.jars.AddExtension;
import org.pinion.benchmarks.jars.Plugins;
import org.pinion.benchmarks.jars.Template;
import org.pinion.benchmarks.peer.FelixHost;
import org.pinion.embed.Pinion;

/** The ways to come to an object that adds, and what must be closed when it was measured. */
final class Ways implements AutoCloseable {

    /** The folder that {@link Plugins#writeCalled} has filled. */
    static final Path FOLDER = Path.of(System.getProperty("benchmarks.jars", ""));

    private Pinion pinion;
    private FelixHost felix;
    private JarPluginManager manager;

    /** Gives as many different objects, of as many plugins. */
    List<IntBinaryOperator> operators(String way, int count) throws Exception {
        List<IntBinaryOperator> operators = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            operators.add(operator(way, i));
        }
        return operators;
    }

    private IntBinaryOperator operator(String way, int number) throws Exception {
        return switch (way) {
            case "hand" -> ByHand.operators().get(number);
            case "hand-lending" ->
                // The same loader: where it lies in the heap decides what the garbage collector does when it is stored.
                new ByHand.Lending(
                        lending(number).bundle().adapt(BundleWiring.class).getClassLoader(),
                        ByHand.operators().get(number));
            case "pinion" -> plugin(number).lookup("add").as(IntBinaryOperator.class);
            case "pinion-lending" -> lending(number).lookup("add").as(IntBinaryOperator.class);
            case "felix" -> service(number);
            case "pf4j" -> extension(number);
            case "serviceloader" ->
                ServiceLoader.load(IntBinaryOperator.class, loader("peers", number))
                        .findFirst()
                        .orElseThrow();
            case "reflection" -> reflection(type(number).getMethod("add", int.class, int.class));
            case "proxies" ->
                MethodHandleProxies.asInterfaceInstance(
                        IntBinaryOperator.class,
                        MethodHandles.publicLookup().unreflect(type(number).getMethod("add", int.class, int.class)));
            default -> throw new IllegalArgumentException(way);
        };
    }

    Plugin plugin(int number) {
        return open(jar("called", number));
    }

    private Plugin lending(int number) {
        pinion = Pinion.builder().contextClassLoader(true).start();
        return plugin(number);
    }

    Plugin open(Path jar) {
        if (pinion == null) {
            pinion = Pinion.start();
        }
        return pinion.open(jar);
    }

    private static Path jar(String kind, int number) {
        return FOLDER.resolve(kind).resolve(Template.name(number) + ".jar");
    }

    private static ClassLoader loader(String kind, int number) throws IOException {
        return new URLClassLoader(new URL[] {jar(kind, number).toUri().toURL()}, Ways.class.getClassLoader());
    }

    private static Class<?> type(int number) throws IOException, ClassNotFoundException {
        return loader("called", number).loadClass("call." + Template.name(number) + ".Add");
    }

    private static IntBinaryOperator reflection(Method method) {
        return (a, b) -> {
            try {
                return (int) method.invoke(null, a, b);
            } catch (ReflectiveOperationException e) {
                throw new LinkageError("add", e);
            }
        };
    }

    private IntBinaryOperator service(int number) throws IOException, BundleException {
        if (felix == null) {
            felix = new FelixHost();
            felix.start();
        }
        BundleContext context = felix.framework().getBundleContext();
        Bundle bundle = context.installBundle(jar("peers", number).toUri().toString());
        bundle.start();
        return (IntBinaryOperator) context.getService(bundle.getRegisteredServices()[0]);
    }

    private IntBinaryOperator extension(int number) {
        JarPluginManager plugins = extensions(number + 1);
        return plugins.getExtensions(AddExtension.class, "id." + Template.name(number))
                .get(0);
    }

    /** Gives PF4J with the first plugins started. */
    JarPluginManager extensions(int count) {
        if (manager == null) {
            manager = new JarPluginManager(FOLDER);
        }
        for (int i = manager.getPlugins().size(); i < count; i++) {
            manager.startPlugin(manager.loadPlugin(jar("peers", i)));
        }
        return manager;
    }

    @Override
    public void close() throws IOException, BundleException {
        if (pinion != null) {
            pinion.close();
        }
        if (felix != null) {
            felix.close();
        }
    }
}
