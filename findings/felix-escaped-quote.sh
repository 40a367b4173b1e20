#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A capability with a quotation mark in a value is not found in Felix.
#
# Expected: \" in a quoted value of a header is a quotation mark, so a filter that asks for the mark finds it, as in
# Equinox.
#
# Happens: Felix keeps the backslash in the value, while its filters, in which \" is a quotation mark, have none. The
# bundles that resolve in Equinox do not resolve in Felix.
#
# Seen with: org.apache.felix.framework 7.0.5 and org.eclipse.osgi 3.24.200 on Java 17.0.15 and 25.0.3
set -euo pipefail
maven=${MVN:-$(cd "$(dirname "$0")/.." && pwd)/mvnw}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

fetch() {
    "$maven" -q -B -Dstyle.color=never org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy -Dartifact="$1" -DoutputDirectory="$2"
}
fetch org.apache.felix:org.apache.felix.framework:7.0.5 felix
fetch org.eclipse.platform:org.eclipse.osgi:3.24.200 equinox

bundle() {
    printf '%s\n' 'Bundle-ManifestVersion: 2' "Bundle-SymbolicName: $1" "$2" > manifest
    jar -c -f "$1.jar" -m manifest
}
bundle shelf 'Provide-Capability: acme.screen;size="27\" wide"'
bundle shop 'Require-Capability: acme.screen;filter:="(size=27\" wide)"'

cat > Quote.java <<'JAVA'
import java.util.Map;
import java.util.ServiceLoader;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;

public class Quote {
    public static void main(String[] arguments) throws Exception {
        FrameworkFactory factory = ServiceLoader.load(FrameworkFactory.class).findFirst().orElseThrow();
        Framework framework = factory.newFramework(Map.of("org.osgi.framework.storage", arguments[0] + "-cache"));
        framework.start();
        BundleContext context = framework.getBundleContext();
        Bundle shelf = context.installBundle("file:shelf.jar");
        context.installBundle("file:shop.jar");
        Object size = shelf.adapt(BundleRevision.class)
                .getDeclaredCapabilities("acme.screen")
                .get(0)
                .getAttributes()
                .get("size");
        boolean resolved = framework.adapt(FrameworkWiring.class).resolveBundles(null);
        System.out.println(arguments[0] + ": " + size + ", resolved: " + resolved);
        framework.stop();
        framework.waitForStop(0);
        System.exit(0);
    }
}
JAVA

cat > seen <<'SEEN'
felix: 27\" wide, resolved: false
equinox: 27" wide, resolved: true
SEEN
for framework in felix equinox; do
    java -cp "$framework/*" Quote.java "$framework"
done > now
diff seen now || {
    echo "it is different now" >&2
    exit 1
}
cat now
