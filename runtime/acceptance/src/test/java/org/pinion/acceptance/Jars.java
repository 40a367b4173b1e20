// SPDX-License-Identifier: Apache-2.0
package org.pinion.acceptance;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.felix.framework.Felix;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.commons.AnalyzerAdapter;
import org.objectweb.asm.tree.ClassNode;
import org.pinion.SymbolRegistry;
import org.pinion.embed.Pinion;
import org.pinion.linkcheck.LinkCheck;
import org.pinion.linker.Linker;
import org.pinion.testing.BundleBuilder;
import org.slf4j.LoggerFactory;
import org.slf4j.simple.SimpleServiceProvider;

/** The packaged jars that a host needs, and a plugin for it to open. */
final class Jars {

    /** The hosts of these tests. */
    static final Path HOSTS = BundleBuilder.locationOf(Jars.class);

    static final Path FELIX = BundleBuilder.locationOf(Felix.class);

    private Jars() {}

    /** Lists Pinion and what it needs, with a binding for its log. */
    static List<Path> pinion() {
        return Stream.of(
                        Pinion.class,
                        SymbolRegistry.class,
                        Linker.class,
                        LinkCheck.class,
                        Felix.class,
                        ClassReader.class,
                        ClassNode.class,
                        AnalyzerAdapter.class,
                        LoggerFactory.class,
                        SimpleServiceProvider.class)
                .map(BundleBuilder::locationOf)
                .toList();
    }

    /** Lists Pinion, what it needs, and the hosts of these tests. */
    static List<Path> host() {
        return plus(pinion(), HOSTS);
    }

    static List<Path> plus(List<Path> jars, Path jar) {
        List<Path> all = new ArrayList<>(jars);
        all.add(jar);
        return all;
    }

    static String classPath(List<Path> jars) {
        return jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /** Writes jars as one argument for a host that makes class loaders. */
    static String urls(List<Path> jars) {
        return jars.stream().map(Jars::url).map(URL::toString).collect(Collectors.joining(","));
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Builds a plugin with a variable {@code count} and a function {@code add}. */
    static Path counter(Path folder) {
        return BundleBuilder.plugin("acme.counter", "acme")
                .source("acme.C", """
                        public class C {
                            public static int count;

                            public static int add(int a, int b) {
                                return a + b;
                            }

                            static void init() {
                                count++;
                            }
                        }
                        """)
                .buildTo(folder);
    }
}
