#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A property whose name begins with # is gone after it was written to a .config file.
#
# Expected: what ConfigurationHandler writes it reads again: all other odd names, with blanks, = or quotation marks,
# come back.
#
# Happens: the line is written as it is, and then read as a comment, so the property is lost without a word.
#
# Seen with: org.apache.felix.configadmin 1.9.26 on Java 17.0.15 and 25.0.3
set -euo pipefail
maven=${MVN:-$(cd "$(dirname "$0")/.." && pwd)/mvnw}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

fetch() {
    "$maven" -q -B -Dstyle.color=never org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy -Dartifact="$1" -DoutputDirectory=lib
}
fetch org.apache.felix:org.apache.felix.configadmin:1.9.26
fetch org.osgi:osgi.core:8.0.0

cat > HashKey.java <<'JAVA'
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Hashtable;
import org.apache.felix.cm.file.ConfigurationHandler;

public class HashKey {
    public static void main(String[] arguments) throws Exception {
        for (String name : new String[] {"a b", "a=b", "#color"}) {
            Hashtable<String, Object> properties = new Hashtable<>();
            properties.put(name, "red");
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            ConfigurationHandler.write(file, properties);
            System.out.println(file.toString().strip());
            System.out.println("  " + ConfigurationHandler.read(new ByteArrayInputStream(file.toByteArray())));
        }
    }
}
JAVA

cat > seen <<'SEEN'
a\ b="red"
  {a b=red}
a\=b="red"
  {a=b=red}
#color="red"
  {}
SEEN
java -cp 'lib/*' HashKey.java > now
diff seen now || {
    echo "it is different now" >&2
    exit 1
}
cat now
