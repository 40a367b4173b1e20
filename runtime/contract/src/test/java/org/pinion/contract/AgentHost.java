// SPDX-License-Identifier: Apache-2.0
package org.pinion.contract;

import com.sun.tools.attach.VirtualMachine;
import java.nio.file.Path;
import java.util.List;
import org.pinion.Function;
import org.pinion.Plugin;
import org.pinion.Symbol;
import org.pinion.embed.Pinion;

/** A host under an agent: opens a plugin, calls its function, and prints what comes of it. */
public final class AgentHost {

    private AgentHost() {}

    /** Takes the plugin's jar, and that of an agent which is to attach, if there is one. */
    public static void main(String[] arguments) throws Throwable {
        if (arguments.length > 1) {
            VirtualMachine machine =
                    VirtualMachine.attach(String.valueOf(ProcessHandle.current().pid()));
            machine.loadAgent(arguments[1]);
            machine.detach();
        }
        try (Pinion pinion = Pinion.start()) {
            Plugin plugin = pinion.open(Path.of(arguments[0]));
            List<String> names = plugin.symbols().stream().map(Symbol::name).toList();
            System.out.println("symbols " + names);
            try {
                System.out.println("result " + ((Function) plugin.lookup("work")).call());
            } catch (Throwable e) {
                System.out.println("threw " + e);
                for (Throwable each : e.getSuppressed()) {
                    System.out.println(each.getMessage());
                }
            }
        }
    }
}
