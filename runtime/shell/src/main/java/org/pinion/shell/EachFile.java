// SPDX-License-Identifier: Apache-2.0
package org.pinion.shell;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.felix.service.command.CommandSession;
import org.pinion.PluginException;
import org.pinion.shell.command.CommandException;

/** The files that a command was given: all are tried, and failures are told at the end. */
final class EachFile {

    private final CommandContext context;
    private final String[] files;
    private final List<PluginException> failures = new ArrayList<>();

    EachFile(CommandSession session, String[] files) {
        this.context = new CommandContext(session);
        this.files = files;
    }

    /** Does something with all files, and prints what came of each. */
    void run(Function<Path, String> action) throws CommandException {
        for (String file : files) {
            try {
                context.out().println(action.apply(context.file(String.valueOf(file))));
            } catch (PluginException e) {
                failures.add(e);
            }
        }
    }

    /** Adds a failure that showed only later. */
    void fail(PluginException failure) {
        failures.add(failure);
    }

    /**
     * Tells all failures.
     *
     * @param done what should have been done with the files
     */
    void tell(String done) throws CommandException {
        if (failures.size() == 1) {
            throw failures.get(0);
        }
        if (!failures.isEmpty()) {
            throw new CommandException(
                    failures.size() + " of " + files.length + " files could not be " + done,
                    failures.stream()
                            .flatMap(failure ->
                                    String.valueOf(failure.getMessage()).lines())
                            .toList());
        }
    }
}
