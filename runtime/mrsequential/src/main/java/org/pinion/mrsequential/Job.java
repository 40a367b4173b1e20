// SPDX-License-Identifier: Apache-2.0
package org.pinion.mrsequential;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.pinion.mrsequential.sort.Group;
import org.pinion.mrsequential.sort.Groups;
import org.pinion.mrsequential.sort.Memory;
import org.pinion.mrsequential.sort.Run;

/**
 * One run of a program on files.
 *
 * <p>Workers take the files in their order. The pairs of all are merged by one thread, which hands keys out to the
 * workers, some at a time, and writes their results in the order of the keys. Of several failures that is told which a
 * run with one worker would have met first.
 */
final class Job {

    /** How many keys are handed out together, unless their values are long. */
    private static final int BATCH_KEYS = 512;

    private static final long BATCH_CHARACTERS = 1 << 20;

    private final Program program;
    private final List<String> files;
    private final Memory memory;
    private final Workers workers;
    private final Counters counters;
    private final Stats stats = new Stats();

    private final AtomicInteger nextFile = new AtomicInteger();
    private final List<CompletableFuture<Void>> mapped = new ArrayList<>();
    private final Set<Integer> malformed = Collections.synchronizedSet(new TreeSet<>());
    private volatile boolean failed;

    Job(Program program, List<String> files, Memory memory, Workers workers, Counters counters) {
        this.program = program;
        this.files = files;
        this.memory = memory;
        this.workers = workers;
        this.counters = counters;
        files.forEach(file -> mapped.add(new CompletableFuture<>()));
    }

    /** Run it, up to the last byte of the output, which is not yet complete. */
    Stats run(Output output) throws JobException, IOException, InterruptedException {
        long start = System.nanoTime();
        map();
        long mapped = System.nanoTime();
        List<Run> runs = new ArrayList<>();
        workers.all().forEach(worker -> runs.addAll(worker.sorter.runs()));
        counters.phase = Counters.Phase.MERGE;
        if (!runs.isEmpty()) {
            try (Groups groups = new Groups(runs, memory)) {
                counters.phase = Counters.Phase.REDUCE;
                reduce(groups, output);
            }
        }
        stats.end(mapped - start, System.nanoTime() - mapped, workers.all());
        return stats;
    }

    /** List the files that were not all UTF-8. */
    List<String> malformed() {
        return malformed.stream().map(files::get).toList();
    }

    private void map() throws JobException, IOException, InterruptedException {
        counters.files = files.size();
        for (int i = 0; i < workers.count(); i++) {
            workers.submit(() -> {
                mapFiles();
                return null;
            });
        }
        for (Future<Void> file : mapped) {
            Workers.await(file);
        }
    }

    private void mapFiles() {
        // A file that is taken is mapped, so that its future comes to an end.
        while (!failed) {
            int file = nextFile.getAndIncrement();
            if (file >= files.size()) {
                return;
            }
            try {
                mapFile(workers.current(), file);
                mapped.get(file).complete(null);
            } catch (OutOfMemoryError e) {
                fail(file, JobException.outOfMemory(" while mapping " + files.get(file), e));
            } catch (Throwable e) {
                fail(file, e);
            }
        }
    }

    private void fail(int file, Throwable e) {
        failed = true;
        mapped.get(file).completeExceptionally(e);
    }

    private void mapFile(Worker worker, int file) throws JobException {
        long start = System.nanoTime();
        Inputs.Contents contents = Inputs.read(files.get(file));
        if (contents.malformed()) {
            malformed.add(file);
        }
        long before = worker.pairs;
        program.map(files.get(file), contents.text(), (key, value) -> {
            try {
                worker.sorter.add(file, key, value);
            } catch (IOException e) {
                throw new JobException("cannot sort the pairs of " + files.get(file) + ": " + e.getMessage(), e);
            }
            worker.pairs++;
        });
        worker.files++;
        worker.bytesIn += contents.bytes();
        worker.mapNanos += System.nanoTime() - start;
        counters.pairs.addAndGet(worker.pairs - before);
        counters.mapped.incrementAndGet();
    }

    private void reduce(Groups groups, Output output) throws JobException, IOException, InterruptedException {
        Deque<Future<byte[]>> results = new ArrayDeque<>();
        for (List<Group> batch = batch(groups); !batch.isEmpty(); batch = batch(groups)) {
            List<Group> keys = batch;
            results.add(workers.submit(() -> reduceKeys(workers.current(), keys)));
            if (results.size() > workers.count()) {
                output.write(Workers.await(results.remove()));
            }
        }
        while (!results.isEmpty()) {
            output.write(Workers.await(results.remove()));
        }
    }

    private static List<Group> batch(Groups groups) throws IOException {
        List<Group> batch = new ArrayList<>();
        long characters = 0;
        while (batch.size() < BATCH_KEYS && characters < BATCH_CHARACTERS) {
            Group group = groups.next();
            if (group == null) {
                break;
            }
            batch.add(group);
            characters += group.values().characters();
        }
        return batch;
    }

    private byte[] reduceKeys(Worker worker, List<Group> batch) throws JobException, IOException {
        long start = System.nanoTime();
        StringBuilder lines = new StringBuilder();
        long pairs = 0;
        for (Group group : batch) {
            try (var values = group.values()) {
                lines.append(group.key())
                        .append(' ')
                        .append(program.reduce(group.key(), values))
                        .append('\n');
                pairs += values.size();
            } catch (OutOfMemoryError e) {
                throw JobException.outOfMemory(" while reducing key " + Program.shown(group.key()), e);
            }
        }
        byte[] bytes = lines.toString().getBytes(UTF_8);
        worker.keys += batch.size();
        worker.bytesOut += bytes.length;
        worker.reduceNanos += System.nanoTime() - start;
        counters.reducedPairs.addAndGet(pairs);
        counters.keys.addAndGet(batch.size());
        return bytes;
    }
}
