// SPDX-License-Identifier: Apache-2.0
package org.pinion.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.felix.gogo.command.Basic;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.osgi.framework.BundleContext;

/** The commands that belong to the shell itself. */
final class GeneralCommands {

    private static final int WIDTH = 80;

    private final BundleContext context;

    GeneralCommands(BundleContext context) {
        this.context = context;
    }

    /** List all commands by their scopes. */
    @Descriptor("list all commands")
    public String help(CommandSession session) {
        Map<String, Set<String>> scopes = new TreeMap<>();
        for (String command : commands(session)) {
            int colon = command.indexOf(':');
            scopes.computeIfAbsent(command.substring(0, colon), scope -> new TreeSet<>())
                    .add(command.substring(colon + 1));
        }
        // Those of Gogo's processor are for programs.
        scopes.remove("osgi");
        List<String> lines = new ArrayList<>();
        scopes.forEach((scope, names) -> {
            lines.add(scope);
            StringBuilder line = new StringBuilder(" ");
            for (String name : names) {
                if (line.length() + name.length() >= WIDTH) {
                    lines.add(line.toString());
                    line = new StringBuilder(" ");
                }
                line.append(' ').append(name);
            }
            lines.add(line.toString());
        });
        lines.add("'help COMMAND' describes one.");
        return String.join("\n", lines);
    }

    /** Describe a command. */
    @Descriptor("describe a command")
    public String help(CommandSession session, @Descriptor("the command") String name) {
        String full = commands(session).stream()
                .filter(command -> command.equals(name) || command.endsWith(":" + name))
                .min((one, other) -> Boolean.compare(other.startsWith("pinion:"), one.startsWith("pinion:")))
                .orElseThrow(() -> new IllegalArgumentException("no command " + name + "; 'help' lists them"));
        if (full.startsWith("gogo:")) {
            return full + ": 'type " + full + "' or '" + name + " --help' tells more";
        }
        return new Basic(context).help(full).strip();
    }

    @SuppressWarnings("unchecked")
    private static Set<String> commands(CommandSession session) {
        return (Set<String>) session.get(".commands");
    }

    /** End the script or the shell. */
    @Descriptor("end the script or the shell")
    public void exit() throws Exception {
        throw new Exit(0);
    }

    /** End the script or the shell with a status. */
    @Descriptor("end the script or the shell")
    public void exit(@Descriptor("the exit code") int status) throws Exception {
        throw new Exit(status);
    }
}
