// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/**
 * A command: its syntax, and what it does.
 *
 * <p>The syntax is put together in picocli's model, not read from annotations, as that takes longer than many a command
 * does. An argument is a field, whose value is there when the command runs.
 */
abstract class ToolCommand implements Callable<Integer> {

    /** Makes the lists of arguments that take several values; picocli's own one looks for classes of Groovy first. */
    static final IFactory FACTORY = new IFactory() {
        @Override
        public <K> K create(Class<K> type) {
            return type.cast(new ArrayList<>());
        }
    };

    /** The syntax. */
    final CommandSpec spec = CommandSpec.wrapWithoutInspection(this, FACTORY);

    ToolCommand(String name, String description, String... footer) {
        spec.name(name).usageMessage().description(description).footer(footer);
    }

    /** Add an option or a parameter to the syntax. */
    final <A extends ArgSpec> A add(A argument) {
        spec.add(argument);
        return argument;
    }

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
