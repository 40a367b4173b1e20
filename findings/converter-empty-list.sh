#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# An empty list becomes the number null, although null becomes 0.
#
# Expected: an empty list is converted like null: 0 for int, false for boolean, and the default where one is given.
#
# Happens: boolean is false, but int is null, which fails where it is unboxed; the default value is ignored, too.
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

cat > EmptyList.java <<'JAVA'
import java.util.List;
import org.osgi.util.converter.Converter;
import org.osgi.util.converter.Converters;

public class EmptyList {
    public static void main(String[] arguments) {
        Converter converter = Converters.standardConverter();
        Object number = converter.convert(null).to(int.class);
        System.out.println("null to int: " + number);
        number = converter.convert(List.of()).to(int.class);
        System.out.println("[] to int: " + number);
        number = converter.convert(List.of()).defaultValue(5).to(int.class);
        System.out.println("[] to int, or else 5: " + number);
        Object flag = converter.convert(List.of()).to(boolean.class);
        System.out.println("[] to boolean: " + flag);
    }
}
JAVA

cat > seen <<'SEEN'
null to int: 0
[] to int: null
[] to int, or else 5: null
[] to boolean: false
SEEN
java -cp 'lib/*' EmptyList.java > now
diff seen now || {
    echo "it is different now" >&2
    exit 1
}
cat now
