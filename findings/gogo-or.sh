#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The second command of || does not run after one that failed.
#
# Expected: a || b runs b when a has failed, which is what one writes it for.
#
# Happens: the exception of a ends the line. Only a result that counts as false lets b run.
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

cat > Or.java <<'JAVA'
import java.io.ByteArrayInputStream;
import java.io.PrintStream;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;

public class Or {
    public static String say(Object[] words) {
        return java.util.Arrays.toString(words);
    }

    public static void main(String[] arguments) throws Exception {
        ThreadIOImpl io = new ThreadIOImpl();
        io.start();
        CommandProcessorImpl processor = new CommandProcessorImpl(io);
        processor.addCommand("test", Or.class, "say");
        PrintStream quiet = new PrintStream(PrintStream.nullOutputStream());
        for (String script : new String[] {
            "nosuch || say b",
            "say a || say b"
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
nosuch || say b => CommandNotFoundException: Command not found: nosuch
say a || say b => [a]
SEEN
java -cp 'lib/*' Or.java > now
diff seen now || {
    echo "it is different now" >&2
    exit 1
}
cat now
