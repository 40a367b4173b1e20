#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# bnd does not take a class of Groovy that has a trait with a property.
#
# Expected: the packages of valid classes are found, those of Groovy, too; or else the error names the class.
#
# Happens: of a property that can be written the class names void as a class, which bnd takes for one of the package
# without a name. The error speaks of compile errors in Eclipse. A method, and a property that is final, do no harm.
#
# Seen with: biz.aQute.bndlib 7.3.0 and groovy 4.0.29 on Java 17.0.15 and 25.0.3
set -euo pipefail
maven=${MVN:-$(cd "$(dirname "$0")/.." && pwd)/mvnw}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

fetch() {
    "$maven" -q -B -Dstyle.color=never org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy -Dartifact="$1" -DoutputDirectory=lib
}
fetch biz.aQute.bnd:biz.aQute.bndlib:7.3.0
fetch biz.aQute.bnd:biz.aQute.bnd.util:7.3.0
fetch org.osgi:org.osgi.util.promise:1.3.0
fetch org.osgi:org.osgi.util.function:1.2.0
fetch org.osgi:osgi.core:8.0.0
fetch org.slf4j:slf4j-api:2.0.17
fetch org.slf4j:slf4j-nop:2.0.17
fetch org.apache.groovy:groovy:4.0.29

cat > Trait.java <<'JAVA'
import aQute.bnd.osgi.Analyzer;
import java.io.File;
import java.nio.file.Files;
import org.codehaus.groovy.control.CompilationUnit;
import org.codehaus.groovy.control.CompilerConfiguration;

public class Trait {
    public static void main(String[] arguments) throws Exception {
        for (String member : new String[] {"int height() { 3 }", "final int height = 3", "int height"}) {
            File classes = Files.createTempDirectory(new File(".").toPath(), "classes").toFile();
            CompilerConfiguration configuration = new CompilerConfiguration();
            configuration.setTargetDirectory(classes);
            CompilationUnit unit = new CompilationUnit(configuration);
            unit.addSource(
                    "Bird.groovy", "package acme\ntrait Tall { " + member + " }\nclass Bird implements Tall { }\n");
            unit.compile();
            try (Analyzer analyzer = new Analyzer()) {
                analyzer.setBundleSymbolicName("acme");
                analyzer.setJar(classes);
                analyzer.calcManifest();
                System.out.println(member + " => " + analyzer.getErrors());
            }
        }
    }
}
JAVA

cat > seen <<'SEEN'
int height() { 3 } => []
final int height = 3 => []
int height => [The default package '.' is not permitted by the Import-Package syntax.
 This can be caused by compile errors in Eclipse because Eclipse creates
valid class files regardless of compile errors.
The following package(s) import from the default package [acme]]
SEEN
java -cp 'lib/*' Trait.java > now
diff seen now || {
    echo "it is different now" >&2
    exit 1
}
cat now
