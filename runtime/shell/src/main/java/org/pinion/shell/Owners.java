// SPDX-License-Identifier: Apache-2.0
package org.pinion.shell;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleWiring;

/** Finds out who has a class or a package, and who uses it. */
final class Owners {

    private final Wiring wiring;
    private final Bundle host;

    Owners(Wiring wiring, Bundle host) {
        this.wiring = wiring;
        this.host = host;
    }

    /** Describe all owners of what may be a package or else a class. */
    List<String> of(String name) {
        List<String> owners = owners(name, "*.class");
        if (!owners.isEmpty()) {
            return titled("package " + name, owners);
        }
        int dot = name.lastIndexOf('.');
        owners = dot < 0 ? List.of() : owners(name.substring(0, dot), name.substring(dot + 1) + ".class");
        return owners.isEmpty()
                ? List.of("nobody has a package or class " + name + ": no bundle, not the host, not the JDK")
                : titled("class " + name, owners);
    }

    private static List<String> titled(String title, List<String> lines) {
        List<String> all = new ArrayList<>(List.of(title));
        lines.forEach(line -> all.add("  " + line));
        return all;
    }

    private List<String> owners(String packageName, String files) {
        List<String> lines = new ArrayList<>();
        Module module = Wiring.module(packageName);
        if (module != null) {
            if (has(module, packageName, files)) {
                lines.add("the JDK, module " + module.getName());
                lines.addAll(users(packageName.startsWith("java.") ? List.of() : Wiring.exports(host, packageName)));
            }
        } else if (hostHas(packageName, files)) {
            lines.addAll(exported("the host", "not shared", Wiring.exports(host, packageName)));
        }
        for (Bundle bundle : wiring.bundles()) {
            if (has(bundle, packageName, files)) {
                lines.addAll(exported(Wiring.name(bundle), "not exported", Wiring.exports(bundle, packageName)));
            }
        }
        return lines;
    }

    private static List<String> exported(String owner, String otherwise, List<BundleCapability> exports) {
        if (exports.isEmpty()) {
            return List.of(owner + ", " + otherwise);
        }
        List<String> lines = new ArrayList<>();
        for (BundleCapability export : exports) {
            lines.add(owner + ", exported as version " + Wiring.version(export));
            lines.addAll(users(List.of(export)));
        }
        return lines;
    }

    private static List<String> users(List<BundleCapability> exports) {
        return exports.stream()
                .map(Wiring::users)
                .filter(users -> !users.isEmpty())
                .map(users -> "  imported by " + String.join(", ", users))
                .toList();
    }

    private static boolean isAnyClass(String files) {
        return files.startsWith("*");
    }

    private static boolean has(Module module, String packageName, String file) {
        if (isAnyClass(file)) {
            return true;
        }
        try (var in = module.getResourceAsStream(folder(packageName) + file)) {
            return in != null;
        } catch (IOException e) {
            return false;
        }
    }

    private boolean hostHas(String packageName, String file) {
        ClassLoader loader = host.adapt(BundleWiring.class).getClassLoader();
        return isAnyClass(file)
                ? !Wiring.exports(host, packageName).isEmpty() || loader.getResource(folder(packageName)) != null
                : loader.getResource(folder(packageName) + file) != null;
    }

    /** Looks into the jar; asking for its entries must not resolve a bundle, and some have more jars inside. */
    private static boolean has(Bundle bundle, String packageName, String files) {
        BundleWiring wired = bundle.adapt(BundleWiring.class);
        if (wired == null) {
            return !Collections.disjoint(entries(bundle, packageName), Set.of(folder(packageName) + files))
                    || isAnyClass(files)
                            && entries(bundle, packageName).stream().anyMatch(entry -> entry.endsWith(".class"));
        }
        Collection<String> found =
                wired.listResources("/" + folder(packageName), files, BundleWiring.LISTRESOURCES_LOCAL);
        return found != null && !found.isEmpty();
    }

    private static List<String> entries(Bundle bundle, String packageName) {
        var paths = bundle.getEntryPaths(folder(packageName));
        return paths == null ? List.of() : Collections.list(paths);
    }

    private static String folder(String packageName) {
        return packageName.replace('.', '/') + "/";
    }
}
