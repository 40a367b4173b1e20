// SPDX-License-Identifier: Apache-2.0
package org.pinion.compatibility;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.pinion.embed.Pinion;
import org.pinion.testing.BundleBuilder;

/**
 * What somebody has to do who uses a library, and the same done.
 *
 * @param text a sentence for the page
 * @param build what is different in the build of the plugin; {@code null} if nothing helps there. It gets the plugin and the
 *     name of its main package
 * @param start what is different in the start of the runtime
 */
record Advice(String text, BiConsumer<BundleBuilder, String> build, Consumer<Pinion.Builder> start) {

    /** Nothing at all. */
    static final Advice NONE = new Advice("works", (plugin, name) -> {}, runtime -> {});

    /** What only some of the classes need, which the plugin does not use. */
    static final Advice OPTIONAL =
            inBuild("`Import-Package: *;resolution:=optional`", "Import-Package", "*;resolution:=optional");

    /** Providers in other bundles. */
    static final Advice SERVICES =
            new Advice("`--with services`", (plugin, name) -> {}, runtime -> runtime.with("services"));

    /** Classes that are looked for in the context class loader. */
    static final Advice LENT =
            new Advice("`@PluginMain(contextClassLoader = true)`", BundleBuilder::lending, runtime -> {});

    /** Something to write in {@code bnd.bnd}. */
    static Advice inBuild(String text, String header, String value) {
        return new Advice(text, (plugin, name) -> plugin.with(header, value), runtime -> {});
    }

    /** Says that the library does not fit, and what to do instead, which is another cell of the table. */
    static Advice unfit(String text) {
        return new Advice(text, null, null);
    }

    boolean isUnfit() {
        return build == null;
    }

    /** Does another thing, too. */
    Advice and(Advice other) {
        return new Advice(text + " and " + other.text, build.andThen(other.build), start.andThen(other.start));
    }
}
