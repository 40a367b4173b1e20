// SPDX-License-Identifier: Apache-2.0
package org.pinion.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pinion.Function;
import org.pinion.Plugin;
import org.pinion.embed.Pinion;
import org.pinion.testing.BundleBuilder;

/** What a plugin's class loader finds although the plugin neither has nor imports it, and what it does not find. */
@Timeout(60)
class OutsideClassesTests {

    @TempDir
    Path folder;

    private final Pinion pinion = Pinion.start();

    @AfterEach
    void close() {
        pinion.close();
    }

    private Plugin plugin(String body) {
        return pinion.open(BundleBuilder.plugin("acme", "acme")
                .source("acme.A", "public class A { " + body + " }")
                .buildTo(folder));
    }

    @Test
    @Tag("C4")
    void eventOfAPlugin_isRecorded() throws Exception {
        IntSupplier work = pinion.open(BundleBuilder.plugin("acme", "acme")
                        .source("acme.Sold", "public class Sold extends jdk.jfr.Event { public int count; }")
                        .source(
                                "acme.A",
                                "public class A { public static int work() { Sold sold = new Sold(); sold.begin(); sold.count = 7;"
                                        + " sold.commit(); return 1; } }")
                        .buildTo(folder))
                .lookup("work")
                .as(IntSupplier.class);
        Path file = folder.resolve("events.jfr");
        try (Recording recording = new Recording()) {
            recording.start();
            assertThat(work.getAsInt()).isEqualTo(1);
            recording.stop();
            recording.dump(file);
        }
        assertThat(RecordingFile.readAllEvents(file))
                .filteredOn(event -> event.getEventType().getName().equals("acme.Sold"))
                .singleElement()
                .satisfies(event -> assertThat(event.getInt("count")).isEqualTo(7));
    }

    /** A class of the host's class path. */
    public static final class HostTask implements Runnable {
        @Override
        public void run() {
            // There is nothing to do.
        }

        /** Looks a class up as libraries of the host do. */
        public static Class<?> find(String name) throws ClassNotFoundException {
            return Class.forName(name, false, Thread.currentThread().getContextClassLoader());
        }
    }

    @Test
    @Tag("C5")
    void classOfTheHost_isNotFound_neitherThroughTheJdk() {
        Plugin plugin = plugin("""
                public static Object byName(String name) throws Exception { return Class.forName(name); }
                public static Object byReflection(String name) throws Exception {
                    return Class.class.getMethod("forName", String.class, boolean.class, ClassLoader.class)
                            .invoke(null, name, false, A.class.getClassLoader());
                }
                public static Object byMethodType(String name) {
                    return java.lang.invoke.MethodType.fromMethodDescriptorString(
                            "()L" + name.replace('.', '/') + ";", A.class.getClassLoader());
                }
                """);
        for (String function : List.of("byName", "byReflection", "byMethodType")) {
            assertThat(catchThrowable(() -> ((Function) plugin.lookup(function)).call(HostTask.class.getName())))
                    .as(function)
                    .isNotNull();
        }
    }

    @Test
    @Tag("C5")
    void bundle_askedForAClassOfTheHost_hasNone() {
        Plugin plugin = plugin("public static int value;");
        assertThat(catchThrowable(() -> plugin.bundle().loadClass(HostTask.class.getName())))
                .isInstanceOf(ClassNotFoundException.class);
    }

    @Test
    @Tag("C5")
    void providerOfTheHost_isNotMixedWithServicesOfThePlugin() {
        Plugin plugin = pinion.open(BundleBuilder.plugin("acme", "acme")
                .source("acme.A", """
                        public class A {
                            public static String failure = "none";
                            static void init() {
                                try {
                                    java.util.ServiceLoader.load(Runnable.class).forEach(Runnable::run);
                                } catch (java.util.ServiceConfigurationError e) {
                                    failure = e.getMessage();
                                }
                            }
                        }
                        """)
                .resource("META-INF/services/java.lang.Runnable", HostTask.class.getName())
                .buildTo(folder));
        assertThat(plugin.lookup("failure").as(Supplier.class).get())
                .isEqualTo("java.lang.Runnable: Provider " + HostTask.class.getName() + " not found");
    }

    @Test
    @Tag("C5")
    void jdk_findsItsOwnClasses_throughThePlugin() throws Throwable {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            // It has a time zone of an internal class.
            out.writeObject(new GregorianCalendar());
        }
        Plugin plugin = plugin("public static Object read(java.io.InputStream in) throws Exception {"
                + " return new java.io.ObjectInputStream(in).readObject(); }");
        assertThat(((Function) plugin.lookup("read")).call(new ByteArrayInputStream(bytes.toByteArray())))
                .isInstanceOf(GregorianCalendar.class);
    }

    @Test
    @Tag("C5")
    void host_findsItsOwnClasses_alsoUnderTheLoaderOfAPlugin() throws Throwable {
        Plugin plugin = pinion.open(BundleBuilder.plugin("acme", "acme")
                .lending("acme")
                .source(
                        "acme.A",
                        "public class A { public static Object run(java.util.concurrent.Callable<?> callback)"
                                + " throws Exception { return callback.call(); } }")
                .buildTo(folder));
        Callable<?> callback = () -> HostTask.find(HostTask.class.getName());
        assertThat(((Function) plugin.lookup("run")).call(callback)).isEqualTo(HostTask.class);
    }
}
