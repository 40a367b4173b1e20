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

class PluginExceptionTests {

    private static PluginException exception(String... problems) {
        return new PluginException(Reason.UNRESOLVED, "plugin.Open(\"a.jar\")", List.of(problems), new Error("cause"));
    }

    @Test
    void message_ofOneProblem_isOneLine() {
        assertThat(exception("no such file")).hasMessage("plugin.Open(\"a.jar\"): no such file");
    }

    @Test
    void message_ofAProblemWithSeveralLines_indentsThoseBelowTheFirst() {
        assertThat(exception("it failed\nbecause\n  of this"))
                .hasMessage("plugin.Open(\"a.jar\"): it failed\n  because\n    of this");
    }

    @Test
    void message_ofSeveralProblems_listsThemAll() {
        assertThat(exception("one\nmore of one", "two"))
                .hasMessage("plugin.Open(\"a.jar\"): 2 problems\n  one\n    more of one\n  two");
    }

    @Test
    void exception_withoutProblem_cannotBeMade() {
        assertThatThrownBy(() -> exception()).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void exception_serialised_keepsReasonProblemsAndCause() throws Exception {
        PluginException copy = copy(exception("one", "two"));
        assertThat(copy.reason()).isEqualTo(Reason.UNRESOLVED);
        assertThat(copy.problems()).containsExactly("one", "two");
        assertThat(copy).hasRootCauseMessage("cause");
    }

    @Test
    void symbolNotFound_serialised_keepsTheHintAndNoCandidates() throws Exception {
        SymbolNotFoundException copy =
                copy(new SymbolNotFoundException("symbol x not found in plugin a", () -> "did you mean y", List.of()));
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
