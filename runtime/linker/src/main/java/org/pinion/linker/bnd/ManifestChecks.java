// SPDX-License-Identifier: Apache-2.0
package org.pinion.linker.bnd;

import aQute.bnd.header.Attrs;
import aQute.bnd.header.Parameters;
import aQute.bnd.osgi.Analyzer;
import aQute.bnd.osgi.Constants;
import aQute.bnd.osgi.Descriptors.PackageRef;
import aQute.bnd.osgi.Domain;
import aQute.bnd.osgi.Instructions;
import aQute.bnd.osgi.Jar;
import aQute.bnd.osgi.Processor;
import java.lang.module.ModuleFinder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.objectweb.asm.Type;
import org.pinion.linker.Declaration;
import org.pinion.linker.Linkage;

/** Finds mistakes in the packages of a finished bundle: what it packs, exports and imports. */
final class ManifestChecks {

    /** The package that every runtime shares. */
    private static final String PINION = "org.pinion";

    /** The instructions that copy packages of the class path into the jar, as far as they select packages by name. */
    private static final List<String> PACKING = List.of(
            Constants.CONDITIONALPACKAGE,
            Constants.PRIVATEPACKAGE,
            Constants.PRIVATE_PACKAGE,
            Constants.INCLUDEPACKAGE,
            Constants.EXPORT_PACKAGE);

    private final Analyzer analyzer;
    private final Parameters imports;
    private final Parameters exports;
    private final Parameters requirements;

    ManifestChecks(Analyzer analyzer, Manifest manifest) {
        this.analyzer = analyzer;
        Domain domain = Domain.domain(manifest);
        this.imports = domain.getImportPackage();
        this.exports = domain.getExportPackage();
        this.requirements = domain.getRequireCapability();
    }

    /** Tells a package whose types hosts can name, or could if the bundle did not contain it by mistake. */
    boolean isVisible(String packageName) {
        return exports.containsKey(packageName)
                || packageName.equals(PINION)
                || exporter(packageName).isPresent();
    }

    List<String> find(Linkage linkage) {
        List<String> texts = new ArrayList<>();
        findPacked(linkage, texts);
        findExportedMain(linkage, texts);
        findUnversioned(texts);
        findUnknownJava(texts);
        return texts;
    }

    private void findPacked(Linkage linkage, List<String> texts) {
        Map<String, String> declared = declaredTypes(linkage);
        Set<String> packed = analyzer.getClassspace().keySet().stream()
                .map(type -> type.getPackageRef().getFQN())
                .collect(Collectors.toCollection(TreeSet::new));
        for (String name : packed) {
            String remedy = "; leave it out of the jar" + packingInstruction(name) + " and import it";
            if (name.equals(PINION)) {
                texts.add("the jar contains package " + name
                        + ", which every runtime shares with its bundles and therefore refuses in a jar" + remedy);
            } else if (declared.containsKey(name)) {
                exporter(name)
                        .ifPresent(exporter -> texts.add("the jar contains package " + name + ", which " + exporter
                                + " on the class path exports; the plugin's " + declared.get(name)
                                + " would be another class than the host's" + remedy));
            }
        }
    }

    /** Maps packages to the first type of each that a symbol declares. */
    private static Map<String, String> declaredTypes(Linkage linkage) {
        Map<String, String> types = new TreeMap<>();
        linkage.symbols().stream().flatMap(ManifestChecks::typesOf).sorted().forEach(type -> {
            int dot = type.lastIndexOf('.');
            if (dot > 0) {
                types.putIfAbsent(type.substring(0, dot), type.replace('$', '.'));
            }
        });
        return types;
    }

    private static Stream<String> typesOf(Declaration symbol) {
        Type type = Type.getType(symbol.descriptor());
        Stream<Type> types = symbol.isFunction()
                ? Stream.concat(Stream.of(type.getReturnType()), Stream.of(type.getArgumentTypes()))
                : Stream.of(type);
        return Stream.concat(
                types.map(each -> each.getSort() == Type.ARRAY ? each.getElementType() : each)
                        .map(Type::getClassName),
                symbol.exceptions().stream());
    }

    /** Names the bundle of the class path that exports a package. */
    private Optional<String> exporter(String packageName) {
        Attrs attributes = analyzer.getClasspathExports().get(analyzer.getPackageRef(packageName.replace('.', '/')));
        if (attributes == null) {
            return Optional.empty();
        }
        // Without a name it is a plain jar or folder; with our own, an earlier build of this bundle.
        String bundle = attributes.get(Constants.INTERNAL_BUNDLESYMBOLICNAME_DIRECTIVE);
        return bundle == null || bundle.equals(analyzer.getBsn())
                ? Optional.empty()
                : Optional.of(bundle + " " + attributes.get(Constants.INTERNAL_BUNDLEVERSION_DIRECTIVE));
    }

    private String packingInstruction(String packageName) {
        PackageRef reference = analyzer.getPackageRef(packageName.replace('.', '/'));
        return PACKING.stream()
                .filter(name -> {
                    Instructions instructions = new Instructions(analyzer.mergeProperties(name));
                    return !instructions.isEmpty() && instructions.matches(reference.getFQN());
                })
                .findFirst()
                .map(name -> ", with !" + packageName + " at the start of " + name + ",")
                .orElse("");
    }

    private void findExportedMain(Linkage linkage, List<String> texts) {
        linkage.mainPackage()
                .filter(exports::containsKey)
                .ifPresent(main -> texts.add("the main package " + main
                        + " is exported, so other bundles can use its classes without looking up symbols, and hosts"
                        + " find the symbols without that; take it out of Export-Package or -exportcontents, or"
                        + " @Export off its package-info"));
    }

    private void findUnknownJava(List<String> texts) {
        requirements.forEach((key, attributes) -> {
            String filter = attributes.get(Constants.FILTER_DIRECTIVE);
            if (Processor.removeDuplicateMarker(key).equals("osgi.ee")
                    && filter != null
                    && filter.contains("UNKNOWN")) {
                texts.add("this bnd does not know the Java of the classes, and no Java meets the requirement that is"
                        + " written for it, osgi.ee;filter:=\"" + filter + "\"; build with bnd 7.3.0 or newer, or"
                        + " compile for an older Java");
            }
        });
    }

    private void findUnversioned(List<String> texts) {
        Set<String> contracted = contracted();
        Set<String> unversioned = new TreeSet<>();
        imports.forEach((key, attributes) -> {
            String name = Processor.removeDuplicateMarker(key);
            if (attributes.getVersion() == null
                    && !attributes.containsKey(Constants.BUNDLE_VERSION_ATTRIBUTE)
                    && !exports.containsKey(name)
                    && !contracted.contains(name)
                    && !isOfJava(name)) {
                unversioned.add(name);
            }
        });
        if (!unversioned.isEmpty()) {
            String first = unversioned.iterator().next();
            texts.add("Import-Package has no version for " + String.join(", ", unversioned) + ", so any version of "
                    + (unversioned.size() == 1 ? first : "them")
                    + " will do, also one the bundle was not built with; give the package a version where it comes"
                    + " from, by @Version on its package-info in a jar that bnd builds, or write"
                    + " 'Import-Package: " + first + ";version=\"[1.0,2)\", *'");
        }
    }

    /** Lists the packages of OSGi contracts: bnd requires the contract, in a version, instead of their versions. */
    private Set<String> contracted() {
        Set<String> packages = new TreeSet<>();
        for (Jar jar : analyzer.getClasspath()) {
            try {
                Manifest manifest = jar.getManifest();
                if (manifest != null) {
                    Domain.domain(manifest).getProvideCapability().forEach((namespace, attributes) -> {
                        if (Processor.removeDuplicateMarker(namespace).equals("osgi.contract")) {
                            packages.addAll(Processor.split(attributes.get(Constants.USES_DIRECTIVE)));
                        }
                    });
                }
            } catch (Exception e) {
                // bnd has said already that it cannot read the manifest.
            }
        }
        return packages;
    }

    private static boolean isOfJava(String packageName) {
        return packageName.startsWith("java.")
                || ModuleFinder.ofSystem().findAll().stream()
                        .anyMatch(module -> module.descriptor().packages().contains(packageName));
    }
}
