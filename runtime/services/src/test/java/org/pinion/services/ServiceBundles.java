// SPDX-License-Identifier: Apache-2.0
package org.pinion.services;

import java.nio.file.Path;
import org.pinion.testing.BundleBuilder;

/** An API, a library that provides a service of it, and a plugin that looks for services. */
final class ServiceBundles {

    private static final String EXTENDER =
            "osgi.extender;filter:=\"(&(osgi.extender=osgi.serviceloader.%s)(version>=1.0)(!(version>=2.0)))\"";

    private ServiceBundles() {}

    static BundleBuilder api() {
        return BundleBuilder.bundle("api")
                .source("api.Greeter", "public interface Greeter { String greet(String name); }")
                .with("-exportcontents", "api;version=1.0");
    }

    static BundleBuilder provider(Path api) {
        return BundleBuilder.bundle("provider")
                .classPath(api)
                .source("provider.Polite", """
                        public class Polite implements api.Greeter {
                            public String greet(String name) { return "Dear " + name; }
                        }
                        """)
                .resource("META-INF/services/api.Greeter", "provider.Polite")
                .with("-privatepackage", "provider")
                .with("Require-Capability", EXTENDER.formatted("registrar"))
                .with("Provide-Capability", "osgi.serviceloader;osgi.serviceloader=\"api.Greeter\"");
    }

    static BundleBuilder plugin(Path api) {
        return BundleBuilder.plugin("user", "user")
                .classPath(api)
                .source("user.User", """
                        public class User {
                            static String inInit;
                            static void init() { inInit = greet(); }
                            public static String atInit() { return inInit; }
                            public static String greet() {
                                StringBuilder all = new StringBuilder();
                                for (api.Greeter greeter : java.util.ServiceLoader.load(api.Greeter.class)) {
                                    all.append(greeter.greet("Ada"));
                                }
                                return all.toString();
                            }
                        }
                        """)
                .with(
                        "Require-Capability",
                        EXTENDER.formatted("processor")
                                + ",osgi.serviceloader;filter:=\"(osgi.serviceloader=api.Greeter)\";cardinality:=multiple");
    }
}
