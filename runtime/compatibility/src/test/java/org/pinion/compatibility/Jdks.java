// SPDX-License-Identifier: Apache-2.0
package org.pinion.compatibility;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The JDKs of this machine. */
final class Jdks {

    private static final Pattern VERSION = Pattern.compile("(?m)^JAVA_VERSION=\"(\\d+)");

    private Jdks() {}

    /** A JDK and its feature version. */
    record Jdk(Path home, int version) {}

    /** Gives the newest one, which may be the one that runs this. */
    static Jdk newest() throws IOException {
        Jdk running = new Jdk(
                Path.of(System.getProperty("java.home")), Runtime.version().feature());
        Path folder = Path.of("/usr/lib/jvm");
        if (!Files.isDirectory(folder)) {
            return running;
        }
        try (Stream<Path> homes = Files.list(folder)) {
            return Stream.concat(
                            Stream.of(running), homes.filter(Jdks::isJdk).map(home -> new Jdk(home, version(home))))
                    .max(Comparator.comparingInt(Jdk::version))
                    .orElseThrow();
        }
    }

    private static boolean isJdk(Path home) {
        return Files.isExecutable(home.resolve("bin/javac")) && Files.isRegularFile(home.resolve("release"));
    }

    private static int version(Path home) {
        try {
            Matcher version = VERSION.matcher(Files.readString(home.resolve("release")));
            return version.find() ? Integer.parseInt(version.group(1)) : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
