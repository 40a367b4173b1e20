#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A star in a path of a module takes the meaning from the slash at the end.
#
# Expected: an include of de/prices/ takes what is below that folder, so */prices/ takes what is below it in all
# languages, as a pattern of Ant does.
#
# Happens: with a star before it, a name that ends in a slash takes nothing below, and the module imports nothing,
# without a word. With ** after the slash it does, and so it does where the star is just before the slash.
#
# Seen with: org.jboss.modules:jboss-modules 2.3.0 on Java 17.0.15 and 25.0.3
set -euo pipefail
maven=${MVN:-$(cd "$(dirname "$0")/.." && pwd)/mvnw}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

fetch() {
    "$maven" -q -B -Dstyle.color=never org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy -Dartifact="$1" -DoutputDirectory=lib
}
fetch org.jboss.modules:jboss-modules:2.3.0

mkdir -p modules/acme/{shelf,shop}/main modules/acme/shelf/main/files/de/prices/old
touch modules/acme/shelf/main/files/de/prices/old/list.txt
cat > modules/acme/shelf/main/module.xml <<'XML'
<module xmlns="urn:jboss:module:1.9" name="acme.shelf">
    <resources><resource-root path="files"/></resources>
</module>
XML
cat > Slash.java <<'JAVA'
import java.io.File;
import org.jboss.modules.LocalModuleLoader;
import org.jboss.modules.Module;

public class Slash {
    public static void main(String[] arguments) throws Exception {
        Module shop = new LocalModuleLoader(new File[] {new File("modules")}).loadModule("acme.shop");
        boolean there = shop.getClassLoader().getResource("de/prices/old/list.txt") != null;
        System.out.println(arguments[0] + " takes de/prices/old: " + there);
    }
}
JAVA
javac -cp 'lib/*' -d classes Slash.java

cat > seen <<'SEEN'
de/prices/ takes de/prices/old: true
*/prices/ takes de/prices/old: false
*/prices/** takes de/prices/old: true
de/*/ takes de/prices/old: true
SEEN
for path in 'de/prices/' '*/prices/' '*/prices/**' 'de/*/'; do
    cat > modules/acme/shop/main/module.xml <<XML
<module xmlns="urn:jboss:module:1.9" name="acme.shop">
    <dependencies>
        <module name="acme.shelf">
            <imports><include path="$path"/><exclude path="**"/></imports>
        </module>
    </dependencies>
</module>
XML
    java -cp 'lib/*:classes' Slash "$path"
done > now
diff seen now || {
    echo "it is different now" >&2
    exit 1
}
cat now
