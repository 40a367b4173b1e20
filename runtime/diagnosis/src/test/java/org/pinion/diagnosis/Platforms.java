// SPDX-License-Identifier: Apache-2.0
package org.pinion.diagnosis;

import static org.pinion.diagnosis.Acme.editShop;
import static org.pinion.diagnosis.Acme.shop;

import java.util.List;

/** The plugin is for another Java, or another machine. */
final class Platforms {

    /** A level of Java that there will not be for a while. */
    static final String JAVA_99 = "osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=99))\"";

    /** What bnd 7.1.0 writes for classes of Java 25. */
    private static final String JAVA_UNKNOWN = "osgi.ee;filter:=\"(osgi.ee=UNKNOWN)\"";

    /** Where these tests may run. */
    private static final String USUAL = "osname=Linux;osname=MacOSX;osname=Win32;processor=x86-64;processor=aarch64";

    static final List<Mistake> ALL = List.of(
            Mistake.of(
                    "java-level",
                    stage -> stage.plugin(editShop().header("Require-Capability", JAVA_99)),
                    stage -> stage.plugin(editShop().header("Require-Capability", JAVA_99.replace("99", "17"))),
                    "compile for Java ",
                    "with javac --release "),
            Mistake.of(
                    "java-that-bnd-does-not-know",
                    stage -> stage.plugin(editShop().header("Require-Capability", JAVA_UNKNOWN)),
                    stage -> stage.plugin(shop().javac("--release", "17")),
                    "build it with bnd "),
            Mistake.of(
                    "class-file-too-new",
                    stage -> stage.plugin(editShop().change("com/acme/shop/Shop.class", Platforms::newer)),
                    stage -> stage.plugin(shop().javac("--release", "17")),
                    "compile for Java ",
                    "with javac --release "),
            Mistake.of(
                    "preview-features",
                    stage -> stage.plugin(editShop().change("com/acme/shop/Shop.class", Platforms::preview)),
                    stage -> stage.plugin(shop().javac("--release", "17")),
                    "compile it without --enable-preview"),
            Mistake.of(
                    "other-platform",
                    stage -> stage.plugin(nativeCode("osname=Solaris;processor=sparc")),
                    stage -> stage.plugin(nativeCode(USUAL)),
                    "add a clause with osname=",
                    "and the library for it"));

    private Platforms() {}

    private static byte[] newer(byte[] classFile) {
        byte[] newer = classFile.clone();
        // The major version; 44 more than the number of the release.
        newer[7] = (byte) (99 + 44);
        return newer;
    }

    private static byte[] preview(byte[] classFile) {
        byte[] preview = classFile.clone();
        // The minor version marks preview features, of the Java that the major version tells.
        preview[4] = (byte) 0xff;
        preview[5] = (byte) 0xff;
        preview[7] = (byte) (Runtime.version().feature() + 44);
        return preview;
    }

    private static byte[] nativeCode(String platform) {
        return editShop()
                .with("native/libcard.so", new byte[8])
                .header("Bundle-NativeCode", "native/libcard.so;" + platform)
                .jar();
    }
}
