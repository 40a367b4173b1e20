#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What follows a quoted word that ends in a variable is dropped.
#
# Expected: "a$n"b is a, the value, and b, as "a${n}"b is, and as in other shells.
#
# Happens: the b is gone, without a word.
#
# Seen with: org.apache.felix.gogo.runtime 1.1.6 on Java 17.0.15 and 25.0.3
set -euo pipefail
maven=${MVN:-$(cd "$(dirname "$0")/.." && pwd)/mvnw}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

fetch() {
    "$maven" -q -B -Dstyle.color=never org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy -Dartifact="$1" -DoutputDirectory=lib
}
fetch org.apache.felix:org.apache.felix.gogo.runtime:1.1.6
fetch org.osgi:osgi.core:8.0.0

cat > Quoted.java <<'JAVA'
import java.io.ByteArrayInputStream;
import java.io.PrintStream;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;

public class Quoted {
    public static String say(Object[] words) {
        return java.util.Arrays.toString(words);
    }

    public static void main(String[] arguments) throws Exception {
        ThreadIOImpl io = new ThreadIOImpl();
        io.start();
        CommandProcessorImpl processor = new CommandProcessorImpl(io);
        processor.addCommand("test", Quoted.class, "say");
        PrintStream quiet = new PrintStream(PrintStream.nullOutputStream());
        for (String script : new String[] {
            "n = 5; say \"a$n\"b",
            "n = 5; say \"a${n}b\"",
            "n = 5; say \"a$n b\""
        }) {
            Object result;
            try {
                result = processor.createSession(new ByteArrayInputStream(new byte[0]), quiet, quiet).execute(script);
            } catch (Exception e) {
                result = e.getClass().getSimpleName() + ": " + e.getMessage();
            }
            System.out.println(script + " => " + result);
        }
        System.exit(0);
    }
}
JAVA

cat > seen <<'SEEN'
n = 5; say "a$n"b => [a5]
n = 5; say "a${n}b" => [a5b]
n = 5; say "a$n b" => [a5 b]
SEEN
java -cp 'lib/*' Quoted.java > now
diff seen now || {
    echo "it is different now" >&2
    exit 1
}
cat now
