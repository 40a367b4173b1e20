#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The name of a class that is not there ends in an Error, not in the exception of the converter.
#
# Expected: what cannot be converted fails with ConversionException; the name of no class is such a value.
#
# Happens: NoClassDefFoundError comes out, which a caller who catches exceptions does not see, also for the name of a
# primitive type.
#
# Seen with: org.osgi.util.converter 1.0.9 on Java 17.0.15 and 25.0.3
set -euo pipefail
maven=${MVN:-$(cd "$(dirname "$0")/.." && pwd)/mvnw}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

fetch() {
    "$maven" -q -B -Dstyle.color=never org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy -Dartifact="$1" -DoutputDirectory=lib
}
fetch org.osgi:org.osgi.util.converter:1.0.9
fetch org.osgi:org.osgi.util.function:1.2.0

cat > ClassName.java <<'JAVA'
import org.osgi.util.converter.Converters;

public class ClassName {
    public static void main(String[] arguments) {
        for (String name : new String[] {"java.lang.String", "no.such.Type", "int"}) {
            try {
                System.out.println(Converters.standardConverter().convert(name).to(Class.class));
            } catch (Throwable e) {
                System.out.println(name + ": " + e.getClass().getName());
            }
        }
    }
}
JAVA

cat > seen <<'SEEN'
class java.lang.String
no.such.Type: java.lang.NoClassDefFoundError
int: java.lang.NoClassDefFoundError
SEEN
java -cp 'lib/*' ClassName.java > now
diff seen now || {
    echo "it is different now" >&2
    exit 1
}
cat now
