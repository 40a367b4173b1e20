// SPDX-License-Identifier: Apache-2.0
package org.pinion.compatibility;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.pinion.embed.Pinion;
import org.pinion.testing.BundleBuilder;

/**
 * One thing that somebody has to do who uses a library, and the same done.
 *
 * @param text a sentence for the page
 * @param build what is different in the build of the plugin; {@code null} if nothing helps there. It gets the plugin
 *     and the name of its main package
 * @param start what is different in the start of the runtime
 * @param since the first version of Java that makes it necessary
 */
record Advice(String text, BiConsumer<BundleBuilder, String> build, Consumer<Pinion.Builder> start, int since) {

    /** What only some of the classes need, which the plugin does not use. */
    static final Advice OPTIONAL =
            inBuild("`Import-Package: *;resolution:=optional`", "Import-Package", "*;resolution:=optional");

    /** Providers in other bundles. */
    static final Advice SERVICES =
            new Advice("`--with services`", (plugin, name) -> {}, runtime -> runtime.with("services"));

    /** Classes that are looked for in the context class loader. */
    static final Advice LENT =
            new Advice("`@PluginMain(contextClassLoader = true)`", BundleBuilder::lending, runtime -> {});

    private Advice(String text, BiConsumer<BundleBuilder, String> build, Consumer<Pinion.Builder> start) {
        this(text, build, start, 17);
    }

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

    /** Gives the same for later versions of Java alone; with earlier ones it does no harm. */
    Advice from(int java) {
        return new Advice(text + ", from Java " + java + " on", build, start, java);
    }

    /** Tells whether the Java that runs this makes it necessary. */
    boolean isNeeded() {
        return Runtime.version().feature() >= since;
    }

    @Override
    public String toString() {
        return text;
    }
}
