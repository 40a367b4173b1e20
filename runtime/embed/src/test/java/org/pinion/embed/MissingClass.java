// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.pinion.Plugin;
import org.pinion.PluginException;
import org.pinion.testing.BundleBuilder;

/** A shop that uses a log, and what is said when it does not find it. */
abstract class MissingClass {

    static final String LOG = "public class Log { public static int level() { return 3; } }";

    @TempDir
    Path folder;

    Pinion pinion;

    @BeforeEach
    void start() throws IOException {
        folder = folder.toRealPath();
        pinion = Pinion.start();
    }

    @AfterEach
    void close() {
        pinion.close();
    }

    final void restart(Path... libraries) {
        pinion.close();
        pinion = Pinion.start();
        for (Path library : libraries) {
            pinion.addLibrary(library);
        }
    }

    /** A library that exports com.acme.log. */
    final Path library(String name, String version, String... classes) {
        BundleBuilder builder = BundleBuilder.bundle(name).version(version);
        for (String each : classes) {
            builder.source("com.acme.log." + each, LOG.replace("Log", each));
        }
        return builder.with("-exportcontents", "com.acme.log;version=" + version)
                .with("Import-Package", "!com.acme.log,*")
                .buildTo(folder);
    }

    /** A plugin that uses com.acme.log.Log when its function is called. */
    static BundleBuilder shop(Path... classPath) {
        return BundleBuilder.plugin("shop", "com.acme.shop")
                .classPath(classPath)
                .source(
                        "com.acme.shop.Shop",
                        "public class Shop { public static int total() { return com.acme.log.Log.level(); } }");
    }

    /** Opens a plugin, calls its function and gives what the caller sees. */
    final String called(Path jar) {
        Plugin plugin = pinion.open(jar);
        return explanation(catchThrowableOfType(NoClassDefFoundError.class, () -> call(plugin)));
    }

    /** Gives the message of an open that is refused, as the class is missed before any code runs (R2). */
    final String refused(Path jar) {
        return catchThrowableOfType(PluginException.class, () -> pinion.open(jar))
                .getMessage()
                .replace(folder.toString(), "DIR");
    }

    final String explanation(NoClassDefFoundError error) {
        assertThat(error.getSuppressed()).hasSize(1);
        return error.getSuppressed()[0].getMessage().replace(folder.toString(), "DIR");
    }

    static int call(Plugin plugin) {
        return plugin.lookup("total").as(IntSupplier.class).getAsInt();
    }

    static Path without(Path jar, String entry, Path target) throws IOException {
        return copy(jar, target, name -> !name.equals(entry), content -> content);
    }

    /** Gives a class another name, of the same length, wherever it is used. */
    static Path renaming(Path jar, String from, String to, Path target) throws IOException {
        return copy(jar, target, name -> true, content -> content.replace(from, to));
    }

    static Path copy(Path jar, Path target, Predicate<String> kept, UnaryOperator<String> change) throws IOException {
        try (JarFile in = new JarFile(jar.toFile());
                JarOutputStream out = new JarOutputStream(Files.newOutputStream(target))) {
            for (var entry :
                    in.stream().filter(each -> kept.test(each.getName())).toList()) {
                byte[] bytes = in.getInputStream(entry).readAllBytes();
                out.putNextEntry(new ZipEntry(entry.getName()));
                out.write(change.apply(new String(bytes, StandardCharsets.ISO_8859_1))
                        .getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        return target;
    }
}
