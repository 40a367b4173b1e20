// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;

/** The types of the jars of an API. */
final class Api {

    private static final Set<String> OF_OBJECT = Set.of("equals", "hashCode", "toString");

    private final Map<String, Outline> types = new HashMap<>();
    private final Set<String> offered = new TreeSet<>();

    Api(List<Library> libraries) {
        for (Library library : libraries) {
            library.packages().stream().filter(library::offers).forEach(offered::add);
            for (String name : library.classes()) {
                byte[] bytes = library.bytes(name);
                try {
                    types.putIfAbsent(name, Outline.read(bytes == null ? new byte[0] : bytes));
                } catch (RuntimeException e) {
                    // ASM has no exception of its own for damaged files.
                    throw Library.unreadable(library, name, e);
                }
            }
        }
    }

    boolean isEmpty() {
        return types.isEmpty();
    }

    /** Lists the packages that others may use. */
    Set<String> packages() {
        return offered;
    }

    @Nullable
    Outline type(String name) {
        return types.get(name);
    }

    /** Finds who declares a member of a type: the type itself, or a supertype in the API; {@code null} if neither. */
    @Nullable
    Member find(String owner, String name, String descriptor) {
        Outline type = types.get(owner);
        if (type == null) {
            return null;
        }
        Member own = new Member(owner, name, descriptor);
        if (type.members().containsKey(own)) {
            return own;
        }
        return name.equals("<init>") ? null : findAbove(type, name, descriptor);
    }

    private @Nullable Member findAbove(Outline type, String name, String descriptor) {
        for (String supertype : type.supertypes()) {
            Member found = find(supertype, name, descriptor);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** Lists what others may use of some packages and do not. */
    SortedSet<Member> unused(Set<Member> used, PackageChoice packages) {
        SortedSet<Member> unused = new TreeSet<>(Member.ORDER);
        types.forEach((name, type) -> {
            String packageName = Library.packageOf(name);
            if (offered.contains(packageName) && packages.includes(packageName) && isOpen(name)) {
                type.members().forEach((member, access) -> {
                    if (isVisible(type, member, access) && !isUsed(member, used)) {
                        unused.add(member);
                    }
                });
            }
        });
        return unused;
    }

    /** Counts what others may use of some packages. */
    long size(PackageChoice packages) {
        return unused(Set.of(), packages).size();
    }

    /** Tells whether others may use a type, and those around it. */
    private boolean isOpen(String name) {
        Outline type = types.get(name);
        int nested = name.lastIndexOf('$');
        boolean inside = nested > 0 && types.containsKey(name.substring(0, nested));
        return type != null
                && type.has(Opcodes.ACC_PUBLIC)
                && !type.has(Opcodes.ACC_ANNOTATION)
                && (!inside || isOpen(name.substring(0, nested)));
    }

    /** Leaves out what cannot be seen in class files that use it, or is not asked for by its name. */
    private static boolean isVisible(Outline type, Member member, int access) {
        boolean open = (access & (Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)) != 0;
        boolean made = (access & (Opcodes.ACC_SYNTHETIC | Outline.CONSTANT)) != 0
                || OF_OBJECT.contains(member.name())
                || type.has(Opcodes.ACC_ENUM)
                        && (member.name().equals("values") || member.name().equals("valueOf"));
        return open && !made && !member.name().equals("<clinit>");
    }

    /** A method is used, too, if that is which it overrides. */
    private boolean isUsed(Member member, Set<Member> used) {
        if (used.contains(member)) {
            return true;
        }
        Outline type = types.get(member.owner());
        return type != null
                && member.isMethod()
                && !member.name().equals("<init>")
                && type.supertypes().stream()
                        .filter(types::containsKey)
                        .anyMatch(above -> isUsed(new Member(above, member.name(), member.descriptor()), used));
    }
}
