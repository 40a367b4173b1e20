// SPDX-License-Identifier: Apache-2.0
package org.pinion.linker.bnd;

import aQute.bnd.osgi.Analyzer;
import aQute.bnd.osgi.Constants;
import aQute.bnd.osgi.Descriptors.PackageRef;
import aQute.bnd.osgi.EmbeddedResource;
import aQute.bnd.osgi.Jar;
import aQute.bnd.osgi.Resource;
import aQute.bnd.service.AnalyzerPlugin;
import aQute.bnd.service.verifier.VerifierPlugin;
import aQute.service.reporter.Reporter.SetLocation;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.jar.Manifest;
import org.pinion.linker.BundleContent;
import org.pinion.linker.Finding;
import org.pinion.linker.LinkHeaders;
import org.pinion.linker.LinkReferences;
import org.pinion.linker.Linkage;
import org.pinion.linker.Linker;

/**
 * Writes the {@link LinkHeaders} of the bundle that is being built, and reports what the linker found: errors when bnd
 * has read the class files, warnings when the manifest is finished, as some depend on it.
 */
public final class LinkerPlugin implements AnalyzerPlugin, VerifierPlugin {

    private static final String INSTRUCTION = "-pinion";

    /** Creates the plugin; bnd does. */
    public LinkerPlugin() {}

    @Override
    public boolean analyzeJar(Analyzer analyzer) throws IOException {
        refineSnapshot(analyzer);
        refuseDefaultPackage(analyzer);
        ignoreAnnotationsOfTheApi(analyzer);
        String kind = analyzer.getProperty(INSTRUCTION, "plugin").strip();
        if (!kind.equals("plugin") && !kind.equals("library")) {
            analyzer.error("pinion: %s: '%s' is neither 'plugin' nor 'library'", INSTRUCTION, kind);
            return false;
        }
        JarContent content = new JarContent(analyzer);
        Linkage linkage = Linker.scan(content, name -> true, PackageInstruction.ofInits(analyzer)::choice);
        report(analyzer, linkage, Finding.Severity.ERROR);
        if (!isOfKind(analyzer, kind, linkage) || !linkage.errors().isEmpty()) {
            return false;
        }
        LinkHeaders.write(linkage).forEach((name, value) -> analyzer.setProperty(name, literal(value)));
        LinkReferences.write(content, linkage, PackageInstruction.ofReferences(analyzer)::choice)
                .forEach((name, bytes) -> analyzer.getJar().putResource(name, new EmbeddedResource(bytes, 0L)));
        return false;
    }

    /**
     * Tells builds of a snapshot apart that follow each other within a minute, which is all that the usual time stamp
     * of bnd counts: a runtime opens a version once.
     */
    private static void refineSnapshot(Analyzer analyzer) {
        if ("${tstamp}".equals(analyzer.getUnexpandedProperty(Constants.SNAPSHOT))) {
            analyzer.setProperty(Constants.SNAPSHOT, "${tstamp;yyyyMMddHHmmssSSS}");
        }
    }

    /** Names the sources of classes without a package, in place of bnd, which does not know them. */
    private static void refuseDefaultPackage(Analyzer analyzer) {
        SortedSet<String> sources = new TreeSet<>();
        analyzer.getClassspace().values().stream()
                .filter(type -> isDefault(type.getClassName().getPackageRef()) && !type.isModule())
                .map(type ->
                        type.getSourceFile() == null ? type.getClassName().getFQN() + ".class" : type.getSourceFile())
                .forEach(sources::add);
        // No class in a package can refer to one without. Groovy writes "void" as if it could.
        analyzer.getReferred().keySet().removeIf(LinkerPlugin::isDefault);
        if (!sources.isEmpty()) {
            SetLocation location = analyzer.error(
                    "pinion: no package statement in %s; a bundle cannot have classes without a package, put one at the"
                            + " start of the file",
                    String.join(", ", sources));
            locate(analyzer, location, sources.first(), 1);
        }
    }

    /** Who has packed the API by mistake is told so at the open, and of nothing that only its annotations ask for. */
    private static void ignoreAnnotationsOfTheApi(Analyzer analyzer) {
        if (analyzer.getContained().containsFQN("org.pinion")) {
            analyzer.getReferred().keySet().removeIf(name -> name.getFQN().equals("org.jspecify.annotations"));
        }
    }

    private static boolean isDefault(PackageRef reference) {
        return reference.getFQN().equals(".");
    }

    /**
     * Keeps bnd from changing a value. A dollar is a letter to Java; bnd takes one before a parenthesis for a macro,
     * unless a backslash is before it, and leaves that backslash in if the dollar is the last character.
     */
    private static String literal(String value) {
        int last = value.length() - 1;
        return value.substring(0, last).replace("$", "\\$") + value.substring(last);
    }

    @Override
    public void verify(Analyzer analyzer) throws Exception {
        Manifest manifest = analyzer.getJar().getManifest();
        if (manifest == null) {
            return;
        }
        ManifestChecks checks = new ManifestChecks(analyzer, manifest);
        JarContent content = new JarContent(analyzer);
        PackageInstruction inits = PackageInstruction.ofInits(analyzer);
        PackageInstruction links = PackageInstruction.ofReferences(analyzer);
        Linkage linkage = Linker.scan(content, checks::isVisible, inits::choice);
        report(analyzer, linkage, Finding.Severity.WARNING);
        Set<String> contained = Linker.packages(content);
        inits.mistakes(contained).forEach(text -> analyzer.warning("pinion: %s", text));
        links.mistakes(contained).forEach(text -> analyzer.warning("pinion: %s", text));
        checks.find(linkage).forEach(text -> analyzer.warning("pinion: %s", text));
    }

    // Both interfaces have a default of their own.
    @Override
    public int ordering() {
        return 0;
    }

    private static boolean isOfKind(Analyzer analyzer, String kind, Linkage linkage) {
        List<String> main = linkage.mainPackages();
        if (kind.equals("plugin") && main.isEmpty()) {
            analyzer.error(
                    "pinion: no main package: put @PluginMain on the package-info.java of the package whose public"
                            + " static members are the symbols, or say '-pinion: library' for a bundle without symbols");
        } else if (kind.equals("library") && !main.isEmpty()) {
            analyzer.error(
                    "pinion: the package %s has @PluginMain, but '-pinion: library' says that there is no main package",
                    main.get(0));
        } else {
            return true;
        }
        return false;
    }

    private static void report(Analyzer analyzer, Linkage linkage, Finding.Severity severity) {
        linkage.findings().stream()
                .filter(finding -> finding.severity() == severity)
                .forEach(finding -> report(analyzer, finding));
    }

    private static void report(Analyzer analyzer, Finding finding) {
        SetLocation location = finding.severity() == Finding.Severity.ERROR
                ? analyzer.error("pinion: %s", finding.sentence())
                : analyzer.warning("pinion: %s", finding.sentence());
        locate(analyzer, location, finding.sourcePath(), finding.line());
    }

    private static void locate(Analyzer analyzer, SetLocation location, String path, int line) {
        File source = sourceFile(analyzer, path);
        if (source != null) {
            location.file(source.getPath());
            if (line > 0) {
                // bnd counts lines from 0.
                location.line(line - 1);
            }
        }
    }

    private static File sourceFile(Analyzer analyzer, String path) {
        if (path == null) {
            return null;
        }
        String folder = analyzer.getProperty("project.build.sourceDirectory", "src/main/java");
        File file = analyzer.getFile(folder + "/" + path);
        return file.isFile() ? file : null;
    }

    /** The jar that bnd is building. */
    private static final class JarContent implements BundleContent {
        private final Analyzer analyzer;
        private final Jar jar;

        JarContent(Analyzer analyzer) {
            this.analyzer = analyzer;
            this.jar = analyzer.getJar();
        }

        @Override
        public List<String> entries() {
            return List.copyOf(jar.getResources().keySet());
        }

        @Override
        public InputStream open(String name) throws IOException {
            Resource resource = jar.getResource(name);
            try {
                return resource.openInputStream();
            } catch (IOException e) {
                throw e;
            } catch (Exception e) {
                throw new IOException("cannot read " + name, e);
            }
        }

        @Override
        public String header(String name) {
            return analyzer.getProperty(name);
        }
    }
}
