// SPDX-License-Identifier: Apache-2.0
package org.pinion.linker;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
 * Symbols are separated by semicolons, with erased types by binary name, qualified outside {@code java.lang}. A variable
 * is preceded by {@code final} or, if it is a compile-time constant, by {@code const}. A function may end with
 * {@code throws}, any symbol with {@code as} and its explicit name. Init names the packages in order; a type with
 * parentheses has an init function, one without is only initialised. A header without entries is {@code -}.
 */
public final class LinkHeaders {

    /** The header that names the main package. A library has none. */
    public static final String MAIN_PACKAGE = "Pinion-Main-Package";

    /** The header that lists the symbols. */
    public static final String SYMBOLS = "Pinion-Symbols";

    /** The header that tells the order of init. */
    public static final String INIT = "Pinion-Init";

    private static final String NOTHING = "-";

    private static final Pattern SYMBOL = Pattern.compile("(?<modifier>final |const )?(?<type>\\S+) "
            + "(?<owner>[^\\s.()]+)\\.(?<member>[^\\s.()]+)"
            + "(?<parameters>\\([^)]*\\))?"
            + "(?: throws (?<throws>\\S+(?:, \\S+)*?))?"
            + "(?: as (?<name>\\S+))?");

    private LinkHeaders() {}

    /**
     * Tell whether a bundle was linked when it was built.
     *
     * @param headers gives the value of a header, or {@code null}
     * @return {@code true} if one of the headers is there
     */
    public static boolean areIn(UnaryOperator<String> headers) {
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
            headers.put(MAIN_PACKAGE, main);
            headers.put(
                    SYMBOLS,
                    join(new SymbolTable(linkage.symbols())
                            .declarations().stream().map(LinkHeaders::write).toList()));
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
        text.append(TypeNames.binary(symbol.isFunction() ? type.getReturnType() : type))
                .append(' ')
                .append(symbol.qualifiedName());
        if (symbol.isFunction()) {
            Type[] types = type.getArgumentTypes();
            List<String> parameters = new ArrayList<>();
            for (int i = 0; i < types.length; i++) {
                String parameter = TypeNames.binary(types[i]);
                if (symbol.varargs() && i == types.length - 1) {
                    parameter = parameter.substring(0, parameter.length() - 2) + "...";
                }
                parameters.add(
                        symbol.parameterNames().isEmpty()
                                ? parameter
                                : parameter + " " + symbol.parameterNames().get(i));
            }
            text.append('(').append(String.join(", ", parameters)).append(')');
        }
        if (!symbol.exceptions().isEmpty()) {
            text.append(" throws ")
                    .append(String.join(
                            ", ",
                            symbol.exceptions().stream().map(TypeNames::shorten).toList()));
        }
        if (symbol.explicitName() != null) {
            text.append(" as ").append(symbol.explicitName());
        }
        return text.toString();
    }

    private static String write(InitPackage init) {
        return init.name() + ": "
                + String.join(
                        ", ",
                        init.types().stream()
                                .map(type -> type.simpleName() + (type.hasInit() ? "()" : ""))
                                .toList());
    }

    /**
     * Read the headers of a bundle.
     *
     * @param headers gives the value of a header, or {@code null}
     * @return what they say; what cannot be understood is among the findings, as an error
     */
    public static Linkage parse(UnaryOperator<String> headers) {
        List<Finding> findings = new ArrayList<>();
        List<Declaration> symbols = new ArrayList<>();
        List<InitPackage> inits = new ArrayList<>();
        String main = headers.apply(MAIN_PACKAGE);
        if (main != null) {
            main = main.strip();
            for (String clause : clauses(headers, SYMBOLS, findings)) {
                try {
                    symbols.add(parseSymbol(main, clause));
                } catch (IllegalArgumentException e) {
                    findings.add(malformed(SYMBOLS, clause, e.getMessage()));
                }
            }
        }
        for (String clause : clauses(headers, INIT, findings)) {
            int colon = clause.indexOf(": ");
            if (colon < 0) {
                findings.add(malformed(INIT, clause, "expected 'package: Type(), Type'"));
            } else {
                inits.add(new InitPackage(clause.substring(0, colon), parseTypes(clause.substring(colon + 2))));
            }
        }
        return new Linkage(main == null ? List.of() : List.of(main), symbols, inits, findings);
    }

    private static List<String> clauses(UnaryOperator<String> headers, String header, List<Finding> findings) {
        String value = headers.apply(header);
        if (value == null) {
            findings.add(new Finding(
                    Finding.Severity.ERROR,
                    "manifest has " + MAIN_PACKAGE + " but no " + header + "; let the linker write both",
                    null,
                    0));
            return List.of();
        }
        return value.strip().equals(NOTHING) ? List.of() : List.of(value.strip().split(";\\s*"));
    }

    private static Finding malformed(String header, String clause, String expected) {
        return new Finding(
                Finding.Severity.ERROR, "manifest header " + header + ": '" + clause + "': " + expected, null, 0);
    }

    private static List<InitPackage.InitType> parseTypes(String types) {
        List<InitPackage.InitType> parsed = new ArrayList<>();
        for (String type : types.split(",\\s*")) {
            boolean hasInit = type.endsWith("()");
            parsed.add(new InitPackage.InitType(hasInit ? type.substring(0, type.length() - 2) : type, hasInit));
        }
        return parsed;
    }

    private static Declaration parseSymbol(String main, String clause) {
        Matcher matcher = SYMBOL.matcher(clause);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("expected 'type Type.member' or 'type Type.member(type name, ...)'");
        }
        String modifier = matcher.group("modifier");
        String descriptor = TypeNames.descriptor(matcher.group("type"));
        List<String> names = new ArrayList<>();
        boolean varargs = false;
        if (matcher.group("parameters") != null) {
            StringBuilder parameters = new StringBuilder("(");
            String list = matcher.group("parameters");
            list = list.substring(1, list.length() - 1);
            for (String parameter : list.isEmpty() ? new String[0] : list.split(", ")) {
                String[] parts = parameter.split(" ");
                varargs = parts[0].endsWith("...");
                parameters.append(TypeNames.descriptor(parts[0].replace("...", "[]")));
                if (parts.length == 2) {
                    names.add(parts[1]);
                }
            }
            descriptor = parameters.append(')').append(descriptor).toString();
            if (!names.isEmpty() && names.size() != Type.getArgumentTypes(descriptor).length) {
                throw new IllegalArgumentException("some parameters have a name and some have none");
            }
        }
        return new Declaration(
                main + "." + matcher.group("owner"),
                matcher.group("member"),
                descriptor,
                matcher.group("name"),
                names,
                exceptions(matcher.group("throws")),
                modifier != null,
                "const ".equals(modifier),
                varargs);
    }

    private static List<String> exceptions(String list) {
        return list == null
                ? List.of()
                : List.of(list.split(", ")).stream().map(TypeNames::lengthen).toList();
    }
}
