#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A backslash that escapes a dollar sign stays if the sign is the last one of the value.
#
# Expected: \$ is a dollar sign in a value, wherever it is.
#
# Happens: at the end of the value both signs are left, so that a price in $ has a backslash too much. In the file the
# backslash is doubled, for bnd warns of a single one.
#
# Seen with: biz.aQute.bndlib 7.3.0 on Java 17.0.15 and 25.0.3
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

cat > names.bnd <<'BND'
middle: x\\$y
start: \\$y
end: x\\$
BND

cat > Dollar.java <<'JAVA'
import aQute.bnd.osgi.Processor;
import java.io.File;

public class Dollar {
    public static void main(String[] arguments) throws Exception {
        try (Processor processor = new Processor()) {
            processor.setProperties(new File("names.bnd"));
            for (String name : new String[] {"middle", "start", "end"}) {
                System.out.println(name + " => " + processor.getProperty(name));
            }
            System.out.println("errors " + processor.getErrors() + ", warnings " + processor.getWarnings());
        }
    }
}
JAVA

cat > seen <<'SEEN'
middle => x$y
start => $y
end => x\$
errors [], warnings []
SEEN
java -cp 'lib/*' Dollar.java > now
diff seen now || {
    echo "it is different now" >&2
    exit 1
}
cat now
