// SPDX-License-Identifier: Apache-2.0
package example.ptest;

import java.nio.file.Path;
import java.util.function.IntBinaryOperator;
import java.util.function.IntSupplier;
import org.pinion.Plugin;
import org.pinion.PluginException;
import org.pinion.SymbolNotFoundException;
import org.pinion.embed.Pinion;

/** Opens a plugin, looks up its symbols and uses them. */
public final class Main {

    private Main() {}

    /** Run the example with the plugin's jar as the only argument. */
    public static void main(String[] args) {
        if (args.length != 1) {
            System.err.println("usage: java example.ptest.Main PLUGIN.jar");
            System.exit(2);
        }
        try (Pinion pinion = Pinion.start()) {
            use(pinion.open(Path.of(args[0])));
        } catch (PluginException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static void use(Plugin plugin) {
        // A type is not a symbol, public or not.
        System.out.println(missing(plugin, "Model") == null ? "symbol Model found" : "symbol Model not found");

        System.out.println(missing(plugin, "unexportedVar"));
        IntSupplier exportedVar = plugin.lookup("ExportedVar").as(IntSupplier.class);
        System.out.println("ExportedVar = " + exportedVar.getAsInt());

        System.out.println(missing(plugin, "unexportedFunc"));
        IntBinaryOperator exportedFunc = plugin.lookup("ExportedFunc").as(IntBinaryOperator.class);
        System.out.println("ExportedFunc returns " + exportedFunc.applyAsInt(1, 2));

        IntBinaryOperator anotherFunc = plugin.lookup("AnotherFuncInMain").as(IntBinaryOperator.class);
        System.out.println("AnotherFuncInMain returns " + anotherFunc.applyAsInt(3, 4));

        // Public and static, but not in the main package.
        System.out.println(missing(plugin, "NonMainPkgFunc"));
    }

    /** Says why a symbol cannot be had, or returns {@code null} if it can. */
    private static String missing(Plugin plugin, String symbol) {
        try {
            plugin.lookup(symbol);
            return null;
        } catch (SymbolNotFoundException e) {
            return e.getMessage();
        }
    }
}
