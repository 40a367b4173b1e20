#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A part of a split stream that has enough ends the other parts.
#
# Expected: a stream that was split closes when all parts have closed, and events go to all parts that are open, as the
# Javadoc of split says.
#
# Happens: with the first part that closes the other ones get no event any more, and no end: their promises are never
# resolved, nor when the source ends.
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

cat > Split.java <<'JAVA'
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.osgi.util.promise.Promise;
import org.osgi.util.pushstream.PushStream;
import org.osgi.util.pushstream.PushStreamProvider;
import org.osgi.util.pushstream.SimplePushEventSource;

public class Split {
    @SuppressWarnings("unchecked")
    private static void other(String name, Consumer<PushStream<Integer>> first) throws Exception {
        PushStreamProvider provider = new PushStreamProvider();
        SimplePushEventSource<Integer> source = provider.createSimpleEventSource(Integer.class);
        PushStream<Integer>[] parts = provider.createStream(source).split(event -> true, event -> true);
        List<Integer> events = new CopyOnWriteArrayList<>();
        Promise<Void> end = parts[1].forEach(events::add);
        first.accept(parts[0]);
        for (int i = 0; i < 6; i++) {
            source.publish(i);
            Thread.sleep(50);
        }
        source.endOfStream();
        Thread.sleep(500);
        System.out.println("beside " + name + ": " + events + ", ended: " + end.isDone());
    }

    public static void main(String[] arguments) throws Exception {
        other("all", part -> part.forEach(event -> {}));
        other("limit(3)", part -> part.limit(3).forEach(event -> {}));
        other("findFirst()", part -> part.findFirst());
        System.exit(0);
    }
}
JAVA

cat > seen <<'SEEN'
beside all: [0, 1, 2, 3, 4, 5], ended: true
beside limit(3): [0, 1, 2], ended: false
beside findFirst(): [0], ended: false
SEEN
java -cp 'lib/*' Split.java > now
diff seen now || {
    echo "it is different now" >&2
    exit 1
}
cat now
