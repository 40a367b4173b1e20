// SPDX-License-Identifier: Apache-2.0
package org.pinion.diagnosis;

import static org.pinion.diagnosis.Acme.editShop;
import static org.pinion.diagnosis.Acme.log;
import static org.pinion.diagnosis.Acme.shop;
import static org.pinion.diagnosis.Acme.shopWithLog;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.pinion.testing.BundleBuilder;

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
                    "give the path of a jar file"),
            Mistake.of(
                    "wrong-offsets",
                    stage -> stage.plugin(ZipBytes.withWrongOffsets(shop().build())),
                    stage -> stage.plugin(shop()),
                    "copy or build the jar anew"),
            Mistake.of(
                    "bzip2-entries",
                    stage -> stage.plugin(ZipBytes.method(shop().build(), 12)),
                    stage -> stage.plugin(shop()),
                    "pack the jar with a tool for jars, such as jar or bnd"),
            Mistake.of(
                    "encrypted-entries",
                    stage -> stage.plugin(ZipBytes.encrypted(shop().build())),
                    stage -> stage.plugin(shop()),
                    "pack the jar without a password"),
            Mistake.of(
                    "backslashes",
                    stage -> stage.plugin(editShop().renamed(name -> name.replace('/', '\\'))),
                    stage -> stage.plugin(shop()),
                    "build the jar with a tool that writes slashes"),
            Mistake.of(
                    "nested-jar-truncated",
                    stage -> stage.plugin(nested(firstHalf(Stage.read(log("1.5.0"))))),
                    stage -> stage.plugin(nested(Stage.read(log("1.5.0")))),
                    "put an intact lib/log.jar into the jar"),
            Mistake.of(
                    "nested-jar-with-lzma",
                    stage -> stage.plugin(nested(ZipBytes.method(Stage.read(log("1.5.0")), 14))),
                    stage -> stage.plugin(nested(Stage.read(log("1.5.0")))),
                    "pack the jar with a tool for jars, such as jar or bnd"));

    private BadFiles() {}

    /** A shop with the log in a jar in it. */
    private static BundleBuilder nested(byte[] log) {
        return shopWithLog()
                .resource("lib/log.jar", log)
                .with("Bundle-ClassPath", ".,lib/log.jar")
                .with("Import-Package", "!com.acme.log,*")
                .with("-fixupmessages", "*;is:=ignore");
    }

    private static byte[] firstHalf(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length / 2);
    }
}
