// SPDX-License-Identifier: Apache-2.0
package org.pinion.diagnosis;

import static org.pinion.diagnosis.Acme.shop;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** What is opened is no jar that can be read. */
final class BadFiles {

    static final List<Mistake> ALL = List.of(
            Mistake.of(
                    "not-a-jar",
                    stage -> stage.plugin("<html>404 Not Found</html>\n".getBytes(StandardCharsets.UTF_8)),
                    stage -> stage.plugin(shop()),
                    "copy or build the jar anew"),
            Mistake.of(
                    "no-such-file",
                    stage -> stage.plugin(stage.file("shop.jar")),
                    stage -> stage.plugin(shop()),
                    "check the path"),
            Mistake.of(
                    "empty-file",
                    stage -> stage.plugin(new byte[0]),
                    stage -> stage.plugin(shop()),
                    "copy or build the jar anew"),
            Mistake.of(
                    "truncated-jar",
                    stage -> stage.plugin(firstHalf(shop().build())),
                    stage -> stage.plugin(shop()),
                    "copy or build the jar anew"),
            Mistake.of(
                    "directory",
                    stage -> stage.plugin(stage.directory("classes")),
                    stage -> stage.plugin(shop()),
                    "give the path of a jar file"));

    private BadFiles() {}

    private static byte[] firstHalf(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length / 2);
    }
}
