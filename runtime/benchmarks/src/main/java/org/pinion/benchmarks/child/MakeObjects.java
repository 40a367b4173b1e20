// SPDX-License-Identifier: Apache-2.0
package org.pinion.benchmarks.child;

import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.IntBinaryOperator;
import org.pinion.Plugin;
import org.pinion.benchmarks.jars.Plugins;
import org.pinion.benchmarks.report.Statistics;
import org.pinion.embed.Pinion;

/** Makes objects of many functions of one plugin: by {@code as}, or as javac does it for a method reference. */
final class MakeObjects {

    private static final MethodType OPERATION = MethodType.methodType(int.class, int.class, int.class);

    private interface Maker {
        IntBinaryOperator make(String function) throws Throwable;
    }

    private MakeObjects() {}

    public static void main(String[] arguments) throws Throwable {
        String name = arguments[0];
        String way = arguments[1];
        Path jar = Path.of(arguments[2]);
        Maker maker = way.equals("pinion") ? symbols(jar) : lambdas(jar);
        double[] times = new double[Plugins.FUNCTIONS];
        int sum = 0;
        for (int i = 0; i < times.length; i++) {
            String function = Plugins.symbol(i);
            long start = System.nanoTime();
            IntBinaryOperator made = maker.make(function);
            times[i] = Samples.since(start, 1e3);
            sum = made.applyAsInt(sum, i);
        }
        if (sum != times.length * (times.length - 1) / 2) {
            throw new IllegalStateException("some object adds wrongly");
        }
        Samples.print(name + ".first." + way, "us", times[0]);
        double[] warm = Arrays.copyOfRange(times, times.length * 3 / 4, times.length);
        Samples.print(name + ".warm." + way, "us", Statistics.median(warm));
        Samples.print(
                name + ".mean." + way, "us", Arrays.stream(times).average().orElseThrow());
        System.exit(0);
    }

    private static Maker symbols(Path jar) {
        Plugin plugin = Pinion.start().open(jar);
        return function -> plugin.lookup(function).as(IntBinaryOperator.class);
    }

    private static Maker lambdas(Path jar) throws ReflectiveOperationException, java.io.IOException {
        String type = Plugins.nameOf(jar) + ".Symbols";
        Class<?> owner =
                new URLClassLoader(new URL[] {jar.toUri().toURL()}, MakeObjects.class.getClassLoader()).loadClass(type);
        MethodHandles.Lookup lookup =
                (MethodHandles.Lookup) owner.getMethod("access").invoke(null);
        MethodType factory = MethodType.methodType(IntBinaryOperator.class);
        return function -> {
            MethodHandle target = lookup.findStatic(owner, function, OPERATION);
            return (IntBinaryOperator)
                    LambdaMetafactory.metafactory(lookup, "applyAsInt", factory, OPERATION, target, OPERATION)
                            .getTarget()
                            .invokeExact();
        };
    }
}
