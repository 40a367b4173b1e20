// SPDX-License-Identifier: Apache-2.0
package org.pinion.acceptance;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.pinion.testing.Documents;

/** The sources of the product, and what the compiler reads in them. */
final class JavaSources {

    /** Looks at what was parsed. */
    interface Reader {
        /**
         * Looks at all of it.
         *
         * @param task gives what belongs to trees, such as their places
         */
        void read(JavacTask task, Iterable<? extends CompilationUnitTree> units) throws IOException;
    }

    private JavaSources() {}

    /** Lists the files of all modules and examples that are no tests. */
    static List<Path> main() throws IOException {
        try (Stream<Path> runtime = Files.walk(Documents.ROOT.resolve("runtime"));
                Stream<Path> examples = Files.walk(Documents.ROOT.resolve("example-plugins"))) {
            return Stream.concat(runtime, examples)
                    .filter(file -> file.toString().endsWith(".java")
                            && file.toString().replace('\\', '/').contains("/src/main/java/"))
                    .toList();
        }
    }

    /** Parses files, and does nothing more with them. */
    static void parse(List<Path> sources, Reader reader) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, files, null, null, null, files.getJavaFileObjectsFromPaths(sources));
            reader.read(task, task.parse());
        }
    }
}
