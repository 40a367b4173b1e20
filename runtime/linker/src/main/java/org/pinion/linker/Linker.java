// SPDX-License-Identifier: Apache-2.0
package org.pinion.linker;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Reads the class files of one bundle and finds what the package documentation describes.
 *
 * @since 0.1
 */
public final class Linker {

    private static final String MAIN_DESCRIPTOR = "([Ljava/lang/String;)V";

    private final List<ClassFacts> classes = new ArrayList<>();
    private final Map<Declaration, ClassFacts.Member> members = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();

    private Linker() {}

    /**
     * Link a bundle: take the result from its manifest if it was linked when it was built, scan its classes if not.
     *
     * @param content the bundle
     * @return what there is; mistakes in the bundle are among its findings
     * @throws IOException if the content cannot be read
     */
    public static Linkage read(BundleContent content) throws IOException {
        return LinkHeaders.areIn(content::header) ? LinkHeaders.parse(content::header) : scan(content);
    }

    /**
     * List the packages that have a class on the class path of a bundle, which is its header {@code Bundle-ClassPath}.
     *
     * @param content the bundle
     * @return names of packages
     * @throws IOException if the content cannot be read
     */
    public static Set<String> packages(BundleContent content) throws IOException {
        Set<String> packages = new TreeSet<>();
        for (String name : ClassFiles.read(content).keySet()) {
            int slash = name.lastIndexOf('/');
            if (slash > 0) {
                packages.add(name.substring(0, slash).replace('/', '.'));
            }
        }
        return packages;
    }

    /**
     * Link a bundle from its class files alone.
     *
     * @param content the bundle
     * @return what there is; mistakes in the bundle are among its findings
     * @throws IOException if the content cannot be read
     */
    public static Linkage scan(BundleContent content) throws IOException {
        return scan(content, name -> true, name -> Optional.empty());
    }

    /**
     * Link a bundle from its class files and the decisions of its author, and warn of symbols with parameters of types
     * that no host can name.
     *
     * @param content the bundle
     * @param visible tells the packages that hosts can see even if the bundle has classes of them; those that it
     *     exports
     * @param inits tells for a package whether each {@code static void init()} in a top-level type of it is an init
     *     function; empty if the rule (I10) decides
     * @return what there is; mistakes in the bundle are among its findings
     * @throws IOException if the content cannot be read
     */
    public static Linkage scan(
            BundleContent content, Predicate<String> visible, Function<String, Optional<Boolean>> inits)
            throws IOException {
        Linker linker = new Linker();
        for (Map.Entry<String, byte[]> file : ClassFiles.read(content).entrySet()) {
            linker.readClass(file.getKey(), file.getValue());
        }
        return linker.link(visible, content.header("Bundle-SymbolicName"), inits);
    }

    private void readClass(String name, byte[] bytes) {
        try {
            ClassFacts facts = ClassFacts.read(bytes);
            if (facts.name().replace('.', '/').equals(name)) {
                classes.add(facts);
            } else {
                // No class loader finds it there: it is data of the bundle.
                findings.add(new FindingRecord(
                        Finding.Severity.WARNING,
                        "class file " + name + ".class is left out, it holds the class " + facts.name(),
                        null,
                        0));
            }
        } catch (RuntimeException e) {
            // ASM has no exception of its own for damaged files: it runs out of the array.
            String detail = e.getMessage() == null ? "" : ": " + e.getMessage();
            findings.add(FindingRecord.error(
                    "class file " + name + ".class cannot be read" + detail, "compile it and build the jar anew"));
        }
    }

    private Linkage link(
            Predicate<String> visible, @Nullable String symbolicName, Function<String, Optional<Boolean>> chosenInits) {
        List<String> mainPackages = classes.stream()
                .filter(type -> type.pluginMain() != null)
                .map(ClassFacts::packageName)
                .sorted()
                .toList();
        if (mainPackages.size() > 1) {
            findings.add(FindingRecord.error(
                    "more than one main package: " + String.join(", ", mainPackages),
                    "keep @PluginMain on one of them"));
        }
        List<Declaration> symbols = new ArrayList<>();
        classes.forEach(type -> symbols.addAll(symbolsOf(type, mainPackages)));
        checkExplicitNames(symbols);
        checkAmbiguousNames(symbols);
        classes.forEach(type -> checkMisplacedNames(type, hasSymbols(type, mainPackages)));
        TypeHierarchy hierarchy = new TypeHierarchy(classes);
        InitFunctions inits = new InitFunctions(
                classes, mainPackages.isEmpty() ? null : mainPackages.get(0), symbolicName, chosenInits);
        inits.leftAlone().ifPresent(findings::add);
        findings.addAll(new InitMistakes(classes, inits, symbols).find());
        findings.addAll(new HiddenParameters(classes, hierarchy, members).find(visible));
        findings.addAll(new ClassWarnings(classes).find(mainPackages));
        boolean lendsLoader =
                classes.stream().map(ClassFacts::pluginMain).anyMatch(main -> main != null && main.lendsLoader());
        return new LinkageRecord(mainPackages, symbols, inits(symbols, inits), lendsLoader, findings);
    }

    private List<Declaration> symbolsOf(ClassFacts type, List<String> mainPackages) {
        if (!hasSymbols(type, mainPackages)) {
            return List.of();
        }
        List<Declaration> symbols = new ArrayList<>();
        type.staticMembers().stream().filter(member -> isSymbol(type, member)).forEach(member -> {
            Declaration symbol = declaration(type, member);
            symbols.add(symbol);
            members.put(symbol, member);
        });
        return symbols;
    }

    private static boolean hasSymbols(ClassFacts type, List<String> mainPackages) {
        return mainPackages.contains(type.packageName()) && type.isTopLevel() && type.isPublic() && !type.isSynthetic();
    }

    private static boolean isSymbol(ClassFacts type, ClassFacts.Member member) {
        return member.has(Opcodes.ACC_PUBLIC)
                && !member.has(Opcodes.ACC_SYNTHETIC)
                && !(type.isEnum() && isImplicitInEnum(member))
                && !member.isInit()
                && CompilerMembers.objection(type, member).isEmpty()
                && !(member.name.equals("main") && member.descriptor.equals(MAIN_DESCRIPTOR));
    }

    /** Tells the methods that every enum has without its author writing them; the class file does not mark them. */
    private static boolean isImplicitInEnum(ClassFacts.Member member) {
        return member.name.equals("values") && member.descriptor.startsWith("()")
                || member.name.equals("valueOf") && member.descriptor.startsWith("(Ljava/lang/String;)");
    }

    private static Declaration declaration(ClassFacts type, ClassFacts.Member member) {
        boolean isFinal = !member.isMethod() && member.has(Opcodes.ACC_FINAL);
        return new DeclarationRecord(
                type.name(),
                member.name,
                member.descriptor,
                member.explicitName,
                member.parameterNames,
                member.exceptions,
                isFinal,
                isFinal && member.constant,
                isVarargs(member));
    }

    /** Looks at the parameters too: in a damaged class file the flag may stand anywhere. */
    private static boolean isVarargs(ClassFacts.Member member) {
        if (!member.isMethod() || !member.has(Opcodes.ACC_VARARGS)) {
            return false;
        }
        Type[] parameters = Type.getArgumentTypes(member.descriptor);
        return parameters.length > 0 && parameters[parameters.length - 1].getSort() == Type.ARRAY;
    }

    private void checkExplicitNames(List<Declaration> symbols) {
        Map<String, Declaration> byName = new LinkedHashMap<>();
        for (Declaration symbol : symbols) {
            String name = symbol.explicitName();
            if (name == null) {
                continue;
            }
            if (!isIdentifier(name)) {
                error(
                        "@SymbolName(\"" + name + "\") on " + describe(symbol) + " is not a Java identifier",
                        "write a name such as Add",
                        symbol);
            }
            Declaration other = byName.putIfAbsent(name, symbol);
            if (other != null) {
                error(
                        "@SymbolName(\"" + name + "\") is on " + describe(other) + " and on " + describe(symbol),
                        "give one of them another name",
                        symbol);
            }
        }
    }

    /** As {@code SourceVersion} does, which is in a module that an image of the JDK may leave out. */
    private static boolean isIdentifier(String name) {
        return !name.isEmpty()
                && Character.isJavaIdentifierStart(name.codePointAt(0))
                && name.codePoints().allMatch(Character::isJavaIdentifierPart);
    }

    private void checkAmbiguousNames(List<Declaration> symbols) {
        SymbolTable table = new SymbolTable(symbols);
        table.names().forEach((name, found) -> {
            if (found.size() > 1 && found.get(0).bareName().equals(name)) {
                List<String> names = found.stream()
                        .map(table::nameOf)
                        .filter(other -> table.find(other).size() == 1)
                        .sorted()
                        .toList();
                warning(
                        "symbol " + name + " is ambiguous, look it up as one of " + String.join(", ", names),
                        found.get(0));
            }
        });
        symbols.stream()
                .filter(symbol -> table.find(table.nameOf(symbol)).size() > 1)
                .forEach(symbol -> warning(
                        "variable " + symbol.qualifiedName()
                                + " cannot be looked up, a function of its type has the same name; give one of them a"
                                + " @SymbolName",
                        symbol));
    }

    private void checkMisplacedNames(ClassFacts type, boolean hasSymbols) {
        List<ClassFacts.Member> misplaced = new ArrayList<>(type.instanceMembersWithName().stream()
                .filter(member -> !isForwarded(type, member))
                .toList());
        type.staticMembers().stream()
                .filter(member -> member.explicitName != null && !(hasSymbols && isSymbol(type, member)))
                .forEach(misplaced::add);
        for (ClassFacts.Member member : misplaced) {
            warning(
                    type.name() + ": @SymbolName on " + member.name
                            + " has no effect, a symbol is a public static member of a public top-level type of the main"
                            + " package",
                    member);
        }
    }

    /** Tells a member of an object of Scala that has a static one before it, with the same annotations. */
    private boolean isForwarded(ClassFacts type, ClassFacts.Member member) {
        return classes.stream()
                .filter(other -> type.name().equals(other.name() + "$"))
                .flatMap(other -> other.staticMembers().stream())
                .anyMatch(other -> other.name.equals(member.name)
                        && other.descriptor.equals(member.descriptor)
                        && Objects.equals(member.explicitName, other.explicitName));
    }

    private List<InitPackage> inits(List<Declaration> symbols, InitFunctions functions) {
        Set<String> symbolTypes = new TreeSet<>();
        symbols.forEach(symbol -> symbolTypes.add(symbol.type()));

        SortedMap<String, Set<String>> references = new TreeMap<>();
        SortedMap<String, List<InitPackage.InitType>> types = new TreeMap<>();
        classes.stream().sorted(Comparator.comparing(ClassFacts::name)).forEach(type -> {
            references
                    .computeIfAbsent(type.packageName(), key -> new TreeSet<>())
                    .addAll(type.references().packages());
            boolean hasInit = functions.isIn(type);
            if (hasInit || symbolTypes.contains(type.name())) {
                types.computeIfAbsent(type.packageName(), key -> new ArrayList<>())
                        .add(new InitPackageRecord.InitTypeRecord(type.simpleName(), hasInit));
            }
        });
        return InitOrder.of(references).stream()
                .filter(types::containsKey)
                .<InitPackage>map(name -> new InitPackageRecord(name, Objects.requireNonNull(types.get(name))))
                .toList();
    }

    private static String describe(Declaration symbol) {
        return symbol.qualifiedName() + symbol.signature();
    }

    private void error(String text, String fix, Declaration where) {
        findings.add(member(where).finding(Finding.Severity.ERROR, text, fix));
    }

    private void warning(String text, Declaration where) {
        warning(text, member(where));
    }

    private ClassFacts.Member member(Declaration symbol) {
        return Objects.requireNonNull(members.get(symbol));
    }

    private void warning(String text, ClassFacts.Member where) {
        findings.add(where.finding(Finding.Severity.WARNING, text));
    }
}
