// SPDX-License-Identifier: Apache-2.0
package org.pinion.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pinion.Problem;
import org.pinion.Problem.Kind;

/**
 * Keeps {@code docs/diagnosis.md} true. Run with {@code -Ddiagnosis.write=true} to write its messages anew; the text
 * around them is written by hand.
 */
class MistakeTests {

    private static final boolean WRITE = Boolean.getBoolean("diagnosis.write");

    private static final Page PINION = new Page("pinion");

    private static final Map<Mistake, Stage> BROKEN = new HashMap<>();

    /** What only shows when code of the plugin runs. */
    private static final Set<Kind> RUNNING = EnumSet.of(Kind.INIT, Kind.ACTIVATOR, Kind.FAILED_BUNDLE);

    @TempDir
    static Path folder;

    @TempDir
    Path storage;

    static List<Mistake> mistakes() {
        return Catalogue.MISTAKES;
    }

    private static Stage broken(Mistake mistake) {
        return BROKEN.computeIfAbsent(mistake, key -> stage(key, "broken", key.broken()));
    }

    private static Stage stage(Mistake mistake, String kind, Mistake.Scene scene) {
        Stage stage = new Stage(folder.resolve(mistake.id()).resolve(kind));
        scene.build(stage);
        return stage;
    }

    /** Lists what the message tells to do, a line each. */
    private static String fixes(List<Problem> problems) {
        return problems.stream()
                .map(problem -> fixes(problem.causes()) + problem.fix() + "\n")
                .collect(Collectors.joining());
    }

    private Throwable failure(Mistake mistake) throws Exception {
        Stage stage = broken(mistake);
        try (PinionRun pinion = new PinionRun(stage, storage)) {
            var before = pinion.bundles();
            Throwable failure = catchThrowable(pinion::run);
            assertThat(failure).as("%s opens", mistake).isNotNull();
            if (!stage.isCalled()) {
                assertThat(pinion.bundles()).isEqualTo(before);
            }
            return failure;
        }
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void broken_isToldAsOnThePage_inTheWordsOfManifests(Mistake mistake) throws Exception {
        String message = PinionRun.message(failure(mistake));
        assertThat(message)
                .doesNotContain("(&", "(|", ">=", "org.pinion.embed.internal", "org.apache.felix", storage.toString());
        String normal = Normal.text(message, broken(mistake).folder());
        if (WRITE) {
            PINION.write(mistake.id(), normal);
        }
        assertThat(normal).as("%s", mistake).isEqualTo(PINION.shown(mistake.id()));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void fixed_asTheMessageTells_opensAndCanBeCalled(Mistake mistake) throws Exception {
        assertThat(fixes(PinionRun.problems(failure(mistake))))
                .as("%s", mistake)
                .contains(mistake.told());
        try (PinionRun pinion = new PinionRun(stage(mistake, "fixed", mistake.fixed()), storage)) {
            assertThat(pinion.checkout()).isNotNull();
        }
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void why_tellsTheSame_unlessCodeMustRunForThat(Mistake mistake) throws Exception {
        Stage stage = broken(mistake);
        try (PinionRun pinion = new PinionRun(stage, storage)) {
            var before = pinion.bundles();
            List<Problem> why = pinion.why();
            assertThat(pinion.bundles()).isEqualTo(before);
            List<Problem> opened = PinionRun.problems(catchThrowable(pinion::run));
            boolean runs = stage.isCalled()
                    || stage.last() != null
                    || RUNNING.contains(opened.get(0).kind());
            assertThat(why).as("%s", mistake).isEqualTo(runs ? List.of() : opened);
        }
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void peers_sayWhatThePageShows(Mistake mistake) throws Exception {
        for (Peer peer : Peer.values()) {
            Page page = new Page(peer.label());
            if (page.ids().contains(mistake.id())) {
                Stage stage = broken(mistake);
                Path files = storage.resolve(peer.label());
                assertShown(page, mistake.id(), Normal.text(peer.run(stage, files), stage.folder(), files));
            }
        }
    }

    private static void assertShown(Page page, String id, String message) throws IOException {
        List<String> words = Normal.words(message);
        if (WRITE && !words.equals(Normal.words(page.shown(id)))) {
            page.write(id, message);
        }
        assertThat(words).as("%s: %s", id, message).isEqualTo(Normal.words(page.shown(id)));
    }

    @Test
    void page_andCatalogue_haveTheSameCases() throws Exception {
        List<String> ids = mistakes().stream().map(Mistake::id).toList();
        assertThat(ids).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(48);
        assertThat(PINION.ids()).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(ids).containsAll(new Page("felix").ids()).containsAll(new Page("equinox").ids());
        assertThat(new Page("equinox").ids()).hasSizeGreaterThanOrEqualTo(15);
    }
}
