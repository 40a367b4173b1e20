// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.activation;

import static org.pinion.embed.internal.diagnosis.ProblemBuilder.problem;

import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.pinion.Problem;
import org.pinion.Problem.Kind;
import org.pinion.embed.internal.bundle.BundleNames;
import org.pinion.embed.internal.diagnosis.Failure;
import org.pinion.embed.internal.diagnosis.LinkageDiagnosis;
import org.pinion.embed.internal.diagnosis.ThrownDiagnosis;
import org.pinion.embed.internal.diagnosis.ThrownText;
import org.pinion.spi.Problems;

/** Explains why the framework does not start a bundle. */
public final class StartProblems {

    private StartProblems() {}

    /**
     * Explains an exception of {@link Bundle#start(int)}.
     *
     * @param again says what to do when the activator has thrown
     */
    static Failure of(Bundle bundle, BundleException e, LinkageDiagnosis linkage, String again) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        String activator = bundle.getHeaders("").get(Constants.BUNDLE_ACTIVATOR);
        return new Failure(
                activator == null
                        ? Problems.of(Kind.START, bundle.getSymbolicName(), "it does not start: " + e.getMessage(), "")
                        : ofActivator(bundle, activator.strip(), e, cause, linkage, again),
                cause);
    }

    /** Looks for the activator of a resolved bundle, without running its code. */
    static void requireActivator(Bundle bundle, LinkageDiagnosis linkage) throws Failure {
        String activator = bundle.getHeaders("").get(Constants.BUNDLE_ACTIVATOR);
        if (activator == null) {
            return;
        }
        try {
            bundle.loadClass(activator.strip());
        } catch (ClassNotFoundException | LinkageError e) {
            throw new Failure(
                    missing(
                            linkage.unlinked(bundle, activator.strip(), e),
                            Constants.BUNDLE_ACTIVATOR + ": " + activator.strip()),
                    e);
        }
    }

    /** Make the failure of what is wired to a bundle that failed. */
    public static Failure because(Bundle provider, Failure failure) {
        return failure.because(problem(
                        Kind.FAILED_BUNDLE,
                        provider.getSymbolicName(),
                        BundleNames.name(provider) + ", which it is wired to, failed")
                .found(BundleNames.nameAndPlace(provider))
                .causes(failure.problems())
                .fix(""));
    }

    /** Tells whether a bundle has code of its own that runs when it starts. */
    static boolean hasActivator(Bundle bundle) {
        return bundle.getHeaders("").get(Constants.BUNDLE_ACTIVATOR) != null;
    }

    private static Problem ofActivator(
            Bundle bundle,
            String activator,
            BundleException e,
            Throwable cause,
            LinkageDiagnosis linkage,
            String again) {
        String header = Constants.BUNDLE_ACTIVATOR + ": " + activator;
        boolean own = comesFrom(activator, e);
        if (!own && !comesFrom(activator, cause)) {
            String complaint = cause instanceof ClassCastException
                    ? "does not implement org.osgi.framework.BundleActivator"
                    : cause instanceof InstantiationException || cause instanceof IllegalAccessException
                            ? "is not a public class with a public constructor without parameters"
                            : null;
            if (complaint != null) {
                return problem(Kind.ACTIVATOR, activator, "its Bundle-Activator " + activator + " " + complaint)
                        .needed(header)
                        .fix(
                                "write such a class, with org.osgi.framework imported and not in the jar; or take Bundle-Activator"
                                        + " out of the manifest");
            }
        }
        if (e.getType() != BundleException.ACTIVATOR_ERROR && !own) {
            return cause instanceof ClassNotFoundException
                    ? missing(linkage.unlinked(bundle, activator, cause), header)
                    : problem(Kind.START, bundle.getSymbolicName(), "it does not start: " + e.getMessage())
                            .needed(header)
                            .fix("");
        }
        return new ThrownDiagnosis(linkage, bundle, again)
                .threw(Kind.ACTIVATOR, "its Bundle-Activator", header, activator + ".start", own ? e : cause);
    }

    /** Tells whether code of an activator has thrown something. */
    private static boolean comesFrom(String activator, Throwable thrown) {
        return ThrownText.classes(thrown).contains(activator);
    }

    private static Problem missing(Problem type, String header) {
        return problem(type.kind(), type.subject(), type.summary())
                .needed(header)
                .found(type.needed().isEmpty() ? List.of() : List.of("needs " + type.needed()))
                .found(type.found())
                .causes(type.causes())
                .fix(type.fix() + "; or correct Bundle-Activator");
    }
}
