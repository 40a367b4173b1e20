// SPDX-License-Identifier: Apache-2.0
package org.pinion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pinion.PluginException.Reason;
import org.pinion.Problem.Kind;
import org.pinion.spi.Problems;

class PluginExceptionTests {

    private static final String OPERATION = "plugin.Open(\"a.jar\")";

    private static final Problem NO_FILE = Problems.of(Kind.FILE, "a.jar", "no such file", "");

    private static final Problem MISSING = Problems.of(
            Kind.MISSING_PACKAGE,
            "acme",
            "no bundle exports package acme",
            "Import-Package: acme;version=\"[1,2)\"",
            List.of(),
            List.of(),
            "add it");

    private static PluginException exception(Problem... problems) {
        return new PluginException(OPERATION, List.of(problems), new Error("cause"));
    }

    @Test
    void message_ofOneSentence_isOneLine() {
        assertThat(exception(NO_FILE)).hasMessage("plugin.Open(\"a.jar\"): no such file");
    }

    @Test
    void message_ofOneProblem_hasALineForEachPart() {
        assertThat(exception(MISSING)).hasMessage("""
                        plugin.Open("a.jar"): no bundle exports package acme
                          needed: Import-Package: acme;version="[1,2)"
                          fix:    add it""");
    }

    @Test
    void message_withCauses_isAChain() {
        Problem chain = Problems.of(
                Kind.UNRESOLVED_BUNDLE,
                "mid",
                "mid 1.0.0 does not resolve",
                "Import-Package: mid",
                List.of("mid 1.0.0", "mid 2.0.0"),
                List.of(MISSING),
                "");
        assertThat(exception(chain)).hasMessage("""
                        plugin.Open("a.jar"): mid 1.0.0 does not resolve
                          needed: Import-Package: mid
                          found:  mid 1.0.0
                                  mid 2.0.0
                            no bundle exports package acme
                            needed: Import-Package: acme;version="[1,2)"
                            fix:    add it""");
    }

    @Test
    void message_ofSeveralProblems_listsThemAll_theMostFundamentalFirst() {
        PluginException exception = exception(MISSING, NO_FILE);
        assertThat(exception).hasMessage("""
                        plugin.Open("a.jar"): 2 problems
                          no such file
                          no bundle exports package acme
                            needed: Import-Package: acme;version="[1,2)"
                            fix:    add it""");
        assertThat(exception.problems()).containsExactly(NO_FILE, MISSING);
        assertThat(exception.reason()).isEqualTo(Reason.FILE);
    }

    @Test
    void message_ofAPreviousFailure_saysSoAtTheEnd() {
        PluginException exception = new PluginException(OPERATION, List.of(NO_FILE), null, true);
        assertThat(exception).hasMessage("plugin.Open(\"a.jar\"): no such file (previous failure)");
        assertThat(exception.isPrevious()).isTrue();
        assertThat(exception(NO_FILE).isPrevious()).isFalse();
    }

    @Test
    void exception_withoutProblem_cannotBeMade() {
        assertThatThrownBy(() -> exception()).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void exception_serialised_keepsReasonProblemsAndCause() throws Exception {
        PluginException copy = copy(exception(MISSING, NO_FILE));
        assertThat(copy.reason()).isEqualTo(Reason.FILE);
        assertThat(copy.problems()).containsExactly(NO_FILE, MISSING);
        assertThat(copy).hasRootCauseMessage("cause");
    }

    @Test
    void symbolNotFound_serialised_keepsTheHintAndNoCandidates() throws Exception {
        SymbolNotFoundException copy = copy(new SymbolNotFoundException(
                Problems.of(Kind.SYMBOL_NOT_FOUND, "x", "symbol x not found in plugin a", ""),
                () -> "did you mean y",
                List.of()));
        assertThat(copy).hasMessage("plugin: symbol x not found in plugin a");
        assertThat(copy.hint()).contains("did you mean y");
        assertThat(copy.candidates()).isEmpty();
        assertThat(copy.reason()).isEqualTo(Reason.SYMBOL_NOT_FOUND);
    }

    @SuppressWarnings("unchecked")
    private static <T> T copy(T exception) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(exception);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (T) in.readObject();
        }
    }
}
