// SPDX-License-Identifier: Apache-2.0
package org.pinion.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.PackageTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import org.junit.jupiter.api.Test;
import org.pinion.testing.Documents;

/** What the sources of exported packages must say, so that these can grow without breaking their callers. */
class ExportedTypesTests {

    private static final Pattern EXPORTS = Pattern.compile("(?m)^-exportcontents:(.*)$");

    private static final Pattern SINCE = Pattern.compile("(?m)^ @since \\d+\\.\\d+$");

    /** A package, or a type that a caller can name, and its documentation; which is empty if there is none. */
    private record Exported(String name, Tree.Kind kind, String documentation) {}

    private static List<Exported> exported() throws IOException {
        List<Exported> found = new ArrayList<>();
        JavaSources.parse(sources(), (task, units) -> {
            Collector collector = new Collector(DocTrees.instance(task), found);
            units.forEach(unit -> collector.scan(unit, null));
        });
        return found;
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> modules = Files.list(Documents.ROOT.resolve("runtime"))) {
            return modules.filter(module -> Files.exists(module.resolve("bnd.bnd")))
                    .flatMap(module -> EXPORTS.matcher(Documents.read(module.resolve("bnd.bnd")))
                            .results()
                            .flatMap(exports -> Stream.of(exports.group(1).split(",")))
                            .map(name -> module.resolve("src/main/java")
                                    .resolve(name.strip().replace('.', '/'))))
                    .flatMap(ExportedTypesTests::files)
                    .toList();
        }
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Collector extends TreePathScanner<Void, Void> {

        private final DocTrees documentation;
        private final List<Exported> found;

        Collector(DocTrees documentation, List<Exported> found) {
            this.documentation = documentation;
            this.found = found;
        }

        @Override
        public Void visitPackage(PackageTree node, Void nothing) {
            if (getCurrentPath().getCompilationUnit().getSourceFile().getName().endsWith("package-info.java")) {
                add(node.getPackageName().toString(), node.getKind());
            }
            return null;
        }

        @Override
        public Void visitClass(ClassTree node, Void nothing) {
            if (!isVisible(node)) {
                return null;
            }
            add(node.getSimpleName().toString(), node.getKind());
            return super.visitClass(node, null);
        }

        private boolean isVisible(ClassTree node) {
            return node.getModifiers().getFlags().contains(Modifier.PUBLIC)
                    || getCurrentPath().getParentPath().getLeaf().getKind() == Tree.Kind.INTERFACE;
        }

        private void add(String name, Tree.Kind kind) {
            String text = documentation.getDocComment(getCurrentPath());
            found.add(new Exported(name, kind, text == null ? "" : text));
        }
    }

    @Test
    void exported_isFound() throws IOException {
        assertThat(exported())
                .extracting(Exported::name)
                .contains(
                        "org.pinion", "org.pinion.embed.spi", "org.pinion.ssh", "Plugin", "Kind", "Builder", "InitType")
                .doesNotContain("ProblemRecord", "PublicRegistry");
    }

    @Test
    void types_tellTheirFirstVersion() throws IOException {
        assertThat(exported())
                .filteredOn(type -> !SINCE.matcher(type.documentation()).find())
                .extracting(Exported::name)
                .isEmpty();
    }

    @Test
    void enums_sayThatConstantsMayCome() throws IOException {
        assertThat(exported())
                .filteredOn(type -> type.kind() == Tree.Kind.ENUM)
                .isNotEmpty()
                .allSatisfy(type -> assertThat(type.documentation())
                        .as(type.name())
                        .contains("Constants may come in any version", "{@code default}"));
    }

    /** A record cannot get a component without breaking who makes one, or takes it apart. */
    @Test
    void types_areNoRecords() throws IOException {
        assertThat(exported())
                .filteredOn(type -> type.kind() == Tree.Kind.RECORD)
                .extracting(Exported::name)
                .isEmpty();
    }
}
