#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A window with a limit of events loses events.
#
# Expected: window(time, limit, ..) hands on each event in one of the windows: those that are full, and the rest at
# the end.
#
# Happens: in some runs a whole window of events is gone; coalesce(limit, ..) loses none. Here 300 streams of seven
# events.
#
# Seen with: org.osgi.util.pushstream 1.1.0 with org.osgi.util.promise 1.3.0 on Java 17.0.15 and 25.0.3
set -euo pipefail
maven=${MVN:-$(cd "$(dirname "$0")/.." && pwd)/mvnw}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

fetch() {
    "$maven" -q -B -Dstyle.color=never org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy -Dartifact="$1" -DoutputDirectory=lib
}
fetch org.osgi:org.osgi.util.pushstream:1.1.0
fetch org.osgi:org.osgi.util.promise:1.3.0
fetch org.osgi:org.osgi.util.function:1.2.0

cat > Window.java <<'JAVA'
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.osgi.util.pushstream.PushStream;
import org.osgi.util.pushstream.PushStreamProvider;

public class Window {
    public static void main(String[] arguments) throws Exception {
        PushStreamProvider provider = new PushStreamProvider();
        int windows = 0;
        int coalesced = 0;
        for (int i = 0; i < 300; i++) {
            PushStream<Integer> events = provider.streamOf(IntStream.range(0, 7).boxed());
            List<Integer> sizes = events.window(() -> Duration.ofMinutes(1), () -> 3, (time, some) -> some.size())
                    .collect(Collectors.toList())
                    .getValue();
            windows += sizes.stream().mapToInt(size -> size).sum() < 7 ? 1 : 0;
            events = provider.streamOf(IntStream.range(0, 7).boxed());
            sizes = events.coalesce(3, some -> some.size()).collect(Collectors.toList()).getValue();
            coalesced += sizes.stream().mapToInt(size -> size).sum() < 7 ? 1 : 0;
        }
        System.out.println("window loses events: " + (windows > 0));
        System.out.println("coalesce loses events: " + (coalesced > 0));
        System.exit(0);
    }
}
JAVA

cat > seen <<'SEEN'
window loses events: true
coalesce loses events: false
SEEN
java -cp 'lib/*' Window.java > now
diff seen now || {
    echo "it is different now" >&2
    exit 1
}
cat now
