#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# For bnd's baseline an interface that becomes sealed is a minor change, or none; for the JVM all who implement it break.
#
# Expected: major, as for a class that becomes final: no class of another jar can be defined any more that implements it.
#
# Happens: with the types that it permits as new ones beside it the change is minor, because of these; with types that were
# there before there is no change at all. So a version that breaks each plugin may differ in its last number only.
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
fetch org.osgi:osgi.core:8.0.0
fetch org.osgi:org.osgi.service.repository:1.1.0
fetch org.osgi:org.osgi.util.promise:1.3.0
fetch org.osgi:org.osgi.util.function:1.2.0
fetch org.slf4j:slf4j-api:2.0.17
fetch org.slf4j:slf4j-nop:2.0.17

# compile FOLDER SOURCE: compiles the interface Shape of the package api.
compile() {
    mkdir -p "$1/src/api" "$1/classes"
    printf 'package api;\n%s\n' "$2" > "$1/src/api/Shape.java"
    javac --release 17 -d "$1/classes" "$1/src/api/Shape.java"
}
compile open 'public interface Shape { final class Dot implements Shape { } }'
compile closed 'public sealed interface Shape permits Shape.Dot { final class Dot implements Shape { } }'
compile final 'public final class Shape { }'
compile class 'public class Shape { }'

mkdir plugin
cat > plugin/Square.java <<'JAVA'
public class Square implements api.Shape {
    public static void main(String[] arguments) {
        System.out.println("a square is a shape");
    }
}
JAVA
javac --release 17 -cp open/classes -d plugin plugin/Square.java

cat > Compare.java <<'JAVA'
import aQute.bnd.differ.DiffPluginImpl;
import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.Jar;
import java.io.File;

public class Compare {
    static Jar jar(String folder) throws Exception {
        Builder builder = new Builder();
        builder.setProperty("Bundle-SymbolicName", "api");
        builder.setProperty("Export-Package", "api;version=1.0");
        builder.setJar(new Jar(new File(folder)));
        return builder.build();
    }

    public static void main(String[] arguments) throws Exception {
        DiffPluginImpl differ = new DiffPluginImpl();
        var change = differ.tree(jar(arguments[1])).diff(differ.tree(jar(arguments[0]))).get("<api>");
        System.out.println(change.getDelta());
    }
}
JAVA

{
    echo "class becomes final: $(java -cp 'lib/*' Compare.java class/classes final/classes)"
    echo "interface becomes sealed: $(java -cp 'lib/*' Compare.java open/classes closed/classes)"
    java -cp open/classes:plugin Square
    { java -cp closed/classes:plugin Square 2>&1 || true; } | grep -o 'IncompatibleClassChangeError' | head -1
} > now
cat > seen <<'SEEN'
class becomes final: MAJOR
interface becomes sealed: UNCHANGED
a square is a shape
IncompatibleClassChangeError
SEEN
diff seen now || {
    echo "it is different now" >&2
    exit 1
}
cat now
