// SPDX-License-Identifier: Apache-2.0
package org.pinion.ds;

import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Component;
import org.pinion.embed.Pinion;
import org.pinion.testing.BundleBuilder;

/** Plugins, bundles with components, and what the components tell: each is a service that can be asked. */
final class DsBundles {

    private DsBundles() {}

    /** A plugin with the symbols {@code greet} and {@code shout}. */
    static BundleBuilder greeter(String name) {
        return BundleBuilder.plugin(name, "greeter").source("greeter.Greeter", """
                        public class Greeter {
                            public static String greet(String name) { return "Hello, " + name; }
                            public static String shout(String name) { return greet(name).toUpperCase(); }
                        }
                        """);
    }

    /** A bundle with a component that needs a plugin with certain symbols, and says what {@code greet} of it says. */
    static Bundle user(Pinion pinion, String target) throws BundleException {
        return install(
                pinion, components(BundleBuilder.bundle("acme.user")).source("user.User", """
                        @org.osgi.service.component.annotations.Component
                        public class User implements java.util.function.Supplier<String> {
                            public interface Greet { String greet(String name); }

                            @org.osgi.service.component.annotations.Reference(target = "%s")
                            private org.pinion.Plugin plugin;

                            @Override
                            public String get() {
                                return plugin.lookup("greet").as(Greet.class).greet("Ada");
                            }
                        }
                        """.formatted(target)));
    }

    /** Puts the annotations of components in reach of a bundle's classes. */
    static BundleBuilder components(BundleBuilder builder) {
        return builder.classPath(BundleBuilder.locationOf(Component.class));
    }

    /** Installs and starts a bundle as somebody else than the runtime would. */
    static Bundle install(Pinion pinion, BundleBuilder builder) throws BundleException {
        BundleContext context = pinion.framework().getBundleContext();
        Bundle bundle = context.installBundle("test:" + builder, new ByteArrayInputStream(builder.build()));
        bundle.start();
        return bundle;
    }

    /** What the one component says that is satisfied; {@code null} if there is none. */
    static String said(Pinion pinion) {
        BundleContext context = pinion.framework().getBundleContext();
        ServiceReference<?> reference = context.getServiceReference(Supplier.class);
        return reference == null ? null : (String) ((Supplier<?>) context.getService(reference)).get();
    }

    /** The bundles that came with the runtime. */
    static List<Bundle> own(Pinion pinion) {
        return Arrays.stream(pinion.framework().getBundleContext().getBundles())
                .filter(bundle -> bundle.getLocation().startsWith("pinion:"))
                .toList();
    }
}
