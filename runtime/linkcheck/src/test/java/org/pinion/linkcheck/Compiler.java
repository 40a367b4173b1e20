// SPDX-License-Identifier: Apache-2.0
package org.pinion.linkcheck;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** Compiles in memory. */
final class Compiler {

    private static final JavaCompiler JAVAC = ToolProvider.getSystemJavaCompiler();

    /** Each thread has its own, as they are not for several. */
    private static final ThreadLocal<StandardJavaFileManager> FILES =
            ThreadLocal.withInitial(() -> JAVAC.getStandardFileManager(null, null, null));

    /**
     * What has come of it.
     *
     * @param classes the class files by internal name; none if there was an error
     * @param failed the names of the sources with errors
     * @param messages of the errors
     */
    record Result(Map<String, byte[]> classes, Set<String> failed, List<String> messages) {}

    private Compiler() {}

    /**
     * Compiles sources that have no errors.
     *
     * @param release of Java
     * @param classPath class files by internal name
     * @param sources each with any number of types
     * @return the class files by internal name
     */
    static Map<String, byte[]> compile(int release, Map<String, byte[]> classPath, String... sources) {
        Map<String, String> named = new LinkedHashMap<>();
        for (String source : sources) {
            named.put("Source" + named.size(), source);
        }
        Result result = compile(release, classPath, named);
        if (!result.failed.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", result.messages) + "\n" + named.values());
        }
        return result.classes;
    }

    /** Compiles sources, by any name. */
    static Result compile(int release, Map<String, byte[]> classPath, Map<String, String> sources) {
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        Memory memory = new Memory(classPath);
        List<JavaFileObject> units = new ArrayList<>();
        sources.forEach((name, text) -> units.add(new Source(name, text)));
        List<String> options =
                List.of("--release", "" + release, "-proc:none", "-nowarn", "-Xlint:none", "-g", "-Xmaxerrs", "9999");
        boolean done =
                JAVAC.getTask(null, memory, diagnostics, options, null, units).call();
        Set<String> failed = new TreeSet<>();
        List<String> messages = new ArrayList<>();
        for (Diagnostic<? extends JavaFileObject> each : diagnostics.getDiagnostics()) {
            if (each.getKind() == Diagnostic.Kind.ERROR) {
                messages.add(each.toString());
                failed.add(each.getSource() instanceof Source source ? source.name : "?");
            }
        }
        if (!done && failed.isEmpty()) {
            throw new IllegalStateException(diagnostics.getDiagnostics().toString());
        }
        return new Result(failed.isEmpty() ? memory.classes() : Map.of(), failed, messages);
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String name;
        private final String text;

        Source(String name, String text) {
            super(URI.create("memory:///" + name + ".java"), Kind.SOURCE);
            this.name = name;
            this.text = text;
        }

        @Override
        public boolean isNameCompatible(String simpleName, Kind kind) {
            return kind == Kind.SOURCE;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class ClassFile extends SimpleJavaFileObject {
        private final String binaryName;
        private final ByteArrayOutputStream written = new ByteArrayOutputStream();
        private byte[] bytes = {};

        ClassFile(String internalName, byte[] bytes) {
            super(URI.create("memory:///" + internalName + ".class"), Kind.CLASS);
            binaryName = internalName.replace('/', '.');
            this.bytes = bytes;
        }

        @Override
        public InputStream openInputStream() {
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public OutputStream openOutputStream() {
            return written;
        }
    }

    /** The class path in front of the JDK, and what javac writes. */
    private static final class Memory extends ForwardingJavaFileManager<StandardJavaFileManager>
            implements StandardJavaFileManager {

        private final Map<String, List<JavaFileObject>> classPath = new HashMap<>();
        private final Map<String, ClassFile> output = new LinkedHashMap<>();

        Memory(Map<String, byte[]> classPath) {
            super(FILES.get());
            classPath.forEach((name, bytes) -> this.classPath
                    .computeIfAbsent(Hierarchy.packageOf(name).replace('/', '.'), key -> new ArrayList<>())
                    .add(new ClassFile(name, bytes)));
        }

        Map<String, byte[]> classes() {
            Map<String, byte[]> classes = new LinkedHashMap<>();
            output.forEach((name, file) -> classes.put(name, file.written.toByteArray()));
            return classes;
        }

        @Override
        public Iterable<JavaFileObject> list(
                Location location, String packageName, Set<JavaFileObject.Kind> kinds, boolean recurse)
                throws IOException {
            if (location == StandardLocation.CLASS_PATH) {
                return kinds.contains(JavaFileObject.Kind.CLASS)
                        ? classPath.getOrDefault(packageName, List.of())
                        : List.of();
            }
            return super.list(location, packageName, kinds, recurse);
        }

        @Override
        public String inferBinaryName(Location location, JavaFileObject file) {
            return file instanceof ClassFile known ? known.binaryName : super.inferBinaryName(location, file);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, javax.tools.FileObject sibling) {
            String name = className.replace('.', '/');
            return output.computeIfAbsent(name, key -> new ClassFile(key, new byte[0]));
        }

        @Override
        public Iterable<? extends JavaFileObject> getJavaFileObjectsFromFiles(Iterable<? extends java.io.File> files) {
            return fileManager.getJavaFileObjectsFromFiles(files);
        }

        @Override
        public Iterable<? extends JavaFileObject> getJavaFileObjects(java.io.File... files) {
            return fileManager.getJavaFileObjects(files);
        }

        @Override
        public Iterable<? extends JavaFileObject> getJavaFileObjectsFromStrings(Iterable<String> names) {
            return fileManager.getJavaFileObjectsFromStrings(names);
        }

        @Override
        public Iterable<? extends JavaFileObject> getJavaFileObjects(String... names) {
            return fileManager.getJavaFileObjects(names);
        }

        @Override
        public void setLocation(Location location, Iterable<? extends java.io.File> path) throws IOException {
            fileManager.setLocation(location, path);
        }

        @Override
        public Iterable<? extends java.io.File> getLocation(Location location) {
            return fileManager.getLocation(location);
        }

        @Override
        public void close() {
            // The manager below is that of all compilations.
        }
    }
}
