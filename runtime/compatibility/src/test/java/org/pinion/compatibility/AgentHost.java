// SPDX-License-Identifier: Apache-2.0
package org.pinion.compatibility;

import java.nio.file.Path;
import org.mockito.Mockito;
import org.pinion.Function;
import org.pinion.Plugin;
import org.pinion.Symbol;
import org.pinion.embed.Pinion;

/** A host that opens a plugin, calls its function {@code work}, and prints what comes of it; or mocks a class of it. */
public final class AgentHost {

    private AgentHost() {}

    /** Takes the plugin's jar, and the name of a class to mock, if there is one. */
    public static void main(String[] arguments) throws Throwable {
        try (Pinion pinion = Pinion.start()) {
            Plugin plugin = pinion.open(Path.of(arguments[0]));
            System.out.println(
                    "symbols " + plugin.symbols().stream().map(Symbol::name).toList());
            Function work = (Function) plugin.lookup("work");
            if (arguments.length > 1) {
                Class<?> type = plugin.bundle().loadClass(arguments[1]);
                Object mock = Mockito.mock(type, call -> "mocked");
                System.out.println("mock " + type.getMethod("text").invoke(mock));
            }
            System.out.println("result " + work.call());
        }
    }
}
