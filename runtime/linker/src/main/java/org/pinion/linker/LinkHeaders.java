// SPDX-License-Identifier: Apache-2.0
package org.pinion.linker;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;

/**
 * The manifest headers that carry a {@link Linkage}, made to be read by people too.
 *
 * <pre>
 * Pinion-Main-Package: example.add
 * Pinion-Symbols: int Add.ExportedFunc(int a, int b); int Add.ExportedVar; List Words.split(String text) as Split
 * Pinion-Init: example.add.subpkg: Sub(); example.add: Add(), Add2(), Words
 * </pre>
 *
 * Symbols are separated by semicolons, with erased types by binary name, qualified outside {@code java.lang}. A
 * variable is preceded by {@code final} or, if it is a compile-time constant, by {@code const}. A function may end with
 * {@code throws}, any symbol with {@code as} and its explicit name. Init names the packages in order; a type with
 * parentheses has an init function, one without is only initialised. A header without entries is {@code -}. A letter
 * that Java does not allow in names is written as its code, as in <code>a&#92;u0020b</code>; a class without a package
 * has a dot before its name. The header {@code Pinion-Context-Class-Loader: calls} is there only if each call lends the
 * class loader of the plugin (C3).
 *
 * @since 0.1
 */
public final class LinkHeaders {

    /** The header that names the main package. A library has none. */
    public static final String MAIN_PACKAGE = "Pinion-Main-Package";

    /** The header that lists the symbols. */
    public static final String SYMBOLS = "Pinion-Symbols";

    /** The header that tells the order of init. */
    public static final String INIT = "Pinion-Init";

    /** The header that says when the class loader of the plugin is lent to threads, apart from its init. */
    public static final String CONTEXT_CLASS_LOADER = "Pinion-Context-Class-Loader";

    private static final String CALLS = "calls";

    private static final String NOTHING = "-";

    private static final Pattern SYMBOL = Pattern.compile("(?<modifier>final |const )?(?<type>\\S+) "
            + "(?<owner>" + TypeNames.NAME + ")\\.(?<member>" + TypeNames.NAME + ")"
            + "(?<function>\\((?<parameters>[^()]*)\\)(?: throws (?<throws>.+?))?)?"
            + "(?: as (?<name>" + TypeNames.NAME + "))?");

    private LinkHeaders() {}

    /**
     * Tell whether a bundle was linked when it was built.
     *
     * @param headers gives the value of a header, or {@code null}
     * @return {@code true} if one of the headers is there
     */
    public static boolean areIn(UnaryOperator<@Nullable String> headers) {
        return headers.apply(MAIN_PACKAGE) != null || headers.apply(INIT) != null;
    }

    /**
     * Write the headers of a bundle without errors.
     *
     * @param linkage the bundle
     * @return header names and values
     */
    public static Map<String, String> write(Linkage linkage) {
        Map<String, String> headers = new LinkedHashMap<>();
        linkage.mainPackage().ifPresent(main -> {
            headers.put(MAIN_PACKAGE, TypeNames.encode(main));
            headers.put(
                    SYMBOLS,
                    join(new SymbolTable(linkage.symbols())
                            .declarations().stream().map(LinkHeaders::write).toList()));
            if (linkage.lendsLoader()) {
                headers.put(CONTEXT_CLASS_LOADER, CALLS);
            }
        });
        headers.put(INIT, join(linkage.inits().stream().map(LinkHeaders::write).toList()));
        return headers;
    }

    private static String join(List<String> clauses) {
        return clauses.isEmpty() ? NOTHING : String.join("; ", clauses);
    }

    private static String write(Declaration symbol) {
        Type type = Type.getType(symbol.descriptor());
        StringBuilder text = new StringBuilder();
        if (symbol.isFinal()) {
            text.append(symbol.constant() ? "const " : "final ");
        }
        text.append(TypeNames.encodeType(symbol.isFunction() ? type.getReturnType() : type))
                .append(' ')
                .append(TypeNames.encode(symbol.qualifiedName()));
        if (symbol.isFunction()) {
            Type[] types = type.getArgumentTypes();
            List<String> parameters = new ArrayList<>();
            for (int i = 0; i < types.length; i++) {
                String parameter = TypeNames.encodeType(types[i]);
                if (symbol.varargs() && i == types.length - 1) {
                    parameter = parameter.substring(0, parameter.length() - 2) + "...";
                }
                parameters.add(
                        symbol.parameterNames().isEmpty()
                                ? parameter
                                : parameter + " "
                                        + TypeNames.encode(
                                                symbol.parameterNames().get(i)));
            }
            text.append('(').append(String.join(", ", parameters)).append(')');
        }
        if (!symbol.exceptions().isEmpty()) {
            text.append(" throws ")
                    .append(String.join(
                            ", ",
                            symbol.exceptions().stream()
                                    .map(TypeNames::encodeClass)
                                    .toList()));
        }
        if (symbol.explicitName() != null) {
            text.append(" as ").append(symbol.explicitName());
        }
        return text.toString();
    }

    private static String write(InitPackage init) {
        return TypeNames.encode(init.name()) + ": "
                + String.join(
                        ", ",
                        init.types().stream()
                                .map(type -> TypeNames.encode(type.simpleName()) + (type.hasInit() ? "()" : ""))
                                .toList());
    }

    /**
     * Read the headers of a bundle.
     *
     * @param headers gives the value of a header, or {@code null}
     * @return what they say; what cannot be understood is among the findings, as an error
     */
    public static Linkage parse(UnaryOperator<@Nullable String> headers) {
        List<Finding> findings = new ArrayList<>();
        String main = parseMainPackage(headers, findings);
        return new LinkageRecord(
                main == null ? List.of() : List.of(main),
                main == null ? List.of() : parseSymbols(main, headers, findings),
                parseInits(headers, findings),
                parseLoader(headers, findings),
                findings);
    }

    private static @Nullable String parseMainPackage(UnaryOperator<@Nullable String> headers, List<Finding> findings) {
        String main = headers.apply(MAIN_PACKAGE);
        if (main == null) {
            if (headers.apply(SYMBOLS) != null) {
                findings.add(missing(SYMBOLS, MAIN_PACKAGE));
            }
            return null;
        }
        main = main.strip();
        try {
            if (!main.equals(NOTHING) && TypeNames.isQualifiedName(main)) {
                return TypeNames.decode(main);
            }
        } catch (IllegalArgumentException e) {
            // It is no name either.
        }
        findings.add(malformed(MAIN_PACKAGE, main, "expected the name of a package"));
        return null;
    }

    private static List<Declaration> parseSymbols(
            String main, UnaryOperator<@Nullable String> headers, List<Finding> findings) {
        List<Declaration> symbols = new ArrayList<>();
        Set<String> explicitNames = new HashSet<>();
        for (String clause : clauses(headers, SYMBOLS, findings)) {
            try {
                Declaration symbol = parseSymbol(main, clause);
                String name = symbol.explicitName();
                if (name != null && !explicitNames.add(name)) {
                    throw new IllegalArgumentException("another symbol has the explicit name " + name);
                }
                symbols.add(symbol);
            } catch (IllegalArgumentException e) {
                findings.add(malformed(SYMBOLS, clause, e.getMessage()));
            }
        }
        return symbols;
    }

    private static List<InitPackage> parseInits(UnaryOperator<@Nullable String> headers, List<Finding> findings) {
        List<InitPackage> inits = new ArrayList<>();
        for (String clause : clauses(headers, INIT, findings)) {
            try {
                inits.add(parseInit(clause));
            } catch (IllegalArgumentException e) {
                findings.add(malformed(INIT, clause, e.getMessage()));
            }
        }
        return inits;
    }

    private static boolean parseLoader(UnaryOperator<@Nullable String> headers, List<Finding> findings) {
        String value = headers.apply(CONTEXT_CLASS_LOADER);
        boolean calls = value != null && value.strip().equals(CALLS);
        if (value != null && !calls) {
            findings.add(malformed(CONTEXT_CLASS_LOADER, value.strip(), "expected '" + CALLS + "'"));
        }
        return calls;
    }

    private static List<String> clauses(
            UnaryOperator<@Nullable String> headers, String header, List<Finding> findings) {
        String value = headers.apply(header);
        if (value == null) {
            findings.add(missing(MAIN_PACKAGE, header));
            return List.of();
        }
        return value.strip().equals(NOTHING)
                ? List.of()
                : Stream.of(value.split(";")).map(String::strip).toList();
    }

    private static Finding missing(String present, String absent) {
        return FindingRecord.error("manifest has " + present + " but no " + absent, "let the linker write both");
    }

    private static Finding malformed(String header, String clause, @Nullable String expected) {
        return FindingRecord.error(
                "manifest header " + header + ": '" + clause + "': " + expected, "let the linker write it");
    }

    private static InitPackage parseInit(String clause) {
        int colon = clause.indexOf(": ");
        // The name of the default package is empty.
        if (colon < 0 || colon > 0 && !TypeNames.isQualifiedName(clause.substring(0, colon))) {
            throw new IllegalArgumentException("expected 'package: Type(), Type'");
        }
        List<InitPackage.InitType> types = new ArrayList<>();
        for (String type : clause.substring(colon + 2).split(",", -1)) {
            String name = type.strip();
            boolean hasInit = name.endsWith("()");
            name = hasInit ? name.substring(0, name.length() - 2) : name;
            if (!TypeNames.isName(name)) {
                throw new IllegalArgumentException("'" + type.strip() + "' is neither 'Type()' nor 'Type'");
            }
            types.add(new InitPackageRecord.InitTypeRecord(TypeNames.decode(name), hasInit));
        }
        return new InitPackageRecord(TypeNames.decode(clause.substring(0, colon)), types);
    }

    private static Declaration parseSymbol(String main, String clause) {
        Matcher matcher = SYMBOL.matcher(clause);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("expected 'type Type.member' or 'type Type.member(type name, ...)'");
        }
        String modifier = matcher.group("modifier");
        String type = matcher.group("type");
        boolean isFunction = matcher.group("function") != null;
        if (isFunction && modifier != null) {
            throw new IllegalArgumentException("a function cannot be '" + modifier.strip() + "'");
        }
        String descriptor = isFunction && type.equals("void") ? "V" : TypeNames.descriptor(type);
        List<String> names = new ArrayList<>();
        boolean varargs = false;
        if (isFunction) {
            String list = matcher.group("parameters");
            String[] parameters = list.isEmpty() ? new String[0] : list.split(", ", -1);
            varargs = parameters.length > 0 && parameters[parameters.length - 1].matches("\\S+\\.\\.\\.( .*)?");
            descriptor = "(" + parseParameters(parameters, varargs, names) + ")" + descriptor;
        }
        // Many plugins have the same types and parameters, and keep them as long as the process lives.
        return new DeclarationRecord(
                (main + "." + TypeNames.decode(matcher.group("owner"))).intern(),
                TypeNames.decode(matcher.group("member")),
                descriptor.intern(),
                matcher.group("name"),
                names,
                exceptions(matcher.group("throws")),
                modifier != null,
                "const ".equals(modifier),
                varargs);
    }

    /** Returns the descriptors of the parameters, and adds their names. */
    private static String parseParameters(String[] parameters, boolean varargs, List<String> names) {
        StringBuilder descriptors = new StringBuilder();
        for (int i = 0; i < parameters.length; i++) {
            String[] parts = parameters[i].split(" ", -1);
            String type = parts[0];
            if (varargs && i == parameters.length - 1) {
                type = type.substring(0, type.length() - 3) + "[]";
            }
            descriptors.append(TypeNames.descriptor(type));
            if (parts.length > 2 || parts.length == 2 && !TypeNames.isName(parts[1])) {
                throw new IllegalArgumentException("'" + parameters[i] + "' is neither 'type' nor 'type name'");
            }
            if (parts.length == 2) {
                names.add(TypeNames.decode(parts[1]).intern());
            }
        }
        if (!names.isEmpty() && names.size() != parameters.length) {
            throw new IllegalArgumentException("some parameters have a name and some have none");
        }
        return descriptors.toString();
    }

    private static List<String> exceptions(String list) {
        return list == null
                ? List.of()
                : Stream.of(list.split(", ", -1)).map(TypeNames::className).toList();
    }
}
