// SPDX-License-Identifier: Apache-2.0
package org.pinion.shell;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.felix.gogo.runtime.CommandProxy;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Parameter;
import org.jline.builtins.Completers.FilesCompleter;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Completes names of commands, then options and files. */
final class Completion implements Completer {

    private final CommandSession session;

    Completion(CommandSession session) {
        this.session = session;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        if (line.wordIndex() == 0) {
            commands(line.word()).forEach(name -> candidates.add(new Candidate(name)));
        } else if (line.word().startsWith("-")) {
            options(line.words().get(0)).forEach(name -> candidates.add(new Candidate(name)));
        } else {
            List<String> words = arguments(line);
            if (words.equals(List.of(PinionCommands.FILES))) {
                new FilesCompleter(session.currentDir()).complete(reader, line, candidates);
            } else {
                words.forEach(word -> candidates.add(new Candidate(word)));
            }
        }
    }

    /** Asks our commands what may stand at the cursor; others take files more often than anything else. */
    private List<String> arguments(ParsedLine line) {
        String command = line.words().get(0);
        String name = command.substring(command.indexOf(':') + 1);
        if (!(session.get(command.contains(":") ? command : "*:" + command) instanceof CommandProxy proxy)) {
            return List.of();
        }
        try {
            return proxy.getTarget() instanceof PinionCommands ours
                    ? ours.complete(name, line.words().subList(1, line.wordIndex() + 1))
                    : List.of(PinionCommands.FILES);
        } finally {
            proxy.ungetTarget();
        }
    }

    /** Gives short names, and full ones to those who have begun to type a scope. */
    private List<String> commands(String word) {
        return names().stream()
                .filter(name -> !name.startsWith("osgi:"))
                .map(name -> word.contains(":") ? name : name.substring(name.indexOf(':') + 1))
                .distinct()
                .toList();
    }

    private List<String> options(String command) {
        String full = command.contains(":") ? command : "*:" + command;
        if (!(session.get(full) instanceof CommandProxy proxy)) {
            return List.of();
        }
        String name = command.substring(command.indexOf(':') + 1);
        Object target = proxy.getTarget();
        try {
            return Arrays.stream(target.getClass().getMethods())
                    .filter(method -> method.getName().replaceFirst("^_", "").equals(name))
                    .flatMap(method -> options(method).stream())
                    .distinct()
                    .toList();
        } finally {
            proxy.ungetTarget();
        }
    }

    private static List<String> options(Method method) {
        return Arrays.stream(method.getParameters())
                .filter(parameter -> parameter.isAnnotationPresent(Parameter.class))
                .flatMap(parameter ->
                        Arrays.stream(parameter.getAnnotation(Parameter.class).names()))
                .toList();
    }

    @SuppressWarnings("unchecked")
    private Set<String> names() {
        return (Set<String>) session.get(".commands");
    }
}
