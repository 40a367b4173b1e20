// SPDX-License-Identifier: Apache-2.0
package org.pinion.linker.bnd;

import aQute.bnd.osgi.Analyzer;
import aQute.bnd.osgi.Jar;
import aQute.bnd.osgi.Resource;
import aQute.bnd.service.AnalyzerPlugin;
import aQute.bnd.service.verifier.VerifierPlugin;
import aQute.service.reporter.Reporter.SetLocation;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.jar.Manifest;
import org.pinion.linker.BundleContent;
import org.pinion.linker.Finding;
import org.pinion.linker.LinkHeaders;
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
        String kind = analyzer.getProperty(INSTRUCTION, "plugin").strip();
        if (!kind.equals("plugin") && !kind.equals("library")) {
            analyzer.error("pinion: %s: '%s' is neither 'plugin' nor 'library'", INSTRUCTION, kind);
            return false;
        }
        Linkage linkage = Linker.scan(new JarContent(analyzer));
        report(analyzer, linkage, Finding.Severity.ERROR);
        if (!isOfKind(analyzer, kind, linkage) || !linkage.errors().isEmpty()) {
            return false;
        }
        // A dollar is a letter to Java; bnd takes one before a parenthesis for a macro, unless it is escaped.
        LinkHeaders.write(linkage).forEach((name, value) -> analyzer.setProperty(name, value.replace("$", "\\$")));
        return false;
    }

    @Override
    public void verify(Analyzer analyzer) throws Exception {
        Manifest manifest = analyzer.getJar().getManifest();
        if (manifest == null) {
            return;
        }
        ManifestChecks checks = new ManifestChecks(analyzer, manifest);
        Linkage linkage = Linker.scan(new JarContent(analyzer), checks::isVisible);
        report(analyzer, linkage, Finding.Severity.WARNING);
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
        File source = sourceFile(analyzer, finding.sourcePath());
        if (source != null) {
            location.file(source.getPath());
            if (finding.line() > 0) {
                // bnd counts lines from 0.
                location.line(finding.line() - 1);
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
