// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line tool. */
@Command(
        name = "pinion",
        description = "Open plugins, look up their symbols, call them.",
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  pinion symbols add.jar",
            "  pinion open add.jar",
            "  pinion why add.jar",
            "  pinion call add.jar ExportedFunc 1 2",
            "  pinion get add.jar ExportedVar",
            "  pinion shell add.jar",
            "  pinion run script.pinion",
            "  pinion serve --plugins /srv/plugins",
            "  pinion -c 'lb; help lb'",
            "  pinion call --help",
            "",
            "In a checkout of Pinion, './pinion example' builds and runs the example.",
            "",
            "Exit codes: 0 done, 1 a plugin or a call failed, 2 wrong usage."
        })
public final class Main implements Callable<Integer> {

    /** The commands in the order of the help. */
    private static final Map<String, Supplier<Object>> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("open", OpenCommand::new);
        COMMANDS.put("why", WhyCommand::new);
        COMMANDS.put("symbols", SymbolsCommand::new);
        COMMANDS.put("call", CallCommand::new);
        COMMANDS.put("get", GetCommand::new);
        COMMANDS.put("run", RunCommand::new);
        COMMANDS.put("shell", ShellCommand::new);
        COMMANDS.put("serve", ServeCommand::new);
    }

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version.")
    private boolean version;

    @Option(names = "--stacktrace", scope = ScopeType.INHERIT, description = "Show where a failure comes from.")
    private boolean stacktrace;

    @Option(
            names = {"-c", "--command"},
            paramLabel = "SCRIPT",
            description = "Run commands of the shell, such as 'lb; help'.")
    private String script;

    @Option(names = "--keep-going", description = "With -c, go on after a command that failed.")
    private boolean keepGoing;

    @ArgGroup(validate = false, heading = "%nWith -c:%n")
    private ShellOptions options = new ShellOptions();

    private final Failures failures;

    private Main(PrintWriter err) {
        failures = new Failures(err, () -> stacktrace);
    }

    /**
     * Run the tool and end the JVM.
     *
     * @param args the command line
     */
    public static void main(String[] args) {
        // What plugins print shares the streams with the tool; they must not close them.
        PrintStream out = unclosable(System.out);
        PrintStream err = unclosable(System.err);
        System.setOut(out);
        System.setErr(err);
        int exit = run(new PrintWriter(out, true), new PrintWriter(err, true), args);
        if (out.checkError() && exit == 0) {
            err.println("pinion: cannot write to stdout");
            exit = 1;
        }
        // Threads that a plugin has left behind would keep the JVM alive.
        System.exit(exit);
    }

    private static PrintStream unclosable(PrintStream stream) {
        return new PrintStream(stream, true) {
            @Override
            public void close() {
                flush();
            }
        };
    }

    private static int run(PrintWriter out, PrintWriter err, String... args) {
        Main main = new Main(err);
        CommandLine commandLine = new CommandLine(main);
        addCommands(commandLine, args);
        commandLine
                .setOut(out)
                .setErr(err)
                .setExpandAtFiles(false)
                .setParameterExceptionHandler(main.failures)
                .setExecutionExceptionHandler(main.failures);
        try {
            return commandLine.execute(args);
        } catch (Error e) {
            return main.failures.report(e);
        }
    }

    /** Adds the command that is called, as it takes time to know one; or all, so that the help lists them. */
    private static void addCommands(CommandLine commandLine, String... args) {
        List<String> all = List.of(args);
        if (!all.isEmpty() && (all.get(0).equals("-c") || all.get(0).equals("--command")) && !isHelp(all)) {
            return;
        }
        Optional<String> called =
                all.stream().filter(argument -> !argument.startsWith("-")).findFirst();
        COMMANDS.forEach((name, command) -> {
            if (called.filter(COMMANDS::containsKey).orElse(name).equals(name)) {
                commandLine.addSubcommand(name, command.get());
            }
        });
        // What follows the jar is the function's, even if it begins with a dash.
        Optional.ofNullable(commandLine.getSubcommands().get("call")).ifPresent(call -> call.setStopAtPositional(true));
    }

    private static boolean isHelp(List<String> args) {
        return args.contains("-h") || args.contains("--help");
    }

    @Override
    public Integer call() throws Exception {
        if (script == null) {
            throw new ParameterException(spec.commandLine(), "Missing command");
        }
        return ShellRun.run(options, (pinion, shell, in, out, err) -> shell.run(script, in, out, err, keepGoing));
    }

    /** Tell a failure that does not end the command. */
    void report(Throwable failure) {
        failures.report(failure);
    }
}
