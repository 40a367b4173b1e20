// SPDX-License-Identifier: Apache-2.0
package org.pinion.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.pinion.testing.Documents;

/** What no compiler checks in the sources of the product. */
class SourcesTests {

    /** Calls that take the digits, or the case of letters, from the default locale. */
    private static final Pattern LOCALISED = Pattern.compile("\\.to(Lower|Upper)Case\\(\\)|\\.formatted\\("
            + "|(String\\.format|\\.printf|new Formatter|new Scanner)\\((?!\\s*Locale\\.)");

    private static final Pattern INTERNAL =
            Pattern.compile("import (static )?org\\.pinion\\.[\\w.]*\\binternal\\.[\\w.]+");

    /** At the start of a statement: an example in a comment is none. */
    private static final Pattern PRINTS = Pattern.compile("(?m)^\\s*System\\.(out|err)\\.");

    private static List<Path> sources() throws IOException {
        return JavaSources.main().stream()
                .filter(file -> !file.startsWith(Documents.ROOT.resolve("runtime/benchmarks")))
                .toList();
    }

    @Test
    void sources_doNotDependOnTheDefaultLocale() throws IOException {
        assertThat(sources()).hasSizeGreaterThan(150);
        List<String> calls = new ArrayList<>();
        for (Path source : sources()) {
            LOCALISED
                    .matcher(Documents.read(source))
                    .results()
                    .forEach(call -> calls.add(Documents.ROOT.relativize(source) + ": " + call.group()));
        }
        assertThat(calls).isEmpty();
    }

    /** A file that fits nobody's head is two files. */
    @Test
    void files_haveLessThan400Lines() throws IOException {
        try (Stream<Path> files = Files.walk(Documents.ROOT.resolve("runtime"))) {
            List<Path> all = files.filter(file -> file.toString().endsWith(".java")
                            && file.toString().replace('\\', '/').contains("/src/"))
                    .toList();
            assertThat(all)
                    .hasSizeGreaterThan(300)
                    .allSatisfy(file -> assertThat(Files.readAllLines(file))
                            .as(file.toString())
                            .hasSizeLessThan(400));
        }
    }

    /** A method that fits no screen is two methods. */
    @Test
    void methods_haveAtMost60Lines() throws IOException {
        List<String> methods = new ArrayList<>();
        AtomicInteger seen = new AtomicInteger();
        JavaSources.parse(sources(), (task, units) -> {
            SourcePositions places = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : units) {
                new TreeScanner<Void, Void>() {
                    @Override
                    public Void visitMethod(MethodTree method, Void unused) {
                        seen.incrementAndGet();
                        long end = line(places.getEndPosition(unit, method));
                        long length = end - line(places.getStartPosition(unit, method)) + 1;
                        if (method.getBody() != null && length > 60) {
                            methods.add(unit.getSourceFile().getName() + ": " + method.getName() + ", " + length);
                        }
                        return super.visitMethod(method, unused);
                    }

                    private long line(long position) {
                        return position < 0 ? 0 : unit.getLineMap().getLineNumber(position);
                    }
                }.scan(unit, null);
            }
        });
        assertThat(seen.get()).isGreaterThan(1000);
        assertThat(methods).isEmpty();
    }

    /** What is called internal is a module's own business. */
    @Test
    void sources_importNothingInternalOfOtherModules() throws IOException {
        List<String> imports = new ArrayList<>();
        for (Path source : sources()) {
            if (!source.startsWith(Documents.ROOT.resolve("runtime/embed"))) {
                INTERNAL.matcher(Documents.read(source))
                        .results()
                        .forEach(found -> imports.add(Documents.ROOT.relativize(source) + ": " + found.group()));
            }
        }
        assertThat(imports).isEmpty();
    }

    /** All else logs, or gives what it has to say to its caller. */
    @Test
    void sources_printOnlyWhereThereIsATerminal() throws IOException {
        List<Path> printing = new ArrayList<>();
        for (Path source : sources()) {
            String path = Documents.ROOT.relativize(source).toString().replace('\\', '/');
            if (!path.startsWith("runtime/cli/")
                    && !path.startsWith("runtime/shell/")
                    && !path.startsWith("runtime/mrsequential/")
                    && !path.startsWith("example-plugins/")
                    && PRINTS.matcher(Documents.read(source)).find()) {
                printing.add(source);
            }
        }
        assertThat(printing).isEmpty();
    }
}
