// SPDX-License-Identifier: Apache-2.0
package org.pinion.shell;

import java.util.List;
import java.util.stream.Stream;
import org.pinion.Function;
import org.pinion.Plugin;
import org.pinion.PluginException;
import org.pinion.Symbol;
import org.pinion.Variable;
import org.pinion.embed.Pinion;

/** Knows what may stand where in a command. */
final class Completions {

    private final Pinion pinion;
    private final OpenPlugins plugins;
    private final Wiring wiring;

    Completions(Pinion pinion, OpenPlugins plugins, Wiring wiring) {
        this.pinion = pinion;
        this.plugins = plugins;
        this.wiring = wiring;
    }

    List<String> of(String command, List<String> words) {
        int position = Math.max(1, words.size());
        return switch (command) {
            case "open", "addlib" -> List.of(PinionCommands.FILES);
            case "why" -> position == 1 ? List.of(PinionCommands.FILES) : List.of();
            case "who" -> position == 1 ? packages() : List.of();
            case "symbols", "tree" -> position == 1 ? names() : List.of();
            case "lookup", "call", "get", "set" ->
                switch (position) {
                    case 1 -> names();
                    case 2 -> symbols(command, words.get(0));
                    default -> List.of();
                };
            default -> List.of();
        };
    }

    private List<String> names() {
        return pinion.plugins().stream().map(plugins::shortest).sorted().toList();
    }

    private List<String> packages() {
        return wiring.bundles().stream()
                .flatMap(bundle -> Wiring.exports(bundle, null).stream())
                .map(Wiring::packageName)
                .distinct()
                .sorted()
                .toList();
    }

    private List<String> symbols(String command, String word) {
        Plugin plugin;
        try {
            plugin = plugins.find(word);
        } catch (PluginException e) {
            return List.of();
        }
        return plugin.symbols().stream()
                .filter(symbol -> fits(command, symbol))
                .flatMap(symbol -> names(command, symbol))
                .distinct()
                .sorted()
                .toList();
    }

    /** A call chooses among overloads by the arguments, so it does with the name before the parenthesis. */
    private static Stream<String> names(String command, Symbol symbol) {
        int parenthesis = symbol.name().indexOf('(');
        return command.equals("call") && parenthesis >= 0
                ? Stream.of(symbol.name().substring(0, parenthesis), symbol.name())
                : Stream.of(symbol.name());
    }

    private static boolean fits(String command, Symbol symbol) {
        return switch (command) {
            case "call" -> symbol instanceof Function;
            case "get" -> symbol instanceof Variable;
            case "set" -> symbol instanceof Variable variable && !variable.readOnly();
            default -> true;
        };
    }
}
