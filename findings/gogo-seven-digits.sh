#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Arithmetic in the shell keeps seven digits of a whole number.
#
# Expected: %(...) computes with long, or with as many digits as it takes: 123456789 + 0 is 123456789.
#
# Happens: the result is rounded to seven digits, and is a Long nevertheless.
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

cat > Digits.java <<'JAVA'
import java.io.ByteArrayInputStream;
import java.io.PrintStream;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;

public class Digits {
    public static String say(Object[] words) {
        return java.util.Arrays.toString(words);
    }

    public static void main(String[] arguments) throws Exception {
        ThreadIOImpl io = new ThreadIOImpl();
        io.start();
        CommandProcessorImpl processor = new CommandProcessorImpl(io);
        processor.addCommand("test", Digits.class, "say");
        PrintStream quiet = new PrintStream(PrintStream.nullOutputStream());
        for (String script : new String[] {
            "say %(1234567 + 0)",
            "say %(123456789 + 0)",
            "say 123456789",
            "say %(9007199254740993)"
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
say %(1234567 + 0) => [1234567]
say %(123456789 + 0) => [123456800]
say 123456789 => [123456789]
say %(9007199254740993) => [9007199000000000]
SEEN
java -cp 'lib/*' Digits.java > now
diff seen now || {
    echo "it is different now" >&2
    exit 1
}
cat now
