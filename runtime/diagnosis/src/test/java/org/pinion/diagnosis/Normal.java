// SPDX-License-Identifier: Apache-2.0
package org.pinion.diagnosis;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Makes messages the same on every machine and with every Java: they read as on Linux with Java 17. */
final class Normal {

    private static final Pattern JAVA = Pattern.compile("(?<=\\bJava|\\bJavaSE|--release)(?<separator>[ -])"
            + Runtime.version().feature() + "\\b");

    private static final Pattern CLASS_FILES = Pattern.compile("up to \\d+\\.0");

    private Normal() {}

    /**
     * Gives a message with the folder of its files as {@code /plugins} and that of the framework as {@code /storage}.
     */
    static String text(String message, Path folder, Path storage) {
        return text(replace(message, storage, "/storage"), folder);
    }

    /** Gives a message with the folder of its files as {@code /plugins}. */
    static String text(String message, Path folder) {
        String text = replace(message, folder, "/plugins")
                .replace(System.getProperty("java.home"), "/usr/lib/jvm/java-17")
                .replace(System.getProperty("os.name"), "Linux")
                .replace(System.getProperty("os.arch"), "amd64");
        text = JAVA.matcher(text).replaceAll("${separator}17");
        return CLASS_FILES.matcher(text).replaceAll("up to 61.0").strip();
    }

    /** Gives the words of a message in one order: peers tell parts and attributes in the order of a hash map. */
    static List<String> words(String message) {
        return Stream.of(message.split("[\\s;\\[\\]]+")).sorted().toList();
    }

    private static String replace(String text, Path folder, String name) {
        String path = folder.toString();
        String uri = folder.toUri().toString().replaceFirst("/$", "");
        return text.replace(uri, "file://" + name)
                .replace(uri.replace("file:///", "file:/"), "file:" + name)
                .replace(path, name);
    }
}
