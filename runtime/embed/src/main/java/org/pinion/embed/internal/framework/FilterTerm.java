// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.framework;

import java.util.ArrayList;
import java.util.List;
import org.apache.felix.framework.capabilityset.SimpleFilter;

/**
 * A comparison in the filter of a requirement, as the framework's own parser reads it.
 *
 * @param attribute what is compared
 * @param operator how
 * @param value with what; an asterisk stands for any text
 * @param negated whether the opposite is wanted
 */
public record FilterTerm(String attribute, Operator operator, String value, boolean negated) {

    /** How an attribute is compared. */
    public enum Operator {
        /** It is equal to the value, or matches it. */
        EQUAL,
        /** It is the value or higher. */
        AT_LEAST,
        /** It is the value or lower. */
        AT_MOST
    }

    /**
     * List the comparisons of a filter, in their order, however they are combined; none for a filter that cannot be
     * read.
     */
    public static List<FilterTerm> of(String filter) {
        List<FilterTerm> terms = new ArrayList<>();
        try {
            if (!filter.isBlank()) {
                collect(SimpleFilter.parse(filter), false, terms);
            }
        } catch (IllegalArgumentException e) {
            // The framework has refused the requirement, and says so.
        }
        return terms;
    }

    private static void collect(SimpleFilter filter, boolean negated, List<FilterTerm> terms) {
        switch (filter.getOperation()) {
            case SimpleFilter.AND, SimpleFilter.OR, SimpleFilter.NOT ->
                operands(filter)
                        .forEach(operand ->
                                collect(operand, negated != (filter.getOperation() == SimpleFilter.NOT), terms));
            case SimpleFilter.EQ, SimpleFilter.PRESENT, SimpleFilter.SUBSTRING ->
                terms.add(new FilterTerm(filter.getName(), Operator.EQUAL, text(filter), negated));
            case SimpleFilter.GTE ->
                terms.add(new FilterTerm(filter.getName(), Operator.AT_LEAST, text(filter), negated));
            case SimpleFilter.LTE ->
                terms.add(new FilterTerm(filter.getName(), Operator.AT_MOST, text(filter), negated));
            default -> {
                // What is roughly equal tells nobody what to write.
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static List<SimpleFilter> operands(SimpleFilter filter) {
        return (List<SimpleFilter>) filter.getValue();
    }

    @SuppressWarnings("unchecked")
    private static String text(SimpleFilter filter) {
        return filter.getOperation() == SimpleFilter.SUBSTRING
                ? SimpleFilter.unparseSubstring((List<String>) filter.getValue())
                : String.valueOf(filter.getValue());
    }
}
