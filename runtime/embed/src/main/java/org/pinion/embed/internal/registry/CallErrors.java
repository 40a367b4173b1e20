// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.registry;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.pinion.PluginException;
import org.pinion.Problem;
import org.pinion.Problem.Kind;
import org.pinion.embed.internal.diagnosis.LinkageDiagnosis;

/** Explains errors of linking that come out of calls of a plugin's functions; the errors themselves are passed on. */
final class CallErrors {

    private static final int MOST_REMEMBERED = 100;

    private final Bundle bundle;
    private final LinkageDiagnosis linkage;

    /** By message: who calls again gets the same error again, and jars are slow to search. */
    private final Map<String, List<Problem>> explained = new ConcurrentHashMap<>();

    CallErrors(Bundle bundle, LinkageDiagnosis linkage) {
        this.bundle = bundle;
        this.linkage = linkage;
    }

    /** Adds the explanation to an error, once; whoever prints the stack trace sees it. */
    void explain(String symbol, NoClassDefFoundError error, boolean closed) {
        if (Arrays.stream(error.getSuppressed()).anyMatch(PluginException.class::isInstance)) {
            return;
        }
        List<Problem> problems = closed ? closed(error) : problems(error);
        if (!problems.isEmpty()) {
            error.addSuppressed(new PluginException("plugin.Call(\"" + symbol + "\")", problems, null));
        }
    }

    private static List<Problem> closed(NoClassDefFoundError error) {
        return List.of(new Problem(
                Kind.CLOSED,
                "",
                "runtime is closed, so that classes which were not loaded before are not found: " + error.getMessage(),
                "close the runtime after the last call"));
    }

    private List<Problem> problems(NoClassDefFoundError error) {
        String key = error.getMessage() + "\n" + top(error);
        List<Problem> known = explained.get(key);
        if (known == null) {
            known = linkage.explain(bundle, error).map(List::of).orElse(List.of());
            if (explained.size() < MOST_REMEMBERED) {
                explained.put(key, known);
            }
        }
        return known;
    }

    private static String top(NoClassDefFoundError error) {
        StackTraceElement[] trace = error.getStackTrace();
        return trace.length == 0 ? "" : trace[0].getClassName();
    }
}
