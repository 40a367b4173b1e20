// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.activation;

import java.util.List;
import org.osgi.framework.Bundle;
import org.pinion.Problem;
import org.pinion.embed.internal.diagnosis.Failure;
import org.pinion.embed.internal.diagnosis.LinkProblems;
import org.pinion.embed.internal.diagnosis.LinkageDiagnosis;
import org.pinion.embed.internal.diagnosis.ThrownDiagnosis;
import org.pinion.embed.internal.lifecycle.RuntimeState;
import org.pinion.embed.internal.plugins.OpenedPlugin;
import org.pinion.embed.internal.symbols.Adapters;
import org.pinion.linker.Linkage;

/** Loads the classes that have the symbols and inits of a bundle, without running any code of it. */
final class ClassLinker {

    /** What helps when code of a library has failed. */
    static final String RESTART = "correct what the exception says, and restart the runtime";

    private static final String AGAIN = "correct what the exception says; init runs again when the file has changed";

    /** A bundle whose classes are loaded but not initialised; the plugin is {@code null} for a library. */
    record Linked(OpenedPlugin plugin, InitRunner runner) {}

    private final Adapters adapters = new Adapters();
    private final RuntimeState state;
    private final LinkageDiagnosis diagnosis;
    private final boolean lendsLoader;

    ClassLinker(RuntimeState state, LinkageDiagnosis diagnosis, boolean lendsLoader) {
        this.state = state;
        this.diagnosis = diagnosis;
        this.lendsLoader = lendsLoader;
    }

    /**
     * Loads the classes of a resolved bundle.
     *
     * @throws Failure with all that does not fit
     */
    Linked link(Bundle bundle, Linkage linkage) throws Failure {
        boolean isPlugin = linkage.mainPackage().isPresent();
        LinkProblems unlinked = new LinkProblems(diagnosis, bundle);
        Linked classes = new Linked(
                isPlugin ? new OpenedPlugin(state, bundle, linkage, lendsLoader, adapters, diagnosis, unlinked) : null,
                new InitRunner(
                        bundle,
                        linkage.inits(),
                        unlinked,
                        new ThrownDiagnosis(diagnosis, bundle, isPlugin ? AGAIN : RESTART)));
        List<Problem> problems = unlinked.problems();
        if (!problems.isEmpty()) {
            throw new Failure(problems, null);
        }
        return classes;
    }
}
