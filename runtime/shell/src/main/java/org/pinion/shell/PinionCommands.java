// SPDX-License-Identifier: Apache-2.0
package org.pinion.shell;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.pinion.Function;
import org.pinion.Plugin;
import org.pinion.PluginException;
import org.pinion.SymbolNotFoundException;
import org.pinion.Variable;
import org.pinion.embed.Pinion;
import org.pinion.shell.command.ArgumentConverter;
import org.pinion.shell.command.CommandException;
import org.pinion.shell.command.Explanation;
import org.pinion.shell.command.Invocation;
import org.pinion.shell.command.Listing;
import org.pinion.shell.command.SymbolChoice;
import org.pinion.shell.command.ValueText;

/**
 * The commands of Gogo's scope {@code pinion}: one public method for each of {@link #names()}.
 *
 * <p>A command returns the text that is to be shown; {@code open} prints instead, as each plugin is opened. A table is
 * cut at the width of the terminal, which is the session's variable {@code COLUMNS}, but not in pipes and files. The
 * message of a failure is for the user, without a stack trace.
 *
 * <p>A plugin is named by its symbolic name, which finds the highest version; by {@code name/version}; or by the number
 * of its bundle. Gogo reads parentheses and commas itself, so {@code 'pick(int,int)'} goes into quotes.
 *
 * @since 0.1
 */
public final class PinionCommands {

    /** The scope that the commands are meant for. */
    public static final String SCOPE = "pinion";

    /** What {@link #complete} returns as the only element if the word is a file: the caller knows files better. */
    public static final String FILES = "__files";

    private static final String PLUGIN = "the plugin: NAME, NAME/VERSION, or the number of its bundle";

    private static final String SYMBOL = "the symbol: 'name', 'Type.name', 'name(int,int)' or 'Type.name(int,int)'";

    private static final String VARIABLE = "the variable: 'name' or 'Type.name'";

    private static final String IS_A_FUNCTION = "a function; call it with 'call'";

    private final Pinion pinion;
    private final OpenPlugins plugins;
    private final Wiring wiring;

    /**
     * Create the commands of a runtime.
     *
     * @param pinion the runtime
     */
    public PinionCommands(Pinion pinion) {
        this.pinion = pinion;
        this.plugins = new OpenPlugins(pinion);
        this.wiring = new Wiring(pinion.framework().getBundleContext());
    }

    /**
     * List the commands.
     *
     * @return the names of the functions, for Gogo
     */
    public List<String> names() {
        return List.of(
                "open",
                "addlib",
                "libraries",
                "plugins",
                "symbols",
                "lookup",
                "call",
                "get",
                "set",
                "inits",
                "why",
                "tree",
                "who",
                "report");
    }

    /**
     * Tell what may stand at the end of a command.
     *
     * @param command the command, without scope
     * @param words the words after the command; the last one is being completed, and may be empty
     * @return all words that may stand there, also those that do not start like the last word; only {@link #FILES} for
     *     a file; empty if there is nothing to choose from
     */
    public List<String> complete(String command, List<String> words) {
        return new Completions(pinion, plugins, wiring).of(command, words);
    }

    /**
     * Open plugins. All are tried; failures are told at the end.
     *
     * @param session the session
     * @param jars the files
     * @throws PluginException if one failed
     * @throws CommandException if several failed, or there is none
     */
    @Descriptor("open plugins; all are tried, failures are told at the end")
    public void open(CommandSession session, @Descriptor("the files, in the order of opening") String... jars)
            throws CommandException {
        if (jars.length == 0) {
            throw new CommandException("open what? Give the file of a plugin, or several", List.of());
        }
        EachFile files = new EachFile(session, jars);
        files.run(jar -> opened(pinion.open(jar)));
        files.tell("opened");
    }

    /**
     * Add libraries that plugins may import from, and start them together. All are tried; failures are told at the end.
     *
     * @param session the session
     * @param jars the files
     * @throws PluginException if one failed
     * @throws CommandException if several failed, or there is none
     */
    @Descriptor("add libraries for plugins and start them; all are tried, failures are told at the end")
    public void addlib(CommandSession session, @Descriptor("the files, in the order of adding") String... jars)
            throws CommandException {
        if (jars.length == 0) {
            throw new CommandException("add what? Give the file of a library, or several", List.of());
        }
        EachFile files = new EachFile(session, jars);
        Set<Bundle> added = new HashSet<>();
        files.run(jar -> {
            Bundle library = pinion.addLibrary(jar);
            added.add(library);
            return added(library);
        });
        pinion.startLibraries();
        pinion.libraries().stream()
                .filter(library -> added.contains(library.bundle()))
                .forEach(library -> library.failure().ifPresent(files::fail));
        files.tell("added");
    }

    private static String added(Bundle library) {
        int packages = Wiring.exports(library, null).size();
        return Wiring.shortName(library) + ": " + packages + (packages == 1 ? " package" : " packages");
    }

    private static String opened(Plugin plugin) {
        int symbols = plugin.symbols().size();
        return plugin.name() + " " + plugin.version() + ": " + symbols + (symbols == 1 ? " symbol" : " symbols") + ", "
                + (plugin.inits().isEmpty() ? "no init" : "init " + Overview.millis(Overview.initTime(plugin)));
    }

    /**
     * List the opened plugins, and the files that could not be opened.
     *
     * @param session the session
     * @return a table
     */
    @Descriptor("list the opened plugins, and the files that could not be opened")
    public String plugins(CommandSession session) {
        CommandContext context = new CommandContext(session);
        return new Overview(pinion, wiring, context).plugins(context.width());
    }

    /**
     * List the libraries: first what was started, in that order.
     *
     * @param session the session
     * @return a table
     */
    @Descriptor("list the libraries in the order of their starts, with their times")
    public String libraries(CommandSession session) {
        CommandContext context = new CommandContext(session);
        return new Overview(pinion, wiring, context).libraries(context.width());
    }

    /**
     * List the symbols of all plugins.
     *
     * @return a part for each plugin
     */
    @Descriptor("list the symbols of all plugins")
    public String symbols() {
        List<String> lines = new ArrayList<>();
        for (Plugin plugin : pinion.plugins()) {
            lines.add(plugin.name() + " " + plugin.version());
            Listing.of(plugin.symbols()).forEach(line -> lines.add("  " + line));
        }
        return lines.isEmpty() ? "no plugin is open" : String.join("\n", lines);
    }

    /**
     * List the symbols of a plugin.
     *
     * @param plugin the plugin
     * @return a line for each symbol
     */
    @Descriptor("list the symbols of a plugin")
    public String symbols(@Descriptor(PLUGIN) String plugin) {
        Plugin found = find(plugin);
        return found.symbols().isEmpty()
                ? found.name() + " " + found.version() + " has no symbols"
                : String.join("\n", Listing.of(found.symbols()));
    }

    /**
     * Look up a symbol.
     *
     * @param plugin the plugin
     * @param symbol the symbol
     * @return its declaration
     * @throws CommandException if there is no such symbol, with a hint if there is one
     */
    @Descriptor("show the declaration of a symbol")
    public String lookup(@Descriptor(PLUGIN) String plugin, @Descriptor(SYMBOL) String symbol) throws CommandException {
        Plugin found = find(plugin);
        return search(() -> found.lookup(String.valueOf(symbol)).declaration());
    }

    /**
     * Call a function; words become values as at the command line, and {@code null} is one.
     *
     * @param plugin the plugin
     * @param symbol the function
     * @param arguments its arguments
     * @return its result as text, or as it is if it is a text, a number or a truth value; {@code null} if it has none
     * @throws CommandException if there is no such function, the arguments do not fit, or it throws
     */
    @Descriptor("call a function and show its result")
    public @Nullable Object call(
            @Descriptor(PLUGIN) String plugin,
            @Descriptor(SYMBOL) String symbol,
            @Descriptor("its arguments: numbers, true or false, characters, texts, paths or names of enum constants")
                    String... arguments)
            throws CommandException {
        Plugin found = find(plugin);
        List<Function> functions =
                search(() -> SymbolChoice.find(found, symbol, Function.class, "a variable; read it with 'get'"));
        Invocation invocation = Invocation.choose(symbol, functions, Arrays.asList(arguments));
        Object result = run(invocation);
        return invocation.function().type().returnType() == void.class ? null : shown(result, symbol);
    }

    private static @Nullable Object run(Invocation invocation) throws CommandException {
        try {
            return invocation.run();
        } catch (CommandException e) {
            Throwable thrown = Objects.requireNonNull(e.getCause());
            throw new CommandException(
                    String.valueOf(e.getMessage()),
                    thrown,
                    ThrownFrames.of(thrown, invocation.owner().getName()));
        }
    }

    /** Scripts can count with numbers and choose by truth values. */
    private static @Nullable Object shown(@Nullable Object value, String symbol) throws CommandException {
        boolean plain = value instanceof Boolean
                || value instanceof Integer
                || value instanceof Long
                || value instanceof Double
                || value instanceof String;
        return plain ? value : ValueText.of(value, symbol);
    }

    /**
     * Read a variable.
     *
     * @param plugin the plugin
     * @param variable the variable
     * @return its value, as {@link #call} returns results
     * @throws CommandException if there is no such variable
     */
    @Descriptor("show the value of a variable")
    public @Nullable Object get(@Descriptor(PLUGIN) String plugin, @Descriptor(VARIABLE) String variable)
            throws CommandException {
        return shown(variable(plugin, variable).get(), variable);
    }

    /**
     * Write a variable.
     *
     * @param plugin the plugin
     * @param variable the variable
     * @param value the value, as an argument of {@link #call}
     * @throws CommandException if there is no such variable, or the value does not fit
     */
    @Descriptor("change a variable")
    public void set(
            @Descriptor(PLUGIN) String plugin,
            @Descriptor(VARIABLE) String variable,
            @Descriptor("the new value, written like an argument of call") String value)
            throws CommandException {
        Variable found = variable(plugin, variable);
        try {
            found.set(ArgumentConverter.convert(found.type(), value));
        } catch (ArgumentConverter.UnfitException e) {
            throw new CommandException("value of " + variable + ": " + e.getMessage(), List.of(found.declaration()));
        }
    }

    private Variable variable(String plugin, String name) throws CommandException {
        Plugin found = find(plugin);
        return search(() -> SymbolChoice.findOne(found, String.valueOf(name), Variable.class, IS_A_FUNCTION));
    }

    /**
     * List all init functions that ran, in order, with their times.
     *
     * @param session the session
     * @return a table
     */
    @Descriptor("list the init functions of all plugins, in order, with their times")
    public String inits(CommandSession session) {
        CommandContext context = new CommandContext(session);
        return new Overview(pinion, wiring, context).inits(context.width());
    }

    /**
     * Explain why a plugin would not open, without running its code.
     *
     * @param session the session
     * @param jar the file
     * @return the problems
     * @throws CommandException if the word is no path
     */
    @Descriptor("explain why a plugin would not open, without running its code")
    public String why(CommandSession session, @Descriptor("the file of the plugin") String jar)
            throws CommandException {
        var file = new CommandContext(session).file(String.valueOf(jar));
        return Explanation.text(jar, pinion.why(file), pinion.remarks(file));
    }

    /**
     * Show what a plugin is wired to, and what that is wired to.
     *
     * @param plugin the plugin
     * @return a tree
     */
    @Descriptor("show what a plugin is wired to, and what that is wired to")
    public String tree(@Descriptor(PLUGIN) String plugin) {
        return String.join("\n", wiring.tree(find(plugin).bundle()));
    }

    /**
     * Tell who has a class or a package, and who imports it.
     *
     * @param name the full name of a class or a package
     * @return all owners
     */
    @Descriptor("tell which bundle has a class or a package, and who imports it")
    public String who(@Descriptor("the full name of a class or a package") String name) {
        return String.join("\n", new Owners(wiring, pinion.framework()).of(String.valueOf(name)));
    }

    /**
     * Show all that whoever helps wants to know, on a page.
     *
     * @param session the session
     * @return the page
     */
    @Descriptor("show versions, plugins, failures and more, to paste into a ticket")
    public String report(CommandSession session) {
        return new Overview(pinion, wiring, new CommandContext(session)).report();
    }

    private Plugin find(String plugin) {
        return plugins.find(String.valueOf(plugin));
    }

    /** A search for a symbol. */
    private interface Search<T> {
        T run() throws CommandException;
    }

    /** Puts the hint into the message. */
    private static <T> T search(Search<T> search) throws CommandException {
        try {
            return search.run();
        } catch (SymbolNotFoundException e) {
            if (e.hint().isEmpty()) {
                throw e;
            }
            throw new CommandException(
                    String.valueOf(e.getMessage()), e, List.of(e.hint().get()));
        }
    }
}
