// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.activation;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.Bundle;
import org.pinion.Init;
import org.pinion.Problem.Kind;
import org.pinion.embed.internal.diagnosis.Failure;
import org.pinion.embed.internal.diagnosis.LinkProblems;
import org.pinion.embed.internal.diagnosis.ThrownDiagnosis;
import org.pinion.embed.internal.events.InitEvent;
import org.pinion.embed.internal.events.Recording;
import org.pinion.linker.InitPackage;

/** Runs the init of one bundle in the order that the linker found (I3, I4). */
final class InitRunner {

    /** A type of one package, loaded but not initialised. */
    private record Step(InitPackage.InitType type, Class<?> loaded) {}

    private record PackageSteps(String name, List<Step> steps) {}

    private record Ran(String packageName, String typeName, Duration duration) implements Init {}

    private final String plugin;
    private final ThrownDiagnosis diagnosis;
    private final List<PackageSteps> packages = new ArrayList<>();
    private final List<Init> ran = new ArrayList<>();

    /**
     * Loads the types that will be initialised, without running any of their code.
     *
     * @param problems receives what does not fit the classes of the bundle
     * @param diagnosis explains what init throws
     */
    InitRunner(Bundle bundle, List<InitPackage> inits, LinkProblems problems, ThrownDiagnosis diagnosis) {
        plugin = bundle.getSymbolicName();
        this.diagnosis = diagnosis;
        for (InitPackage init : inits) {
            List<Step> steps = new ArrayList<>();
            for (InitPackage.InitType type : init.types()) {
                String name = (init.name().isEmpty() ? "" : init.name() + ".") + type.simpleName();
                try {
                    Class<?> loaded = bundle.loadClass(name);
                    if (type.hasInit()) {
                        initOf(loaded);
                    }
                    steps.add(new Step(type, loaded));
                } catch (ReflectiveOperationException | LinkageError e) {
                    // Of a class that the verifier refuses the method handle says only that the method is missing.
                    Throwable reason = e.getCause() instanceof LinkageError error ? error : e;
                    problems.addType(name, reason);
                }
            }
            packages.add(new PackageSteps(init.name(), steps));
        }
    }

    private static MethodHandle initOf(Class<?> type) throws ReflectiveOperationException {
        return MethodHandles.privateLookupIn(type, MethodHandles.lookup())
                .findStatic(type, "init", MethodType.methodType(void.class));
    }

    /**
     * Runs it all, each step with the class loader of the bundle as context class loader (C1).
     *
     * @return the init functions that ran
     * @throws Failure if a class initialiser or an init function throws; nothing runs after it (I6)
     */
    List<Init> run() throws Failure {
        Thread thread = Thread.currentThread();
        ClassLoader loader = thread.getContextClassLoader();
        try {
            for (PackageSteps steps : packages) {
                run(steps);
            }
            return ran;
        } finally {
            // Whoever starts the bundle goes on with what it had.
            thread.setContextClassLoader(loader);
        }
    }

    private void run(PackageSteps steps) throws Failure {
        for (Step step : steps.steps()) {
            initialise(step);
        }
        for (Step step : steps.steps()) {
            if (step.type().hasInit()) {
                run(steps.name(), step);
            }
        }
    }

    private void initialise(Step step) throws Failure {
        Class<?> type = step.loaded();
        try {
            Thread.currentThread().setContextClassLoader(type.getClassLoader());
            Class.forName(type.getName(), true, type.getClassLoader());
        } catch (Throwable e) {
            Throwable cause = e instanceof ExceptionInInitializerError && e.getCause() != null ? e.getCause() : e;
            throw threw(
                    "initialisation of class " + step.type().simpleName() + " in package " + type.getPackageName(),
                    type.getName() + ".<clinit>",
                    cause);
        }
    }

    private void run(String packageName, Step step) throws Failure {
        InitEvent event = Recording.isPossible() ? new InitEvent() : null;
        if (event != null) {
            event.begin();
        }
        long start = System.nanoTime();
        try {
            Thread.currentThread().setContextClassLoader(step.loaded().getClassLoader());
            // Not kept from the constructor: one that was found before its class was initialised checks for that when
            // it
            // is called, and to be able to the JDK keeps more than half a kilobyte for each class for ever.
            initOf(step.loaded()).invokeExact();
            if (event != null) {
                event.succeeded = true;
            }
        } catch (Throwable e) {
            throw threw(
                    "init of " + step.type().simpleName() + " in package " + packageName,
                    step.loaded().getName() + ".init",
                    e);
        } finally {
            if (event != null) {
                event.plugin = plugin;
                event.type = step.loaded().getName();
                event.commit();
            }
        }
        ran.add(new Ran(packageName, step.type().simpleName(), Duration.ofNanos(System.nanoTime() - start)));
    }

    private Failure threw(String what, String entry, Throwable cause) {
        return new Failure(diagnosis.threw(Kind.INIT, what, "", entry, cause), cause);
    }
}
