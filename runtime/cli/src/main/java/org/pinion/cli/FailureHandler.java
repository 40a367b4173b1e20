// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli;

import java.io.PrintWriter;
import java.util.function.BooleanSupplier;
import org.pinion.PluginException;
import org.pinion.SymbolNotFoundException;
import org.pinion.shell.command.CommandException;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns failures into messages and exit codes. */
final class FailureHandler implements IParameterExceptionHandler, IExecutionExceptionHandler {

    private static final String INDENT = "  ";

    private final PrintWriter err;
    private final BooleanSupplier stacktrace;

    FailureHandler(PrintWriter err, BooleanSupplier stacktrace) {
        this.err = err;
        this.stacktrace = stacktrace;
    }

    @Override
    public int handleParseException(ParameterException failure, String[] args) {
        err.println("pinion: " + failure.getMessage().replaceFirst("^Error: ", ""));
        UnmatchedArgumentException.printSuggestions(failure, err);
        err.println("Try '" + failure.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.USAGE;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine commandLine, ParseResult result) {
        return report(failure);
    }

    /** Print a failure. */
    int report(Throwable failure) {
        Throwable origin = failure;
        if (failure instanceof PluginException known) {
            // It says by itself who speaks: plugin.Open("add.jar"): no such file
            err.println(known.getMessage());
            if (failure instanceof SymbolNotFoundException missing) {
                missing.hint().ifPresent(hint -> err.println(INDENT + hint));
            }
        } else if (failure instanceof CommandException known) {
            err.println("pinion: " + known.getMessage());
            origin = known.getCause() == null ? known : known.getCause();
        } else {
            err.println("pinion: internal error: " + failure);
        }
        if (stacktrace.getAsBoolean()) {
            origin.printStackTrace(err);
        }
        return ExitCode.SOFTWARE;
    }
}
