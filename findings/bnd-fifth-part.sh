#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# bnd gives Maven versions 1.2.3.4.5 and 1.2.3.45 one OSGi version.
#
# Expected: a part after the third goes to the qualifier in a way that keeps different versions apart, say 1.2.3.4_5.
#
# Happens: the dots of the qualifier are left out, so both are 1.2.3.45, one identity in a framework.
#
# Seen with: biz.aQute.bndlib 7.1.0 on Java 17.0.15 and 25.0.3
set -euo pipefail
maven=${MVN:-$(cd "$(dirname "$0")/.." && pwd)/mvnw}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

fetch() {
    "$maven" -q -B -Dstyle.color=never org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy -Dartifact="$1" -DoutputDirectory=lib
}
fetch biz.aQute.bnd:biz.aQute.bndlib:7.1.0
fetch org.slf4j:slf4j-api:2.0.17
fetch org.slf4j:slf4j-nop:2.0.17

cat > Fifth.java <<'JAVA'
import aQute.bnd.version.MavenVersion;

public class Fifth {
    public static void main(String[] arguments) {
        for (String version : new String[] {"1.2.3.4.5", "1.2.3.45", "1.0.0-beta.1.1", "1.0.0-beta.11"}) {
            System.out.println(version + " => " + MavenVersion.parseMavenString(version).getOSGiVersion());
        }
    }
}
JAVA

cat > seen <<'SEEN'
1.2.3.4.5 => 1.2.3.45
1.2.3.45 => 1.2.3.45
1.0.0-beta.1.1 => 1.0.0.beta11
1.0.0-beta.11 => 1.0.0.beta11
SEEN
java -cp 'lib/*' Fifth.java > now
diff seen now || {
    echo "it is different now" >&2
    exit 1
}
cat now
