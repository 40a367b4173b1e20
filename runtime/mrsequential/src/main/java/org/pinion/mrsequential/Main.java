// SPDX-License-Identifier: Apache-2.0
package org.pinion.mrsequential;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.pinion.Plugin;
import org.pinion.PluginException;
import org.pinion.SymbolNotFoundException;
import org.pinion.embed.Pinion;
import org.pinion.mrsequential.sort.Memory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line of the host. */
@Command(
        name = "pinion mr",
        description = "Run a MapReduce program, which is a plugin, on files.",
        footer = {
            "",
            "The results are in DIR/mr-out-0: a line 'key value' for each key, sorted by the bytes of the key.",
            "",
            "Examples:",
            "  pinion mr wc *.txt",
            "  pinion mr --workers 4 --output /tmp indexer *.txt",
            "  pinion mr --set pattern='^Chapter' grep *.txt",
            "  pinion mr ./mine.jar *.txt",
            "  JAVA_OPTS=-Xmx2g pinion mr wc *.txt",
            "",
            "Exit codes: 0 done, 1 something failed and there is no output, 2 wrong usage."
        })
public final class Main implements Callable<Integer> {

    private static final List<String> EXAMPLES = List.of("wc", "indexer", "grep", "jobcount", "nocrash");

    private static final String SHARED = "example.mapreduce";

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // The option is all that is wanted.
    private boolean help;

    @Option(names = "--output", paramLabel = "DIR", description = "Where to write mr-out-0; here by default.")
    private Path output = Path.of("");

    @Option(names = "--workers", paramLabel = "N", description = "Map and reduce in N threads; 1 by default.")
    private int workers = 1;

    @Option(names = "--stats", description = "Print what was done in which phase by which worker.")
    private boolean stats;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "Set a variable of the plugin before the run; may be repeated.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Parameters(
            index = "0",
            paramLabel = "APP",
            description = "The plugin: a jar, or wc, indexer, grep, jobcount, nocrash.")
    private String app;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "FILE", description = "The files to map.")
    private List<String> files;

    private final long start = System.nanoTime();
    private final Ending ending = new Ending();

    private Main() {}

    /**
     * Run the tool and end the JVM.
     *
     * @param args the command line
     */
    @SuppressWarnings("DefaultCharset") // The writer takes that of the stream.
    public static void main(String[] args) {
        Main main = new Main();
        Runtime.getRuntime().addShutdownHook(new Thread(main.ending::interrupt, "mr-end"));
        CommandLine commandLine = new CommandLine(main)
                .setErr(new PrintWriter(System.err, true))
                .setExpandAtFiles(false)
                .setParameterExceptionHandler((failure, words) -> usage(failure))
                .setExecutionExceptionHandler((failure, command, result) -> main.report(failure));
        int exit;
        try {
            exit = commandLine.execute(args);
        } catch (OutOfMemoryError e) {
            exit = main.report(JobException.outOfMemory("", e));
        }
        main.ending.end();
        // Threads that a program has left behind would keep the JVM alive.
        System.exit(exit);
    }

    private static int usage(ParameterException failure) {
        PrintWriter err = failure.getCommandLine().getErr();
        err.println("pinion: " + failure.getMessage());
        UnmatchedArgumentException.printSuggestions(failure, err);
        err.println("Try 'pinion mr --help'.");
        return ExitCode.USAGE;
    }

    private int report(Exception failure) {
        if (ending.isInterrupted()) {
            // Everything fails while the JVM goes down.
            return ExitCode.SOFTWARE;
        }
        if (failure instanceof PluginException) {
            // It says by itself who speaks: plugin.Open("wc.jar"): no such file
            System.err.println(failure.getMessage());
            if (failure instanceof SymbolNotFoundException missing) {
                missing.hint().ifPresent(hint -> System.err.println("  " + hint));
            }
        } else if (failure instanceof JobException || failure instanceof IOException) {
            System.err.println("pinion: " + failure.getMessage());
        } else {
            failure.printStackTrace();
        }
        return ExitCode.SOFTWARE;
    }

    @Override
    public Integer call() throws Exception {
        if (workers < 1) {
            throw new ParameterException(spec.commandLine(), "--workers: " + workers + " is less than 1");
        }
        boolean file = app.endsWith(".jar")
                || Path.of(app).getNameCount() > 1
                || Path.of(app).isAbsolute();
        if (!file && !EXAMPLES.contains(app)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "no example is called '" + app + "'; there are " + String.join(", ", EXAMPLES)
                            + ", and any jar, such as ./" + app + ".jar");
        }
        check();
        try (Output out = ending.with(Output.create(output));
                Pinion pinion = ending.with(
                        Pinion.builder().management(false).share(SHARED).start())) {
            Plugin plugin = file ? pinion.open(Path.of(app)) : openExample(pinion);
            Program program = Program.of(plugin);
            Settings.apply(plugin, settings);
            run(program, out);
        }
        return ExitCode.OK;
    }

    /** Finds what is wrong before anything is done. */
    private void check() throws JobException {
        List<String> problems =
                new ArrayList<>(Inputs.problems(files, Runtime.getRuntime().maxMemory()));
        Output.problem(output).ifPresent(problems::add);
        if (problems.size() == 1) {
            throw new JobException(problems.get(0), null);
        }
        if (!problems.isEmpty()) {
            throw new JobException(problems.size() + " problems", problems, null);
        }
    }

    private Plugin openExample(Pinion pinion) throws IOException {
        String resource = "/plugins/" + app + ".jar";
        InputStream jar = Main.class.getResourceAsStream(resource);
        if (jar == null) {
            throw new IOException("there is no " + resource + " on the class path");
        }
        return pinion.open("example:" + app, jar);
    }

    @SuppressWarnings("ClosingStandardOutputStreams") // The line of progress ends, the stream stays open.
    private void run(Program program, Output out) throws JobException, IOException, InterruptedException {
        Memory memory = Memory.ofHeap(Runtime.getRuntime().maxMemory());
        Counters counters = new Counters();
        Stats done;
        try (ProgressLine line = new ProgressLine(counters, System.err);
                Workers threads = new Workers(workers, memory)) {
            if (Boolean.getBoolean("mr.terminal")) {
                line.start();
            }
            Job job = new Job(program, files, memory, threads, counters);
            long begun = System.nanoTime();
            done = job.run(out);
            done.start(begun - start);
            out.commit();
            job.malformed()
                    .forEach(file -> System.err.println(
                            "pinion: warning: " + file + " is not all UTF-8; what is not was read as U+FFFD"));
        }
        if (stats) {
            done.table().forEach(System.out::println);
        }
    }
}
