// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli;

import java.nio.file.Path;
import org.pinion.embed.LibraryJar;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Makes a bundle of a jar that is none. */
final class WrapCommand extends ToolCommand {

    private final OptionSpec output = add(Arguments.option(Path.class, "FILE", "-o", "--output")
            .description("The file to write; by default NAME-VERSION.jar of the bundle, in this folder.")
            .build());

    private final PositionalParamSpec jar = add(Arguments.parameter(Path.class, "JAR", "0")
            .description("The jar, which is not changed.")
            .build());

    WrapCommand() {
        super(
                "wrap",
                "Make a bundle of a jar that is none, to build plugins against it.",
                "",
                "To use such a jar it is enough to add it: -L, addlib and a folder of plugins",
                "take plain jars, and do the same.",
                "",
                "Examples:",
                "  pinion wrap kotlin-stdlib-2.2.21.jar",
                "  pinion wrap -o libraries/txw2.jar txw2-4.0.6.jar");
    }

    @Override
    public Integer call() {
        LibraryJar bundle = LibraryJar.wrap(jar.getValue(), Arguments.valueOr(output, Path.of("")));
        out().println(bundle.path() + ": " + bundle);
        return 0;
    }
}
