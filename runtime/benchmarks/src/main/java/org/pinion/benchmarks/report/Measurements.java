// SPDX-License-Identifier: Apache-2.0
package org.pinion.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All that was measured, by name. Kept as text: name, unit and samples in a line, with tabs between them. */
public final class Measurements {

    private final Map<String, Measurement> byName = new LinkedHashMap<>();

    /** Add a sample. */
    public void add(String name, String unit, double sample) {
        byName.computeIfAbsent(name, key -> new Measurement(unit, new ArrayList<>()))
                .samples()
                .add(sample);
    }

    /** Add all samples of others. */
    public void addAll(Measurements others) {
        others.byName.forEach((name, other) -> other.samples().forEach(sample -> add(name, other.unit(), sample)));
    }

    /** Find what was measured under a name. */
    public Optional<Measurement> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Give the median of what was measured under a name, if it was. */
    public Optional<Double> median(String name) {
        return find(name).map(Measurement::median);
    }

    /** List the names. */
    public List<String> names() {
        return List.copyOf(byName.keySet());
    }

    /** Write all into a file. */
    public void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(
                file,
                byName.entrySet().stream()
                        .map(entry -> line(entry.getKey(), entry.getValue()))
                        .toList());
    }

    private static String line(String name, Measurement measurement) {
        return name + "\t" + measurement.unit() + "\t"
                + measurement.samples().stream().map(String::valueOf).collect(Collectors.joining("\t"));
    }

    /** Read a line that {@link #write} has written, or a process has printed; other lines are left out. */
    public void read(String line) {
        String[] parts = line.split("\t");
        if (parts.length >= 3) {
            Arrays.stream(parts, 2, parts.length)
                    .forEach(sample -> add(parts[0], parts[1], Double.parseDouble(sample)));
        }
    }

    /** Read all files of a folder. */
    public static Measurements of(Path folder) throws IOException {
        Measurements all = new Measurements();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".tsv"))
                    .sorted()
                    .toList()) {
                Files.readAllLines(file).forEach(all::read);
            }
        }
        return all;
    }
}
