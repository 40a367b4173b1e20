#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A list that is to become an EnumSet becomes null.
#
# Expected: an EnumSet, as a list becomes any other kind of set; or a ConversionException that says it cannot be.
#
# Happens: null, without a word. The same list becomes a Set, a SortedSet and a HashSet of the constants.
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

cat > Enums.java <<'JAVA'
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.osgi.util.converter.Converter;
import org.osgi.util.converter.Converters;
import org.osgi.util.converter.TypeReference;

public class Enums {
    public enum Light { RED, GREEN }

    public static void main(String[] arguments) {
        Converter converter = Converters.standardConverter();
        Set<Light> set = converter.convert(List.of("RED")).to(new TypeReference<Set<Light>>() {});
        System.out.println(set);
        EnumSet<Light> enums = converter.convert(List.of("RED")).to(new TypeReference<EnumSet<Light>>() {});
        System.out.println(enums);
    }
}
JAVA

cat > seen <<'SEEN'
[RED]
null
SEEN
java -cp 'lib/*' Enums.java > now
diff seen now || {
    echo "it is different now" >&2
    exit 1
}
cat now
