// SPDX-License-Identifier: Apache-2.0
package org.pinion.shell;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.felix.gogo.runtime.Closure;
import org.apache.felix.gogo.runtime.EOFError;
import org.apache.felix.gogo.runtime.Parser;
import org.apache.felix.gogo.runtime.Parser.Executable;
import org.apache.felix.gogo.runtime.Parser.Operator;
import org.apache.felix.gogo.runtime.Parser.Program;
import org.apache.felix.gogo.runtime.Parser.Statement;
import org.apache.felix.gogo.runtime.SyntaxError;
import org.apache.felix.gogo.runtime.Token;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Converter;
import org.apache.felix.service.command.Job;
import org.jspecify.annotations.Nullable;

/**
 * Runs commands one after the other, prints what each gives, and tells what fails.
 *
 * <p>Gogo itself prints the last result of several, and knows only exceptions as failures.
 */
final class Script {

    /** What a command line came to. */
    enum Outcome {
        DONE,
        FAILED,
        ENDED
    }

    private final CommandSession session;
    private final PrintStream out;
    private final PrintStream err;
    private final boolean keepGoing;

    /** What the last command of the session said of its success without an exception. */
    private volatile int status;

    private int exit;

    Script(CommandSession session, PrintStream err, boolean keepGoing) {
        this.session = session;
        this.keepGoing = keepGoing;
        out = session.getConsole();
        this.err = err;
        session.setJobListener((job, previous, current) -> {
            if (current == Job.Status.Done && previous != Job.Status.Background && job.parent() == null) {
                status = job.result() == null ? 0 : job.result().error();
            }
        });
    }

    /** Gives 0, or 1 if anything failed, or what was given to {@code exit}. */
    int exit() {
        return exit;
    }

    int run(String script) {
        try {
            run(parse(script, 0));
        } catch (SyntaxError e) {
            fail(e);
        }
        return exit;
    }

    int run(BufferedReader lines) throws IOException {
        StringBuilder waiting = new StringBuilder();
        int first = 0;
        int next = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            next++;
            waiting.append(line).append('\n');
            Outcome outcome = runIfComplete(waiting.toString(), first);
            if (outcome == Outcome.ENDED || outcome == Outcome.FAILED && !keepGoing) {
                return exit;
            }
            if (outcome != null) {
                waiting.setLength(0);
                first = next;
            }
        }
        if (!waiting.isEmpty()) {
            try {
                parse(waiting.toString(), first);
            } catch (SyntaxError e) {
                fail(e);
            }
        }
        return exit;
    }

    /** Gives {@code null} if more lines are needed. */
    private @Nullable Outcome runIfComplete(String text, int line) {
        try {
            return run(parse(text, line));
        } catch (EOFError e) {
            return null;
        } catch (SyntaxError e) {
            return fail(e);
        }
    }

    private static Program parse(String text, int line) {
        return new Parser(new Token(text.toCharArray(), 0, text.length(), line, 0)).program();
    }

    /** Runs commands up to the first that fails, or all. */
    Outcome run(Program program) {
        Outcome worst = Outcome.DONE;
        for (Program command : split(program)) {
            Outcome outcome = execute(command);
            if (outcome == Outcome.ENDED || outcome == Outcome.FAILED && !keepGoing) {
                return outcome;
            }
            worst = outcome == Outcome.FAILED ? outcome : worst;
        }
        return worst;
    }

    /** Takes apart what does not depend on the success of another one. */
    private static List<Program> split(Program program) {
        List<Program> commands = new ArrayList<>();
        List<Executable> tokens = new ArrayList<>();
        for (Executable token : program.tokens()) {
            boolean separator = token instanceof Operator && (Token.eq(";", token) || Token.eq("\n", token));
            if (!separator) {
                tokens.add(token);
            }
            if (separator || token instanceof Operator && Token.eq("&", token)) {
                add(commands, program, tokens);
                tokens = new ArrayList<>();
            }
        }
        add(commands, program, tokens);
        return commands;
    }

    private static void add(List<Program> commands, Program program, List<Executable> tokens) {
        if (!tokens.isEmpty()) {
            Token first = tokens.get(0);
            Token last = tokens.get(tokens.size() - 1);
            int start = first.start() - program.start();
            int end = last.start() + last.length() - program.start();
            commands.add(new Program(program.subSequence(start, end), tokens));
        }
    }

    private Outcome execute(Program command) {
        status = 0;
        session.put(Closure.PIPE_EXCEPTION, null);
        try {
            Object result = session.execute(command);
            if (result != null && !isAssignment(command)) {
                out.println(text(result));
                out.flush();
            }
        } catch (Exit e) {
            exit = e.status();
            return Outcome.ENDED;
        } catch (Exception e) {
            return fail(e);
        }
        if (status != 0 || session.get(Closure.PIPE_EXCEPTION) != null) {
            // The command has said why.
            exit = 1;
            return Outcome.FAILED;
        }
        return Outcome.DONE;
    }

    private static boolean isAssignment(Program command) {
        return command.tokens().get(command.tokens().size() - 1) instanceof Statement statement
                && statement.tokens().size() > 1
                && Token.eq("=", statement.tokens().get(1));
    }

    private String text(Object result) {
        String text = session.format(result, Converter.INSPECT).toString();
        return text.endsWith("\n") ? text.stripTrailing() : text;
    }

    private Outcome fail(Exception failure) {
        err.println(FailureText.text(failure));
        err.flush();
        exit = 1;
        return Outcome.FAILED;
    }
}
