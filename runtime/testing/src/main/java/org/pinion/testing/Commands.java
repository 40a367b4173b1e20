// SPDX-License-Identifier: Apache-2.0
package org.pinion.testing;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Runs Maven and Java as a reader of the documents would, in processes of their own. */
public final class Commands {

    private static final long MINUTES = 10;

    private static final String JAVA_HOME = System.getProperty("java.home");

    /** The outcome of a command. */
    public record Result(int exitCode, String output, String errors) {}

    private Commands() {}

    /**
     * Runs Maven with the artifacts of this build, from a local repository of its own that reads through to that of the
     * build. The system properties {@code local.repository} and {@code outer.repository} say where the two are.
     *
     * @throws AssertionError if it takes longer than ten minutes; so do all commands of this class
     */
    public static Result maven(Path folder, String... arguments) throws IOException, InterruptedException {
        return maven(folder, Path.of(JAVA_HOME), arguments);
    }

    /** Runs Maven on a JDK of your choice. */
    public static Result maven(Path folder, Path javaHome, String... arguments)
            throws IOException, InterruptedException {
        boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
        List<String> command = new ArrayList<>();
        command.add(Documents.ROOT.resolve(windows ? "mvnw.cmd" : "mvnw").toString());
        command.addAll(mavenOptions());
        command.addAll(List.of(arguments));
        return run(folder, folder, javaHome, command);
    }

    /** Gives the options of Maven for the artifacts of this build. */
    public static List<String> mavenOptions() {
        return List.of(
                "-B",
                "-ntp",
                "-Dmaven.repo.local=" + System.getProperty("local.repository"),
                "-Dmaven.repo.local.tail=" + System.getProperty("outer.repository"));
    }

    /**
     * Runs a command line of the documents; {@code java} is the Java that runs this test.
     *
     * @throws IllegalArgumentException if it runs anything else
     */
    public static Result commandLine(Path folder, String line) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(line.replace("\\\n", " ").strip().split("\\s+")));
        if (!command.get(0).equals("java")) {
            throw new IllegalArgumentException("only java can be run: " + line);
        }
        command.set(0, Path.of(JAVA_HOME, "bin", "java").toString());
        return run(folder, command);
    }

    /** Writes a command that runs a class, with options of the JVM before it and arguments behind it. */
    public static List<String> java(List<Path> classPath, List<String> options, Class<?> main, Object... arguments) {
        List<String> command = new ArrayList<>(java(options));
        command.addAll(List.of(
                "-cp",
                classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                main.getName()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return command;
    }

    /** Writes the beginning of a command: the Java that runs this test, without its warnings of Felix. */
    public static List<String> java(List<String> options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(JAVA_HOME, "bin", "java").toString());
        // They are many, and live for a moment.
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        if (Runtime.version().feature() >= 24) {
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.addAll(options);
        return command;
    }

    /** Runs a command in a folder. */
    public static Result run(Path folder, List<String> command) throws IOException, InterruptedException {
        return run(folder, folder, Path.of(JAVA_HOME), command);
    }

    /** Runs a command in one folder and keeps its output in another. */
    public static Result run(Path folder, Path outputs, List<String> command) throws IOException, InterruptedException {
        return run(folder, outputs, Path.of(JAVA_HOME), command);
    }

    private static Result run(Path folder, Path outputs, Path javaHome, List<String> command)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile(outputs, "output", ".log");
        Path errors = Files.createTempFile(outputs, "errors", ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        builder.environment().put("JAVA_HOME", javaHome.toString());
        Process process = builder.start();
        try {
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                throw new AssertionError("still running after " + MINUTES + " minutes: " + command + "\n"
                        + Files.readString(output) + Files.readString(errors));
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        return new Result(process.exitValue(), Files.readString(output), Files.readString(errors));
    }
}
