// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinion.Function;
import org.pinion.Plugin;
import org.pinion.Symbol;
import org.pinion.Variable;
import org.pinion.testing.BundleBuilder;

/** Plugins in the newest Java that runs this test: its class files, and what its language has to offer. */
class NewerJavaTests {

    private static final int NEWEST = Runtime.version().feature();

    /** With patterns where the language has them. */
    private static final String AREA = NEWEST >= 21 ? """
            return switch (shape) {
                case Shape.Circle(double radius) when radius < 0 -> Double.NaN;
                case Shape.Circle(double radius) -> Math.PI * radius * radius;
                case Shape.Square(var side) -> side * side;
            };
            """ : """
            return shape instanceof Shape.Circle circle
                    ? Math.PI * circle.radius() * circle.radius()
                    : ((Shape.Square) shape).side() * ((Shape.Square) shape).side();
            """;

    @TempDir
    Path folder;

    private Pinion pinion;

    @BeforeEach
    void start() {
        pinion = Pinion.start();
    }

    @AfterEach
    void close() {
        pinion.close();
    }

    private static BundleBuilder shapes(String... options) {
        String[] all = new String[options.length + 3];
        System.arraycopy(options, 0, all, 3, options.length);
        all[0] = "-g";
        all[1] = "--release";
        all[2] = String.valueOf(NEWEST);
        return BundleBuilder.plugin("acme.shapes", "acme.shapes")
                .javac(all)
                .source("acme.shapes.Shape", """
                        public sealed interface Shape {
                            record Circle(double radius) implements Shape {}
                            record Square(double side) implements Shape {}

                            static Shape of(String kind, Double size) {
                                return kind.equals("circle") ? new Circle(size) : new Square(size);
                            }

                            static double area(Shape shape) {
                                %s
                            }
                        }
                        """.formatted(AREA))
                .source("acme.shapes.Point", """
                        public record Point(int x, int y) {
                            public static final Point ORIGIN = at(0, 0);
                            static int inits;

                            public Point {
                                if (x < 0) {
                                    throw new IllegalArgumentException("x");
                                }
                            }

                            static void init() {
                                inits++;
                            }

                            public static Point at(int x, int y) {
                                return new Point(x, y);
                            }

                            public static int inits() {
                                return inits;
                            }
                        }
                        """);
    }

    @Test
    void symbols_ofRecordsAndSealedTypes_areTheirStaticMembers() throws Throwable {
        BundleBuilder shapes = shapes();

        assertThat(shapes.warnings()).isEmpty();
        Plugin plugin = pinion.open(shapes.buildTo(folder));

        assertThat(plugin.symbols()).extracting(Symbol::name).containsExactly("ORIGIN", "area", "at", "inits", "of");
        assertThat(((Variable) plugin.lookup("ORIGIN")).get()).hasToString("Point[x=0, y=0]");
        assertThat(((Function) plugin.lookup("inits")).call()).isEqualTo(1);
    }

    @Test
    void call_ofAFunctionWithPatterns_matches() throws Throwable {
        Plugin plugin = pinion.open(shapes().buildTo(folder));
        @SuppressWarnings("unchecked")
        BiFunction<String, Double, Object> of = plugin.lookup("of").as(BiFunction.class);

        assertThat(((Function) plugin.lookup("area")).call(of.apply("square", 3.0)))
                .isEqualTo(9.0);
        assertThat(((Function) plugin.lookup("area")).call(of.apply("circle", 1.0)))
                .isEqualTo(Math.PI);
    }

    @Test
    void open_aPluginThatIsAModule_opensAsAnyOther() throws Throwable {
        Plugin plugin = pinion.open(shapes("--add-reads", "acme.shapes=ALL-UNNAMED")
                .source("module-info", "module acme.shapes { exports acme.shapes; }")
                .buildTo(folder));

        assertThat(((Function) plugin.lookup("at")).call(1, 2)).hasToString("Point[x=1, y=2]");
    }
}
