#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A multi-release bundle whose newer classes import nothing cannot be installed.
#
# Expected: what bnd builds without an error and a warning is a bundle. Where the classes of a version import nothing,
# its supplementary manifest says so in a way that a framework reads.
#
# Happens: with -noimportjava the supplementary manifest has an Import-Package without a value, and Felix refuses the
# bundle.
#
# Seen with: biz.aQute.bndlib 7.3.0 and org.apache.felix.framework 7.0.5 on Java 17.0.15 and 25.0.3
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
fetch org.slf4j:slf4j-api:2.0.17
fetch org.slf4j:slf4j-nop:2.0.17
fetch org.apache.felix:org.apache.felix.framework:7.0.5

# The class for all versions uses javax.sql, the one for 11 does without.
mkdir -p source/8/acme source/11/acme
echo 'package acme; public class Shop { javax.sql.DataSource source; }' > source/8/acme/Shop.java
echo 'package acme; public class Shop { }' > source/11/acme/Shop.java
javac -nowarn -Xlint:-options --release 8 -d classes source/8/acme/Shop.java
javac --release 11 -d classes/META-INF/versions/11 source/11/acme/Shop.java

cat > Install.java <<'JAVA'
import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.Jar;
import java.io.File;
import java.util.Map;
import java.util.jar.Manifest;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.launch.Framework;

public class Install {
    public static void main(String[] arguments) throws Exception {
        Framework framework = new FrameworkFactory().newFramework(Map.of("org.osgi.framework.storage", "cache"));
        framework.start();
        for (String without : new String[] {"false", "true"}) {
            System.out.println("-noimportjava: " + without);
            File file = new File(without + ".jar");
            try (Builder builder = new Builder()) {
                builder.setProperty("Bundle-SymbolicName", "acme." + without);
                builder.setProperty("Multi-Release", "true");
                builder.setProperty("-exportcontents", "acme");
                builder.setProperty("-noimportjava", without);
                builder.setJar(new Jar(new File("classes")));
                Jar jar = builder.build();
                System.out.println("errors " + builder.getErrors() + ", warnings " + builder.getWarnings());
                Manifest newer = new Manifest(
                        jar.getResource("META-INF/versions/11/OSGI-INF/MANIFEST.MF").openInputStream());
                String imports = newer.getMainAttributes().getValue("Import-Package");
                System.out.println("Import-Package for 11: [" + imports + "]");
                jar.write(file);
            }
            try {
                Bundle bundle = framework.getBundleContext().installBundle(file.toURI().toString());
                System.out.println(bundle.loadClass("acme.Shop"));
            } catch (BundleException e) {
                System.out.println(e.getMessage());
            }
        }
        framework.stop();
        framework.waitForStop(0);
        System.exit(0);
    }
}
JAVA

cat > seen <<'SEEN'
-noimportjava: false
errors [], warnings []
Import-Package for 11: [java.lang]
class acme.Shop
-noimportjava: true
errors [], warnings []
Import-Package for 11: []
Imported package names cannot be zero length.
SEEN
java -cp 'lib/*' Install.java > now
diff seen now || {
    echo "it is different now" >&2
    exit 1
}
cat now
