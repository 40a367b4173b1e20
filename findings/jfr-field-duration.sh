#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# An event of the flight recorder with a field named duration is never recorded.
#
# Expected: a field that is named as one of those that every event has is recorded beside it, or is refused with an
# exception.
#
# Happens: commit returns, and the recording has no such event; so it is with startTime. Only the log of the virtual
# machine speaks of it, of a field that is there twice. The same event with another name of the field is recorded.
#
# Seen with: jdk.jfr of Java 17.0.15 and 25.0.3
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat > Fields.java <<'JAVA'
import java.nio.file.Path;
import jdk.jfr.Event;
import jdk.jfr.Name;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;

public class Fields {
    @Name("acme.Duration")
    static class WithDuration extends Event {
        long duration = 90;
    }

    @Name("acme.StartTime")
    static class WithStartTime extends Event {
        long startTime = 90;
    }

    @Name("acme.Minutes")
    static class WithMinutes extends Event {
        long minutes = 90;
    }

    private static void commit(Event event) throws Exception {
        Path file = Path.of("shop.jfr");
        try (Recording recording = new Recording()) {
            recording.start();
            event.commit();
            recording.stop();
            recording.dump(file);
        }
        String name = event.getClass().getAnnotation(Name.class).value();
        long recorded = RecordingFile.readAllEvents(file).stream()
                .filter(each -> each.getEventType().getName().equals(name))
                .count();
        System.out.println(name + ": recorded " + recorded);
    }

    public static void main(String[] arguments) throws Exception {
        commit(new WithDuration());
        commit(new WithStartTime());
        commit(new WithMinutes());
    }
}
JAVA

cat > seen <<'SEEN'
acme.Duration: recorded 0
acme.StartTime: recorded 0
acme.Minutes: recorded 1
SEEN
java -Xlog:disable Fields.java > now
diff seen now || {
    echo "it is different now" >&2
    exit 1
}
cat now
