// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.diagnosis;

import static org.pinion.embed.internal.diagnosis.ProblemBuilder.problem;

import java.util.List;
import org.osgi.framework.Bundle;
import org.pinion.PluginException;
import org.pinion.Problem;
import org.pinion.Problem.Kind;

/** Explains what an init function, the initialiser of a class or an activator has thrown (I6). */
public final class ThrownDiagnosis {

    private final LinkageDiagnosis linkage;
    private final Bundle bundle;
    private final String fix;

    /**
     * Create a diagnosis.
     *
     * @param fix what to do if the exception is all that is known
     */
    public ThrownDiagnosis(LinkageDiagnosis linkage, Bundle bundle, String fix) {
        this.linkage = linkage;
        this.bundle = bundle;
        this.fix = fix;
    }

    /**
     * Explain it.
     *
     * @param what what has thrown, as in {@code init of Shop in package com.acme}
     * @param needed the manifest header by which it was called; may be empty
     * @param entry the method that was called, {@code class.method}
     */
    public Problem threw(Kind kind, String what, String needed, String entry, Throwable thrown) {
        List<Problem> causes = ThrownText.chain(thrown).stream()
                .map(this::causes)
                .filter(problems -> !problems.isEmpty())
                .findFirst()
                .orElse(List.of());
        return problem(kind, what, what + " threw " + ThrownText.lines(thrown).get(0))
                .needed(needed)
                .found(new ThrownText(thrown, entry).found())
                .causes(causes)
                .fix(causes.isEmpty() ? fix : "");
    }

    private List<Problem> causes(Throwable thrown) {
        if (thrown instanceof PluginException failure) {
            return failure.problems();
        }
        return linkage.explain(bundle, thrown).map(List::of).orElse(List.of());
    }
}
