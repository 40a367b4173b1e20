// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.jar;

import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.osgi.framework.Bundle;
import org.osgi.framework.Version;
import org.pinion.Problem;
import org.pinion.Problem.Kind;
import org.pinion.embed.internal.diagnosis.Failure;
import org.pinion.linkcheck.BundleReferences;
import org.pinion.linker.Linkage;
import org.pinion.spi.Problems;

/**
 * A bundle's file, read without running any of it.
 *
 * @param name its symbolic name
 * @param version its version
 * @param linkage its symbols and inits
 * @param packages the packages in it
 * @param classPath its {@code Bundle-ClassPath}, if it has one
 * @param host the bundle that it belongs to, if it is a fragment
 * @param mayBreak whether what it refers to has to be looked for
 * @param references what it refers to, as its jar says; gone if memory is short, or the jar does not say it
 * @param plain whether the framework reads the manifest as it is
 */
public record PluginFile(
        String name,
        Version version,
        Linkage linkage,
        Set<String> packages,
        Optional<String> classPath,
        Optional<String> host,
        boolean mayBreak,
        SoftReference<BundleReferences> references,
        boolean plain) {

    /** Tell whether a bundle has the name and version of this one (O2). */
    public boolean isNamesakeOf(Bundle bundle) {
        return name.equals(bundle.getSymbolicName()) && version.equals(bundle.getVersion());
    }

    /** Give the text that tells two bundles apart. */
    public String identity() {
        return name + " " + version;
    }

    /**
     * Tell whether the bundle is in order and has no main package, or is a fragment, which adds nothing to a plugin.
     */
    public boolean isLibrary() {
        return host.isPresent()
                || linkage.mainPackages().isEmpty() && linkage.errors().isEmpty();
    }

    /** Explain that the bundle is a library, if it is one. */
    public void requirePlugin() throws Failure {
        if (host.isPresent()) {
            throw new Failure(Problems.of(
                    Kind.BUNDLE_TYPE,
                    host.get(),
                    "is a fragment, which has no life of its own; it belongs to " + host.get(),
                    "add it as a library, with addLibrary, addlib in the shell, or -L at the command line, then open what"
                            + " uses " + host.get() + "; or take Fragment-Host out of the manifest"));
        }
        if (isLibrary()) {
            throw new Failure(Problems.of(
                    Kind.NO_MAIN_PACKAGE,
                    identity(),
                    "bundle " + identity() + " has no main package",
                    "put @PluginMain on the package-info.java of the package with the symbols; or, if it is a library,"
                            + " add it as one, with addLibrary, addlib in the shell, or -L at the command line"));
        }
    }

    /**
     * List what is wrong with the bundle as far as the jar shows it, but for what the framework looks at.
     *
     * @param shared the packages that the host shares. A plugin that has one would have classes of its own by these
     *     names, which the host's are not assignable to (O9).
     */
    public List<Problem> problems(Set<String> shared) {
        List<Problem> problems = new ArrayList<>();
        if (host.isPresent()) {
            return problems;
        }
        if (!isLibrary()) {
            // Who adds a library has not named it.
            HeaderProblems.ofSymbolicName(name).ifPresent(problems::add);
        }
        linkage.errors()
                .forEach(error -> problems.add(Problems.of(Kind.LINKAGE, identity(), error.text(), error.fix())));
        Set<String> packed = new TreeSet<>(packages);
        packed.retainAll(shared);
        packed.forEach(name -> problems.add(Problems.of(
                Kind.PACKED_PACKAGE,
                name,
                "the jar contains package " + name + ", which the host shares",
                "leave " + name + " out of the jar"
                        + classPath
                                .map(path -> ", which has Bundle-ClassPath: " + path + ",")
                                .orElse("") + " and import it: Import-Package: " + name + " (with bnd, Import-Package: "
                        + name + ", *)")));
        return problems;
    }
}
