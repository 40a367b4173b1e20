#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Two versions that differ in build metadata only are not equal, and satisfy each other.
#
# Expected: build metadata has no part in the order of versions (semver.org, 10), so the comparison gives 0.
#
# Happens: compareVersions orders them, while checkVersionConstraint takes 1.0.0+7 for 1.0.0: an update check that
# compares offers the same release for ever.
#
# Seen with: pf4j 3.15.0 with java-semver 0.10.2 on Java 17.0.15 and 25.0.3
set -euo pipefail
maven=${MVN:-$(cd "$(dirname "$0")/.." && pwd)/mvnw}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

fetch() {
    "$maven" -q -B -Dstyle.color=never org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy -Dartifact="$1" -DoutputDirectory=lib
}
fetch org.pf4j:pf4j:3.15.0
fetch com.github.zafarkhaja:java-semver:0.10.2
fetch org.slf4j:slf4j-nop:2.0.17
fetch org.slf4j:slf4j-api:2.0.17

cat > Metadata.java <<'JAVA'
import org.pf4j.DefaultVersionManager;

public class Metadata {
    public static void main(String[] arguments) {
        DefaultVersionManager versions = new DefaultVersionManager();
        System.out.println("compare: " + versions.compareVersions("1.0.0+7", "1.0.0"));
        System.out.println("1.0.0+7 is 1.0.0: " + versions.checkVersionConstraint("1.0.0+7", "1.0.0"));
        System.out.println("1.0.0+7 is >=1.0.0 & <=1.0.0: " + versions.checkVersionConstraint("1.0.0+7", ">=1.0.0 & <=1.0.0"));
    }
}
JAVA

cat > seen <<'SEEN'
compare: 1
1.0.0+7 is 1.0.0: true
1.0.0+7 is >=1.0.0 & <=1.0.0: true
SEEN
java -cp 'lib/*' Metadata.java > now
diff seen now || {
    echo "it is different now" >&2
    exit 1
}
cat now
