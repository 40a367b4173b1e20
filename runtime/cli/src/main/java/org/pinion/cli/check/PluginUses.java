// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli.check;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.objectweb.asm.Opcodes;
import org.pinion.linkcheck.BundleReferences;
import org.pinion.linkcheck.BundleReferences.Part;
import org.pinion.linkcheck.Reference;
import org.pinion.linker.BundleContent;
import org.pinion.linker.LinkReferences;
import org.pinion.shell.command.CommandException;

/** Finds what a plugin uses of others. */
final class PluginUses {

    private static final String OBJECT = "java/lang/Object";

    private static final Set<String> OF_OBJECT =
            Set.of("clone", "equals", "finalize", "getClass", "hashCode", "notify", "notifyAll", "toString", "wait");

    private static final int NOT_OVERRIDING = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;

    private final Api api;
    private final PackageChoice packages;
    private final Map<String, Outline> own = new HashMap<>();
    private final Map<Member, Map<String, Integer>> uses = new TreeMap<>(Member.ORDER);

    private PluginUses(Api api, PackageChoice packages) {
        this.api = api;
        this.packages = packages;
    }

    /**
     * What was found.
     *
     * @param plugin the plugin
     * @param uses how often each class uses each member, by the binary name of the class
     */
    record Result(Identity plugin, Map<Member, Map<String, Integer>> uses) {}

    /**
     * Reads a plugin.
     *
     * @throws CommandException if it cannot be read
     */
    static Result read(Path file, Api api, PackageChoice packages) throws CommandException {
        return Jars.read(file, (jar, identity, headers) -> {
            Map<String, byte[]> files = LinkReferences.classFiles(BundleContent.of(jar));
            PluginCheck.requireReadable(files);
            PluginUses plugin = new PluginUses(api, packages);
            files.forEach((name, bytes) -> plugin.own.put(name, Outline.read(bytes)));
            // All is the plugin's own here: what packed code uses is used, too.
            BundleReferences references = BundleReferences.scanEachClass(files, name -> true);
            for (Part part : List.of(Part.OWN, Part.OWN_PLATFORM)) {
                references.part(part).all().forEach(plugin::add);
            }
            plugin.own.forEach(plugin::addInherited);
            return new Result(identity, plugin.uses);
        });
    }

    private void add(Reference reference) {
        switch (reference.kind()) {
            case CLASS, CATCH -> add(Member.type(reference.owner()), reference.caller(), reference.count());
            case LAMBDA ->
                add(
                        declared(reference.owner(), reference.name(), reference.descriptor()),
                        reference.caller(),
                        reference.count());
            case NEW, SUBCLASS, ASSIGNABLE, ENUM_SWITCH, TYPE_SWITCH -> {
                // They come with others, or are the verifier's.
            }
            default ->
                add(
                        declared(reference.owner(), reference.name(), reference.descriptor()),
                        reference.caller(),
                        reference.count());
        }
    }

    private void add(Member member, String user, int times) {
        if (!own.containsKey(member.owner()) && packages.includes(member.packageName())) {
            uses.computeIfAbsent(member, each -> new TreeMap<>()).merge(user.replace('/', '.'), times, Integer::sum);
        }
    }

    /** Gives the member where it is declared, as far as that is known; else where the first type outside is. */
    private Member declared(String owner, String name, String descriptor) {
        Set<String> outside = new LinkedHashSet<>();
        addOutside(owner, outside);
        List<String> candidates = new ArrayList<>(outside);
        for (String candidate : candidates) {
            Member found = api.find(candidate, name, descriptor);
            if (found != null) {
                return found;
            }
        }
        if (own.containsKey(owner)) {
            boolean ofObject = OF_OBJECT.contains(name) || candidates.isEmpty();
            return new Member(ofObject ? OBJECT : candidates.get(0), name, descriptor);
        }
        return new Member(owner, name, descriptor);
    }

    /** Collects the first types outside of the plugin on each way up; {@code Object} only if there is no other. */
    private void addOutside(String name, Set<String> outside) {
        Outline type = own.get(name);
        if (type == null) {
            outside.add(name);
            return;
        }
        for (String supertype : type.supertypes()) {
            if (!supertype.equals(OBJECT)) {
                addOutside(supertype, outside);
            }
        }
    }

    /** Counts supertypes, and the methods that a class implements or overrides. */
    private void addInherited(String name, Outline type) {
        for (String supertype : type.supertypes()) {
            add(Member.type(supertype), name, 1);
        }
        Set<String> outside = new LinkedHashSet<>();
        addOutside(name, outside);
        type.members().forEach((member, access) -> {
            if ((access & NOT_OVERRIDING) == 0
                    && member.isMethod()
                    && !member.name().startsWith("<")) {
                for (String above : outside) {
                    Member found = api.find(above, member.name(), member.descriptor());
                    if (found != null) {
                        add(found, name, 1);
                    }
                }
            }
        });
    }
}
