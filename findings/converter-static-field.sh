#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A map that becomes a DTO writes the static fields of its class.
#
# Expected: the fields of a DTO are its public instance fields; a key that is named as a static field is left alone.
#
# Happens: the static field has the value of the map from then on, for everybody in the process. The way back, to a
# map, leaves it out.
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
fetch org.osgi:org.osgi.dto:1.1.1

cat > StaticField.java <<'JAVA'
import java.util.Map;
import org.osgi.util.converter.Converter;
import org.osgi.util.converter.Converters;

public class StaticField {
    public static class Point extends org.osgi.dto.DTO {
        public static int scale = 1;
        public int x;
    }

    public static void main(String[] arguments) {
        Converter converter = Converters.standardConverter();
        Point point = converter.convert(Map.of("x", 3, "scale", 100)).to(Point.class);
        System.out.println("scale " + Point.scale);
        System.out.println(converter.convert(point).to(Map.class));
    }
}
JAVA

cat > seen <<'SEEN'
scale 100
{x=3}
SEEN
java -cp 'lib/*' StaticField.java > now
diff seen now || {
    echo "it is different now" >&2
    exit 1
}
cat now
