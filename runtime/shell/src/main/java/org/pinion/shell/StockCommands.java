// SPDX-License-Identifier: Apache-2.0
package org.pinion.shell;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.function.Supplier;
import org.apache.felix.gogo.command.Basic;
import org.apache.felix.gogo.command.Inspect;
import org.apache.felix.gogo.jline.Builtin;
import org.apache.felix.gogo.jline.Posix;
import org.apache.felix.gogo.jline.Procedural;
import org.apache.felix.service.command.CommandProcessor;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceRegistration;

/**
 * Registers commands as services. Classes of Gogo are loaded when one of their commands is used; hence no method
 * references.
 */
final class StockCommands {

    private static final String FELIX = "felix";
    private static final String GOGO = "gogo";

    private StockCommands() {}

    static List<ServiceRegistration<?>> register(BundleContext context, CommandProcessor processor) {
        return List.of(
                // Gogo's commands for the life of bundles tell failures as results, by names of Java classes.
                register(
                        context,
                        FELIX,
                        () -> new BundleCommands(context),
                        "install",
                        "refresh",
                        "start",
                        "stop",
                        "uninstall",
                        "update"),
                register(context, FELIX, () -> new GeneralCommands(context), "help", "exit"),
                register(
                        context,
                        FELIX,
                        () -> new Basic(context),
                        "bundlelevel",
                        "frameworklevel",
                        "headers",
                        "lb",
                        "log",
                        "resolve",
                        "which"),
                register(context, FELIX, () -> new Inspect(context), "inspect"),
                register(
                        context,
                        GOGO,
                        () -> new Procedural(),
                        "break",
                        "continue",
                        "each",
                        "if",
                        "not",
                        "throw",
                        "try",
                        "until",
                        "while"),
                register(context, GOGO, () -> new Builtin(), "bg", "fg", "format", "jobs", "new", "set", "tac", "type"),
                register(
                        context,
                        GOGO,
                        () -> new Posix(processor),
                        "cat",
                        "cd",
                        "clear",
                        "date",
                        "echo",
                        "grep",
                        "head",
                        "less",
                        "ls",
                        "pwd",
                        "sleep",
                        "sort",
                        "tail",
                        "watch",
                        "wc"));
    }

    /** Registers the public methods of an object under the scope of our own commands. */
    static ServiceRegistration<?> register(BundleContext context, Object commands) {
        if (commands instanceof PinionCommands ours) {
            return register(
                    context, PinionCommands.SCOPE, () -> ours, ours.names().toArray(String[]::new));
        }
        String[] functions = Arrays.stream(commands.getClass().getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .filter(method -> !Modifier.isStatic(method.getModifiers()) && !method.isSynthetic())
                .map(Method::getName)
                // A command may be called as a keyword of Java.
                .map(name -> name.startsWith("_") ? name.substring(1) : name)
                .distinct()
                .toArray(String[]::new);
        return register(context, PinionCommands.SCOPE, () -> commands, functions);
    }

    private static ServiceRegistration<?> register(
            BundleContext context, String scope, Supplier<Object> commands, String... functions) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(CommandProcessor.COMMAND_SCOPE, scope);
        properties.put(CommandProcessor.COMMAND_FUNCTION, functions);
        return context.registerService(Object.class.getName(), new Lazy(commands), properties);
    }

    /** Makes the object once; Gogo gives it back after every command. */
    private static final class Lazy implements ServiceFactory<Object> {

        private final Supplier<Object> supplier;
        private @Nullable Object commands;

        Lazy(Supplier<Object> supplier) {
            this.supplier = supplier;
        }

        @Override
        public synchronized Object getService(Bundle user, ServiceRegistration<Object> registration) {
            if (commands == null) {
                commands = supplier.get();
            }
            return commands;
        }

        @Override
        public void ungetService(Bundle user, ServiceRegistration<Object> registration, Object service) {
            // It is kept.
        }
    }
}
