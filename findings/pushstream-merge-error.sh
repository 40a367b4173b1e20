#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The error of one of two merged streams is lost.
#
# Expected: a merged stream fails when one of its sources does, at the latest when the other one has ended, as a single
# stream does.
#
# Happens: the promise of the merged stream is resolved with what came through, as if nothing had been wrong, and
# onError is not called. It does not matter which of the two fails.
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

cat > Merge.java <<'JAVA'
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.osgi.util.promise.Promise;
import org.osgi.util.pushstream.PushStream;
import org.osgi.util.pushstream.PushStreamProvider;
import org.osgi.util.pushstream.SimplePushEventSource;

public class Merge {
    private static final PushStreamProvider PROVIDER = new PushStreamProvider();

    private static SimplePushEventSource<String> source() {
        return PROVIDER.createSimpleEventSource(String.class);
    }

    private static void run(
            String name,
            PushStream<String> stream,
            SimplePushEventSource<String> bad,
            SimplePushEventSource<String> good)
            throws Exception {
        List<String> errors = new CopyOnWriteArrayList<>();
        Promise<List<String>> all =
                stream.onError(e -> errors.add(e.getMessage())).collect(Collectors.toList());
        bad.publish("a");
        Thread.sleep(100);
        bad.error(new Exception("no line"));
        Thread.sleep(100);
        good.publish("b");
        Thread.sleep(100);
        good.endOfStream();
        String end = all.getFailure() == null ? all.getValue().toString() : all.getFailure().getMessage();
        System.out.println(name + ": " + end + ", onError: " + errors);
    }

    public static void main(String[] arguments) throws Exception {
        SimplePushEventSource<String> bad = source();
        SimplePushEventSource<String> good = source();
        run("alone", PROVIDER.createStream(bad), bad, good);
        bad = source();
        good = source();
        run("merged into", PROVIDER.createStream(bad).merge(PROVIDER.createStream(good)), bad, good);
        bad = source();
        good = source();
        run("merged in", PROVIDER.createStream(good).merge(PROVIDER.createStream(bad)), bad, good);
        System.exit(0);
    }
}
JAVA

cat > seen <<'SEEN'
alone: no line, onError: [no line]
merged into: [a, b], onError: []
merged in: [a, b], onError: []
SEEN
java -cp 'lib/*' Merge.java > now
diff seen now || {
    echo "it is different now" >&2
    exit 1
}
cat now
