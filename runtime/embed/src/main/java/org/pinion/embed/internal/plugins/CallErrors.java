// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.plugins;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.pinion.PluginException;
import org.pinion.Problem;
import org.pinion.Problem.Kind;
import org.pinion.embed.internal.diagnosis.LinkageDiagnosis;
import org.pinion.embed.internal.diagnosis.ResourceDiagnosis;
import org.pinion.spi.Problems;

/**
 * Explains what calls of a plugin's functions throw because they do not find a class, or find another one than they
 * were compiled against (R7), or no resource as a file; also as the cause of something else. What was thrown is passed
 * on.
 */
final class CallErrors {

    private static final int MOST_REMEMBERED = 100;

    /** Who makes a circle of causes is not followed for ever. */
    private static final int MOST_CAUSES = 8;

    private final Bundle bundle;
    private final LinkageDiagnosis linkage;

    /** By message: who calls again gets the same error again, and jars are slow to search. */
    private final Map<String, List<Problem>> explained = new ConcurrentHashMap<>();

    CallErrors(Bundle bundle, LinkageDiagnosis linkage) {
        this.bundle = bundle;
        this.linkage = linkage;
    }

    /** Adds the explanation to what was thrown, or to its cause, once; whoever prints the stack trace sees it. */
    void explain(String symbol, Throwable thrown, boolean closed) {
        Throwable error = thrown;
        for (int depth = 0; error != null && !isExplained(error); depth++) {
            if (depth == MOST_CAUSES) {
                return;
            }
            error = error.getCause();
        }
        if (error == null || Arrays.stream(error.getSuppressed()).anyMatch(PluginException.class::isInstance)) {
            return;
        }
        List<Problem> problems = closed && error instanceof NoClassDefFoundError ? closed(error) : problems(error);
        if (!problems.isEmpty()) {
            error.addSuppressed(new PluginException("plugin.Call(\"" + symbol + "\")", problems, null));
        }
    }

    private static boolean isExplained(Throwable thrown) {
        // The cause of these two tells more.
        boolean wraps = thrown instanceof ExceptionInInitializerError || thrown instanceof BootstrapMethodError;
        return thrown instanceof LinkageError && !wraps
                || thrown instanceof ClassNotFoundException
                || ResourceDiagnosis.concerns(thrown);
    }

    private static List<Problem> closed(Throwable error) {
        return List.of(Problems.of(
                Kind.CLOSED,
                "",
                "runtime is closed, so that classes which were not loaded before are not found: " + error.getMessage(),
                "close the runtime after the last call"));
    }

    private List<Problem> problems(Throwable error) {
        String key = error + "\n" + top(error);
        List<Problem> known = explained.get(key);
        if (known == null) {
            known = linkage.explain(bundle, error)
                    .filter(CallErrors::tells)
                    .map(List::of)
                    .orElse(List.of());
            if (explained.size() < MOST_REMEMBERED) {
                explained.put(key, known);
            }
        }
        return known;
    }

    /** Somebody may have made the error, about nothing that is there. */
    private static boolean tells(Problem problem) {
        return problem.kind() != Kind.CLASS_FILE || !problem.found().isEmpty();
    }

    private static String top(Throwable error) {
        StackTraceElement[] trace = error.getStackTrace();
        return trace.length == 0 ? "" : trace[0].getClassName();
    }
}
