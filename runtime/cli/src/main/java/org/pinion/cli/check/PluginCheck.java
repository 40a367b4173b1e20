// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli.check;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.Attributes;
import org.jspecify.annotations.Nullable;
import org.pinion.cli.check.Finding.Kind;
import org.pinion.linkcheck.Break;
import org.pinion.linkcheck.BundleReferences;
import org.pinion.linkcheck.BundleReferences.Part;
import org.pinion.linkcheck.ClassInfo;
import org.pinion.linkcheck.ClassSpace;
import org.pinion.linkcheck.LinkCheck;
import org.pinion.linkcheck.PlatformClasses;
import org.pinion.linkcheck.Reference;
import org.pinion.linkcheck.References;
import org.pinion.linker.BundleContent;
import org.pinion.linker.LinkReferences;
import org.pinion.shell.command.CommandException;

/** Holds one plugin against all worlds. */
final class PluginCheck {

    private final Set<String> notGiven = new TreeSet<>();

    private PluginCheck() {}

    /**
     * What came out.
     *
     * @param plugin the plugin
     * @param findings those of each world, in their order
     * @param notGiven the packages that nothing is known of
     */
    record Result(Identity plugin, List<List<Finding>> findings, Set<String> notGiven) {

        boolean works(int world) {
            return breaks(world).isEmpty();
        }

        List<Finding> breaks(int world) {
            return findings.get(world).stream().filter(Finding::isBreak).toList();
        }

        List<Finding> notes(int world) {
            return findings.get(world).stream()
                    .filter(finding -> !finding.isBreak())
                    .toList();
        }
    }

    /** What a jar says of itself; its class files are not kept. */
    private record Plugin(Identity identity, Attributes headers, Map<Part, References> references) {}

    /**
     * Checks a plugin.
     *
     * @throws CommandException if it cannot be read
     */
    static Result check(Path file, List<World> worlds) throws CommandException {
        Plugin plugin = Jars.read(file, (jar, identity, headers) -> {
            BundleContent content = BundleContent.of(jar);
            BundleReferences read = LinkReferences.read(content);
            if (read.stamp() == 0) {
                // They are not from the jar's entry, so nobody has looked at the class files before.
                requireReadable(LinkReferences.classFiles(content));
            }
            Map<Part, References> parts = new TreeMap<>();
            for (Part part : Part.values()) {
                parts.put(part, read.part(part));
            }
            return new Plugin(identity, headers, parts);
        });
        try {
            return check(plugin, worlds);
        } catch (IllegalArgumentException e) {
            throw new CommandException(
                    file + " cannot be read: its " + LinkReferences.ENTRY + " is damaged", e, List.of());
        }
    }

    private static Result check(Plugin plugin, List<World> worlds) {
        PluginCheck check = new PluginCheck();
        List<Finding> platform = new ArrayList<>();
        for (Part part : List.of(Part.OWN_PLATFORM, Part.PACKED_PLATFORM)) {
            platform.addAll(check.check(plugin, part, null));
        }
        List<List<Finding>> findings = new ArrayList<>();
        for (World world : worlds) {
            List<Finding> all = new ArrayList<>(ManifestCheck.check(plugin.headers, world));
            all.addAll(check.check(plugin, Part.OWN, world));
            all.addAll(check.check(plugin, Part.PACKED, world));
            all.addAll(platform);
            findings.add(all);
        }
        return new Result(plugin.identity, findings, check.notGiven);
    }

    static void requireReadable(Map<String, byte[]> classFiles) throws IOException {
        for (Map.Entry<String, byte[]> each : classFiles.entrySet()) {
            try {
                ClassInfo.read(PlatformClasses.running(), each.getValue());
            } catch (RuntimeException e) {
                // ASM has no exception of its own for damaged files.
                String name = each.getKey().replace('/', '.');
                throw new IOException("class " + name + " is damaged, or made for a newer Java", e);
            }
        }
    }

    /** Checks some of the references against a world, or against the JDK alone. */
    private List<Finding> check(Plugin plugin, Part part, @Nullable World world) {
        References references = Objects.requireNonNull(plugin.references.get(part));
        ClassSpace space = world == null ? PlatformClasses.running() : new View(world);
        List<Finding> findings = new ArrayList<>();
        Set<String> missing = new HashSet<>();
        Map<String, String> callers = null;
        for (Break each : LinkCheck.check(references, space)) {
            if (each.provider() == null && !missing.add(each.user() + " " + each.type())) {
                // One method needs a missing class for several things.
                continue;
            }
            callers = callers == null ? callers(references) : callers;
            boolean packed = part == Part.PACKED || part == Part.PACKED_PLATFORM;
            String type = callers.getOrDefault(each.user(), each.user());
            String member = each.user().substring(Math.min(each.user().length(), type.length() + 1));
            ClassSpace provider = each.provider();
            String origin = world == null
                    ? PlatformClasses.running().origin()
                    : world.origin(
                            provider instanceof View ? null : provider,
                            Library.packageOf(each.type().replace('.', '/')));
            findings.add(new Finding(
                    kind(each, packed), each.error(), each.needed(), each.found(), origin, type, member, each.line()));
        }
        return findings;
    }

    private static Kind kind(Break found, boolean packed) {
        return switch (found.effect()) {
            case ERROR -> packed ? Kind.PACKED : Kind.BREAK;
            case ERROR_IF_CALLED -> Kind.IF_CALLED;
            case OTHER_MEANING -> Kind.OTHER_MEANING;
            default -> Kind.OTHER_MEANING;
        };
    }

    /** Gives the class of each method that has references, as it is written in a break. */
    private static Map<String, String> callers(References references) {
        Map<String, String> callers = new HashMap<>();
        for (Reference reference : references.all()) {
            String caller = reference.caller().replace('/', '.');
            callers.put(caller + "." + reference.method(), caller);
        }
        return callers;
    }

    /** What the plugin sees; remembers what nobody knows. */
    private final class View implements ClassSpace {

        private final World world;

        View(World world) {
            this.world = world;
        }

        @Override
        public @Nullable ClassInfo find(String name) {
            return world.find(name);
        }

        @Override
        public boolean isUncertain(String name) {
            return world.isUncertain(name, notGiven);
        }

        @Override
        public byte @Nullable [] read(String name) {
            return null;
        }

        @Override
        public String origin() {
            return world.label();
        }
    }
}
