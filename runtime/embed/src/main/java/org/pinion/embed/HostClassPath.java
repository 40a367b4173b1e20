// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.osgi.framework.Version;
import org.pinion.PluginException;
import org.pinion.Problem;
import org.pinion.embed.internal.framework.OwnBundles;
import org.pinion.embed.internal.framework.PinningFramework;
import org.pinion.embed.internal.framework.SharedPackages;
import org.pinion.spi.Problems;

/** Finds on the class path of Pinion what a runtime is to start with. */
final class HostClassPath {

    static final String START = "pinion: cannot start";

    /** Stands for the version that a package has by itself. */
    static final String DERIVED = "";

    private static final ClassLoader LOADER = Pinion.class.getClassLoader();

    /** The newest Java that the ASM which Pinion depends on can read. */
    static final int NEWEST = 28;

    private static final String ASM = "org.ow2.asm:asm 9.11.1";

    private HostClassPath() {}

    /**
     * Look for an older ASM, which somebody else brings and which loads first. It could not read the classes of this
     * Java.
     */
    @SuppressWarnings("ReturnValueIgnored") // The question is whether it is there.
    static void requireAsm() {
        int java = Math.min(Runtime.version().feature(), NEWEST);
        try {
            Opcodes.class.getField("V" + java);
        } catch (NoSuchFieldException e) {
            throw failed(
                    "the ASM in " + PinningFramework.origin(Opcodes.class)
                            + " cannot read the classes of Java " + java + "; Pinion needs " + ASM
                            + " or newer, take the other one from the class path, or depend on " + ASM,
                    e);
        }
    }

    /**
     * Find packages to share.
     *
     * @param shared their versions by name
     */
    static SharedPackages share(Map<String, String> shared) {
        SharedPackages packages = new SharedPackages(LOADER);
        packages.add("org.pinion");
        shared.forEach((name, version) -> {
            if (version.equals(DERIVED)) {
                packages.add(name);
            } else {
                packages.add(name, Version.parseVersion(version));
            }
        });
        if (!packages.missing().isEmpty()) {
            throw failed(
                    "no package " + String.join(", ", packages.missing())
                            + " is on the class path of Pinion, so it cannot be shared; its class loader is " + LOADER,
                    null);
        }
        shared.keySet().forEach(name -> warnOfOthers(packages, name));
        shared.keySet().forEach(packages::warnOfUnsharedUses);
        return packages;
    }

    /**
     * Looks whether the host itself uses a package from another class loader, as a restart with new classes makes one.
     */
    private static void warnOfOthers(SharedPackages packages, String name) {
        Set<ClassLoader> others = new LinkedHashSet<>();
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        if (isBelowPinion(context)) {
            others.add(context);
        }
        StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                .walk(frames -> frames.map(StackWalker.StackFrame::getDeclaringClass)
                        .filter(type ->
                                !type.getName().startsWith(Pinion.class.getName()) && type != HostClassPath.class)
                        .findFirst())
                .ifPresent(caller -> others.add(caller.getClassLoader()));
        others.stream().filter(Objects::nonNull).forEach(other -> packages.warnIfLoadedBy(other, name));
    }

    /** Tells a loader of the host that begins with Pinion's from one of a container, which says nothing of the host. */
    private static boolean isBelowPinion(ClassLoader loader) {
        ClassLoader parent = loader;
        while (parent != null && parent != LOADER) {
            parent = parent.getParent();
        }
        return parent != null;
    }

    /** Find the bundles that are to be brought under some names. */
    static List<OwnBundles> bring(Collection<String> names) {
        List<OwnBundles> all = new ArrayList<>();
        List<Problem> missing = new ArrayList<>();
        for (String name : names) {
            OwnBundles bundles = new OwnBundles(name, LOADER);
            all.add(bundles);
            if (!bundles.isPresent()) {
                missing.add(missing(name, bundles.index()));
            }
        }
        if (!missing.isEmpty()) {
            throw new PluginException(START, missing, null);
        }
        return all;
    }

    private static Problem missing(String name, String index) {
        return Problems.of(
                Problem.Kind.RUNTIME,
                name,
                "nothing named " + name + " is on the class path of Pinion, so it cannot start with it",
                index,
                List.of("no such resource in " + LOADER),
                List.of(),
                "add org.pinion:pinion-" + name + ", or another jar that has this resource, to the class path");
    }

    static PluginException failed(String problem, @Nullable Throwable cause) {
        return new PluginException(START, List.of(Problems.of(Problem.Kind.RUNTIME, "", problem, "")), cause);
    }
}
