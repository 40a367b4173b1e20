#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# log4j-core is not activated where bundles are started as their manifests say.
#
# Expected: a bundle started with START_ACTIVATION_POLICY, as the launcher of Felix starts bundles, does its work: the
# policy only says when.
#
# Happens: log4j-core has the lazy policy, and tells log4j-api of itself in its activator. Nobody loads a class of it,
# so it waits for ever, and log4j-api finds no provider and logs in its own simple way.
#
# Seen with: log4j-api, log4j-core 2.25.2 and org.apache.felix.framework 7.0.5 on Java 17.0.15 and 25.0.3
set -euo pipefail
maven=${MVN:-$(cd "$(dirname "$0")/.." && pwd)/mvnw}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

fetch() {
    "$maven" -q -B -Dstyle.color=never org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy -Dartifact="$1" -DoutputDirectory=lib
}
fetch org.apache.felix:org.apache.felix.framework:7.0.5
fetch org.apache.logging.log4j:log4j-api:2.25.2
fetch org.apache.logging.log4j:log4j-core:2.25.2

mkdir -p source/acme
cat > source/acme/Shop.java <<'JAVA'
package acme;

import java.util.function.Supplier;
import org.apache.logging.log4j.LogManager;

public class Shop implements Supplier<String> {
    @Override
    public String get() {
        return LogManager.getLogger("shop").getClass().getName();
    }
}
JAVA
javac -nowarn -cp lib/log4j-api-2.25.2.jar -d classes source/acme/Shop.java
cat > manifest <<'MANIFEST'
Bundle-ManifestVersion: 2
Bundle-SymbolicName: shop
Import-Package: org.apache.logging.log4j
MANIFEST
jar -c -f shop.jar -m manifest -C classes .

cat > Lazy.java <<'JAVA'
import java.util.Map;
import java.util.function.Supplier;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.launch.Framework;

public class Lazy {
    private static void logger(String how, int options) throws Exception {
        Framework framework =
                new FrameworkFactory().newFramework(Map.of("org.osgi.framework.storage", "cache" + options));
        framework.start();
        BundleContext context = framework.getBundleContext();
        Bundle api = context.installBundle("file:lib/log4j-api-2.25.2.jar");
        Bundle core = context.installBundle("file:lib/log4j-core-2.25.2.jar");
        Bundle shop = context.installBundle("file:shop.jar");
        for (Bundle bundle : new Bundle[] {api, core, shop}) {
            bundle.start(options);
        }
        Object logger = ((Supplier<?>) shop.loadClass("acme.Shop").getDeclaredConstructor().newInstance()).get();
        System.out.println(how + ": " + logger + ", log4j-core is active: " + (core.getState() == Bundle.ACTIVE));
        framework.stop();
        framework.waitForStop(0);
    }

    public static void main(String[] arguments) throws Exception {
        logger("start()", 0);
        logger("start(START_ACTIVATION_POLICY)", Bundle.START_ACTIVATION_POLICY);
        System.exit(0);
    }
}
JAVA

cat > seen <<'SEEN'
start(): org.apache.logging.log4j.core.Logger, log4j-core is active: true
start(START_ACTIVATION_POLICY): org.apache.logging.log4j.simple.SimpleLogger, log4j-core is active: false
SEEN
java -cp lib/org.apache.felix.framework-7.0.5.jar Lazy.java > now
diff seen now || {
    echo "it is different now" >&2
    exit 1
}
cat now
