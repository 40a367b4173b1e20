#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A map cannot be seen as an interface whose default method has a parameter.
#
# Expected: a default method of the interface that a map is converted to runs as it is written.
#
# Happens: one without parameters does; one with a parameter is looked for without it, and fails with
# NoSuchMethodException inside.
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

cat > DefaultMethod.java <<'JAVA'
import java.util.Map;
import org.osgi.util.converter.ConversionException;
import org.osgi.util.converter.Converters;

public class DefaultMethod {
    public interface Settings {
        default String home() {
            return "here";
        }

        default String below(String folder) {
            return "here/" + folder;
        }
    }

    public static void main(String[] arguments) {
        Settings settings = Converters.standardConverter().convert(Map.of()).to(Settings.class);
        System.out.println(settings.home());
        try {
            System.out.println(settings.below("data"));
        } catch (ConversionException e) {
            System.out.println(e.getCause().getClass().getName());
        }
    }
}
JAVA

cat > seen <<'SEEN'
here
java.lang.NoSuchMethodException
SEEN
java -cp 'lib/*' DefaultMethod.java > now
diff seen now || {
    echo "it is different now" >&2
    exit 1
}
cat now
