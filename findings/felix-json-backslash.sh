#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A JSON string that ends in a backslash takes the rest of the object with it.
#
# Expected: JSONParser reads what JSONWriter writes, or says what it cannot read; the path of a drive is such a string.
#
# Happens: the quotation mark after the two signs of the backslash is taken for an escaped one. That entry and all that
# follow are missing, without an exception; an array becomes null.
#
# Seen with: org.apache.felix.utils 1.11.8 on Java 17.0.15 and 25.0.3
set -euo pipefail
maven=${MVN:-$(cd "$(dirname "$0")/.." && pwd)/mvnw}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

fetch() {
    "$maven" -q -B -Dstyle.color=never org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy -Dartifact="$1" -DoutputDirectory=lib
}
fetch org.apache.felix:org.apache.felix.utils:1.11.8

cat > Backslash.java <<'JAVA'
import java.io.StringWriter;
import java.util.TreeMap;
import org.apache.felix.utils.json.JSONParser;
import org.apache.felix.utils.json.JSONWriter;

public class Backslash {
    private static void there(String drive) throws Exception {
        StringWriter out = new StringWriter();
        new JSONWriter(out)
                .object()
                .key("name")
                .value("shop")
                .key("drive")
                .value(drive)
                .key("port")
                .value(8080)
                .endObject();
        System.out.println(out + " => " + new TreeMap<>(new JSONParser(out.toString()).getParsed()));
    }

    public static void main(String[] arguments) throws Exception {
        there("d:\\shop");
        there("d:\\");
        System.out.println("array => " + new JSONParser("[1, \"d:\\\\\", 2]").getParsed());
    }
}
JAVA

cat > seen <<'SEEN'
{"name":"shop","drive":"d:\\shop","port":8080} => {drive=d:\shop, name=shop, port=8080}
{"name":"shop","drive":"d:\\","port":8080} => {name=shop}
array => null
SEEN
java -cp 'lib/*' Backslash.java > now
diff seen now || {
    echo "it is different now" >&2
    exit 1
}
cat now
