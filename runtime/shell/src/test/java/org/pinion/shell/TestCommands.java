// SPDX-License-Identifier: Apache-2.0
package org.pinion.shell;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pinion.Plugin;
import org.pinion.embed.Pinion;

/** Commands to try the shell with. */
public final class TestCommands {

    private final Pinion pinion;

    TestCommands(Pinion pinion) {
        this.pinion = pinion;
    }

    /** Opens a plugin. */
    public String open(String jar) {
        Plugin plugin = pinion.open(Path.of(jar));
        return plugin.name() + " " + plugin.version();
    }

    /** Gives a value for each name. */
    public Object value(String kind) {
        return switch (kind) {
            case "number" -> 42L;
            case "list" -> List.of("one", 2, List.of(3, 4));
            case "map" -> new LinkedHashMap<>(Map.of("key", 1));
            case "ints" -> new int[][] {{1, 2}, {3}};
            case "bean" -> new Bean();
            default -> null;
        };
    }

    /** A value with a getter, which nobody should call to print it. */
    public static final class Bean {

        /** Fails. */
        public String getSecret() {
            throw new IllegalStateException("not to be called");
        }

        @Override
        public String toString() {
            return "a bean";
        }
    }

    /** Fails as code does that is wrong. */
    public void crash() {
        throw new NullPointerException("no value");
    }

    /** Fails with an error. */
    public void overflow() {
        throw new StackOverflowError();
    }

    /** Fails as a command does. */
    public void refuse(String reason) {
        throw new IllegalArgumentException(reason);
    }

    /** Has a name that is a keyword. */
    public String _switch() {
        return "switched";
    }
}
