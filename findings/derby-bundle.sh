#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The bundle of Derby starts, has no driver, and cannot be stopped.
#
# Expected: an active bundle that exports org.apache.derby.jdbc has the driver in it; or it does not
# resolve, and says what is missing.
#
# Happens: the exported package is empty, for its classes are in derbytools.jar, and what the bundle needs itself is in
# derbyshared.jar. Neither is a bundle, and nothing requires them.
#
# Seen with: derby 10.16.1.1 and org.apache.felix.framework 7.0.5 on Java 17.0.15 and 25.0.3
set -euo pipefail
maven=${MVN:-$(cd "$(dirname "$0")/.." && pwd)/mvnw}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

fetch() {
    "$maven" -q -B -Dstyle.color=never org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy -Dartifact="$1" -DoutputDirectory=lib
}
fetch org.apache.felix:org.apache.felix.framework:7.0.5
fetch org.apache.derby:derby:10.16.1.1
fetch org.apache.derby:derbyshared:10.16.1.1
fetch org.apache.derby:derbytools:10.16.1.1

cat > Derby.java <<'JAVA'
import java.util.Map;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.launch.Framework;

public class Derby {
    public static void main(String[] arguments) throws Exception {
        Framework framework = new FrameworkFactory().newFramework(
                Map.of("org.osgi.framework.storage", "cache", "felix.log.level", "0"));
        framework.start();
        BundleContext context = framework.getBundleContext();
        for (String part : new String[] {"shared", "tools"}) {
            Bundle bundle = context.installBundle("file:lib/derby" + part + "-10.16.1.1.jar");
            System.out.println("derby" + part + ": symbolic name " + bundle.getSymbolicName());
        }
        Bundle derby = context.installBundle("file:lib/derby-10.16.1.1.jar");
        derby.start();
        System.out.println("derby: active " + (derby.getState() == Bundle.ACTIVE));
        try {
            derby.loadClass("org.apache.derby.jdbc.EmbeddedDriver");
        } catch (ClassNotFoundException e) {
            System.out.println(e.getMessage());
        }
        try {
            derby.stop();
        } catch (Exception | NoClassDefFoundError e) {
            Throwable cause = e;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            System.out.println("stop: " + cause.getMessage());
        }
        System.exit(0);
    }
}
JAVA

cat > seen <<'SEEN'
derbyshared: symbolic name null
derbytools: symbolic name null
derby: active true
org.apache.derby.jdbc.EmbeddedDriver not found by derby [3]
stop: org.apache.derby.shared.common.error.StandardException not found by derby [3]
SEEN
java -cp lib/org.apache.felix.framework-7.0.5.jar Derby.java > now
diff seen now || {
    echo "it is different now" >&2
    exit 1
}
cat now
