// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Range;

/** The kinds of arguments that commands take. */
final class Arguments {

    private Arguments() {}

    /** Begins an option that is there or not; see {@link #isSet}. */
    static OptionSpec.Builder flag(String name, String... names) {
        return OptionSpec.builder(name, names).type(boolean.class);
    }

    /** Begins an option with a value of some type; {@code null} if it is not given. */
    static OptionSpec.Builder option(Class<?> type, String label, String name, String... names) {
        return OptionSpec.builder(name, names).type(type).paramLabel(label);
    }

    /** Begins an option that may be repeated, see {@link #list}. */
    static OptionSpec.Builder options(Class<?> type, String label, String name, String... names) {
        return option(List.class, label, name, names).auxiliaryTypes(type);
    }

    /** Begins the parameter {@code JAR} of commands that take one plugin. */
    static PositionalParamSpec.Builder jar() {
        return parameter(Path.class, "JAR", "0").description("The plugin.");
    }

    /** Begins a parameter with a value of some type. */
    static PositionalParamSpec.Builder parameter(Class<?> type, String label, String index) {
        return positional(type, label, index, "1");
    }

    /** Begins what takes all further parameters, see {@link #list}. */
    static PositionalParamSpec.Builder parameters(Class<?> type, String label, int index, String arity) {
        return positional(List.class, label, index + "..*", arity).auxiliaryTypes(type);
    }

    private static PositionalParamSpec.Builder positional(Class<?> type, String label, String index, String arity) {
        return PositionalParamSpec.builder()
                .index(index)
                .arity(arity)
                .required(Range.valueOf(arity).min() > 0)
                .type(type)
                .paramLabel(label);
    }

    /** Tells whether a flag was given. */
    static boolean isSet(OptionSpec flag) {
        return Boolean.TRUE.equals(flag.getValue());
    }

    /** Gives the value of an argument, or a default; picocli gives none to what is in a group without annotations. */
    static <T> T valueOr(ArgSpec argument, T defaultValue) {
        T value = argument.getValue();
        return value == null ? defaultValue : value;
    }

    /** Lists the values of an argument that takes several; empty if it was not given. */
    static <T> List<T> list(ArgSpec argument) {
        return valueOr(argument, List.of());
    }
}
