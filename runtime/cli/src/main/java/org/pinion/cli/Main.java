// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.List;
import org.pinion.embed.WarmUp;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/** The command line tool. */
public final class Main extends ToolCommand {

    /** The commands in the order of the help. */
    private static final List<String> COMMANDS =
            List.of("open", "why", "symbols", "call", "get", "run", "shell", "serve", "wrap", "check", "uses");

    /** Those that need no runtime. */
    private static final List<String> STARTING_NOTHING = List.of("symbols", "wrap", "check", "uses");

    private final OptionSpec stacktrace = Arguments.flag("--stacktrace")
            .scopeType(ScopeType.INHERIT)
            .description("Show where a failure comes from.")
            .build();

    private final OptionSpec script = Arguments.option(String.class, "SCRIPT", "-c", "--command")
            .description("Run commands of the shell, such as 'lb; help'.")
            .build();

    private final OptionSpec keepGoing = Arguments.flag("--keep-going")
            .description("With -c, go on after a command that failed.")
            .build();

    private final ShellOptions options = new ShellOptions();

    private final FailureHandler failures;

    private Main(PrintWriter err) {
        super(
                "pinion",
                "Open plugins, look up their symbols, call them.",
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
                "  pinion wrap kotlin-stdlib-2.2.21.jar",
                "  pinion check plugins/ --against api-1.0.jar api-2.0.jar",
                "  pinion uses plugins/ --of com.example.api",
                "  pinion -c 'lb; help lb'",
                "  pinion call --help",
                "",
                "In a checkout of Pinion, './pinion example' builds and runs the example.",
                "",
                "Exit codes: 0 done, 1 a plugin or a call failed, 2 wrong usage.");
        spec.versionProvider(new Version()).usageMessage().synopsisSubcommandLabel("COMMAND");
        add(Arguments.flag("-h", "--help")
                .usageHelp(true)
                .scopeType(ScopeType.INHERIT)
                .description("Show this help.")
                .build());
        add(Arguments.flag("-V", "--version")
                .versionHelp(true)
                .description("Show the version.")
                .build());
        add(stacktrace);
        add(script);
        add(keepGoing);
        ArgGroupSpec.Builder withScript = ArgGroupSpec.builder().validate(false).heading("%nWith -c:%n");
        options.all().forEach(withScript::addArg);
        spec.addArgGroup(withScript.build());
        failures = new FailureHandler(err, () -> Arguments.isSet(stacktrace));
    }

    /**
     * Run the tool and end the JVM.
     *
     * @param args the command line
     */
    @SuppressWarnings("DefaultCharset") // The writers take that of the streams.
    public static void main(String[] args) {
        // What plugins print shares the streams with the tool; they must not close them.
        PrintStream out = unclosable(System.out);
        PrintStream err = unclosable(System.err);
        System.setOut(out);
        System.setErr(err);
        int exit = run(new PrintWriter(out, true), new PrintWriter(err, true), List.of(args));
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

    private static int run(PrintWriter out, PrintWriter err, List<String> args) {
        List<String> called = called(args);
        if (called.size() < COMMANDS.size() && called.stream().noneMatch(STARTING_NOTHING::contains) && !isHelp(args)) {
            // It starts a runtime, which is prepared while the command line is read.
            WarmUp.begin();
        }
        Main main = new Main(err);
        CommandLine commandLine = new CommandLine(main.spec, FACTORY);
        called.forEach(name -> commandLine.addSubcommand(name, new CommandLine(main.command(name).spec, FACTORY)));
        commandLine
                .setOut(out)
                .setErr(err)
                .setExpandAtFiles(false)
                .setParameterExceptionHandler(main.failures)
                .setExecutionExceptionHandler(main.failures);
        try {
            return commandLine.execute(args.toArray(String[]::new));
        } catch (Error e) {
            return main.failures.report(e);
        }
    }

    /** Gives the command that is called, as it takes time to know one; none for a script; else all, for the help. */
    private static List<String> called(List<String> args) {
        if (!args.isEmpty() && List.of("-c", "--command").contains(args.get(0)) && !isHelp(args)) {
            return List.of();
        }
        for (String argument : args) {
            if (!argument.startsWith("-")) {
                return COMMANDS.contains(argument) ? List.of(argument) : COMMANDS;
            }
        }
        return COMMANDS;
    }

    private ToolCommand command(String name) {
        return switch (name) {
            case "open" -> new OpenCommand(this);
            case "why" -> new WhyCommand(this);
            case "symbols" -> new SymbolsCommand();
            case "wrap" -> new WrapCommand();
            case "check" -> new CheckCommand(this);
            case "uses" -> new UsesCommand(this);
            case "call" -> new CallCommand();
            case "get" -> new GetCommand();
            case "run" -> new RunCommand();
            case "shell" -> new ShellCommand(this);
            case "serve" -> new ServeCommand();
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static boolean isHelp(List<String> args) {
        return args.contains("-h") || args.contains("--help");
    }

    @Override
    public Integer call() throws Exception {
        if (script.getValue() == null) {
            throw new ParameterException(spec.commandLine(), "Missing command");
        }
        return ShellRun.run(
                options,
                (pinion, shell, in, out, err) ->
                        shell.run(script.<String>getValue(), in, out, err, Arguments.isSet(keepGoing)));
    }

    /** Tell a failure that does not end the command. */
    void report(Throwable failure) {
        failures.report(failure);
    }
}
