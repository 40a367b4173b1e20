// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.jar;

import static org.pinion.embed.internal.diagnosis.ProblemBuilder.problem;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;
import org.pinion.Problem;
import org.pinion.Problem.Kind;
import org.pinion.embed.internal.framework.ManifestCheck;
import org.pinion.embed.internal.framework.ManifestCheck.BadHeader;

/** Explains manifest headers that have a value which they cannot have: the value, what is expected, what to write. */
final class HeaderProblems {

    private static final String PACKAGES =
            "names of packages separated by commas, none twice, each with attributes as in"
                    + " com.acme.api;version=\"[1.0,2)\"";

    private static final Map<String, String> EXPECTED = Map.of(
            Constants.BUNDLE_SYMBOLICNAME,
            "a name of letters, digits, '.', '-' and '_', as in com.acme.shop",
            Constants.BUNDLE_VERSION,
            "major.minor.micro.qualifier with numbers for the first three, as in 1.2.0 or 1.2.0.SNAPSHOT",
            Constants.FRAGMENT_HOST,
            "the symbolic name of a bundle, as in com.acme.host;bundle-version=\"[1.0,2)\"",
            Constants.IMPORT_PACKAGE,
            PACKAGES,
            Constants.DYNAMICIMPORT_PACKAGE,
            PACKAGES,
            Constants.EXPORT_PACKAGE,
            "names of packages separated by commas, none of java.*, each with attributes as in"
                    + " com.acme.api;version=\"1.0.0\"",
            Constants.REQUIRE_BUNDLE,
            "symbolic names separated by commas, each with attributes as in com.acme.lib;bundle-version=\"[1.0,2)\"",
            Constants.REQUIRE_CAPABILITY,
            "namespaces separated by commas, each with a filter as in osgi.ee;filter:=\"(osgi.ee=JavaSE)\"",
            Constants.PROVIDE_CAPABILITY,
            "namespaces separated by commas, each with attributes as in com.acme.engine;version:Version=\"1.0\"",
            Constants.BUNDLE_NATIVECODE,
            "paths in the jar, each with the platform as in lib/libshop.so;osname=Linux;processor=x86-64");

    private static final Pattern VERSION = Pattern.compile(
            "(?<attribute>(?:bundle-)?version)\\s*=\\s*(?<value>\"[^\"]*\"?|[^;,\"]*(?:,\\s*[^;,\"]*[\\])])?)");

    /** An attribute, whose type may be behind its name, or a directive. */
    private static final Pattern PARAMETER = Pattern.compile("^([\\w.-]+)(?:\\s*:\\s*[\\w<>]+)?\\s*(:?=)");

    /** Up to three numbers; those with more than nine digits may be too large for a version. */
    private static final Pattern NUMBERS =
            Pattern.compile("(\\d{1,9})(?!\\d)(?:\\.(\\d{1,9})(?!\\d))?(?:\\.(\\d{1,9})(?!\\d))?");

    private static final Pattern SYMBOLIC_NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");

    private HeaderProblems() {}

    /** Lists what is wrong with the headers that the framework reads. */
    static List<Problem> of(Attributes manifest) {
        return ManifestCheck.check(manifest).stream()
                .map(HeaderProblems::explain)
                .toList();
    }

    /** Looks at a symbolic name: the framework takes any. */
    static Optional<Problem> ofSymbolicName(String name) {
        if (SYMBOLIC_NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        String repaired = name.replaceAll("[^A-Za-z0-9_.-]", "_")
                .replaceAll("\\.{2,}", ".")
                .replaceAll("^\\.|\\.$", "");
        return Optional.of(problem(
                        Kind.MANIFEST,
                        Constants.BUNDLE_SYMBOLICNAME,
                        "manifest header " + Constants.BUNDLE_SYMBOLICNAME + ": '" + name + "' is not a symbolic name")
                .needed(EXPECTED.get(Constants.BUNDLE_SYMBOLICNAME))
                .fix(
                        repaired.isEmpty()
                                ? "write such a name"
                                : "write " + Constants.BUNDLE_SYMBOLICNAME + ": " + repaired));
    }

    private static Problem explain(BadHeader header) {
        String name = header.name();
        if (name.equals(Constants.BUNDLE_VERSION)) {
            return problem(
                            Kind.MANIFEST,
                            name,
                            "manifest header " + name + ": '" + header.value() + "' is not a version")
                    .needed(EXPECTED.get(name))
                    .fix("write " + name + ": " + repaired(header.value()));
        }
        return badVersion(header)
                .or(() -> badPackage(header))
                .or(() -> parameterTwice(header))
                .orElseGet(() -> problem(Kind.MANIFEST, name, "manifest header " + name + " is malformed")
                        .needed(EXPECTED.get(name))
                        .found(name + ": " + header.value())
                        .found(complaint(header))
                        .fix("write what is needed, or leave the header to bnd"));
    }

    /** Gives what the framework says, without the class of its exception. */
    private static List<String> complaint(BadHeader header) {
        String text = header.complaint().replaceFirst("^.*\\w(Exception|Error): ", "");
        return text.isEmpty() ? List.of() : List.of(text);
    }

    /** Finds a package that is named where it must not be. */
    private static Optional<Problem> badPackage(BadHeader header) {
        boolean imports = header.name().endsWith(Constants.IMPORT_PACKAGE);
        if (!imports && !header.name().equals(Constants.EXPORT_PACKAGE)) {
            return Optional.empty();
        }
        Set<String> seen = new HashSet<>();
        for (String part : header.value().replaceAll("\"[^\"]*\"?", "").split("[,;]")) {
            String name = part.strip();
            if (name.isEmpty()) {
                return Optional.of(badPackage(header, "has an empty clause", "leave that out"));
            }
            if (imports && !name.contains("=") && !seen.add(name)) {
                return Optional.of(badPackage(header, "names " + name + " twice", "keep one clause with " + name));
            }
            if (!imports && name.startsWith("java.")) {
                return Optional.of(badPackage(
                        header,
                        "names " + name + ", which belongs to the JVM",
                        "leave " + name + " out of the header"));
            }
        }
        return Optional.empty();
    }

    /** Finds an attribute or a directive that a clause has twice. */
    private static Optional<Problem> parameterTwice(BadHeader header) {
        for (String clause : split(header.value(), ',')) {
            Set<String> seen = new HashSet<>();
            for (String part : split(clause, ';')) {
                Matcher parameter = PARAMETER.matcher(part);
                if (parameter.find() && !seen.add(parameter.group(1))) {
                    boolean directive = parameter.group(2).equals(":=");
                    String what = (directive ? "directive " : "attribute ") + parameter.group(1);
                    return Optional.of(problem(
                                    Kind.MANIFEST,
                                    header.name(),
                                    "manifest header " + header.name() + " has the " + what + " twice in one clause")
                            .needed(EXPECTED.get(header.name()))
                            .found(header.name() + ": " + clause)
                            .fix("keep one " + what + " in the clause"));
                }
            }
        }
        return Optional.empty();
    }

    /** Splits a text where a separator is not in quotation marks. */
    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            quoted ^= text.charAt(i) == '"';
            if (text.charAt(i) == separator && !quoted) {
                parts.add(text.substring(start, i).strip());
                start = i + 1;
            }
        }
        parts.add(text.substring(start).strip());
        return parts;
    }

    private static Problem badPackage(BadHeader header, String objection, String fix) {
        return problem(Kind.MANIFEST, header.name(), "manifest header " + header.name() + " " + objection)
                .needed(EXPECTED.get(header.name()))
                .found(header.name() + ": " + header.value())
                .fix(fix);
    }

    /** Turns what is nearly a version into one: {@code 1.0-SNAPSHOT} into {@code 1.0.0.SNAPSHOT}. */
    private static String repaired(String value) {
        Matcher numbers = NUMBERS.matcher(value);
        boolean begins = numbers.lookingAt();
        if (!begins && !value.matches("\\d.*")) {
            return "1.0.0";
        }
        String version =
                begins ? part(numbers.group(1)) + "." + part(numbers.group(2)) + "." + part(numbers.group(3)) : "1.0.0";
        String qualifier = value.substring(begins ? numbers.end() : 0)
                .replaceAll("[^A-Za-z0-9_-]", "")
                .replaceFirst("^[-_]", "");
        return qualifier.isEmpty() ? version : version + "." + qualifier;
    }

    private static String part(String number) {
        return number == null ? "0" : number;
    }

    /** Finds a version attribute that is what the framework stumbles over. */
    private static Optional<Problem> badVersion(BadHeader header) {
        if (header.name().endsWith("-Capability")) {
            // A version there is part of a filter, or has a type.
            return Optional.empty();
        }
        boolean export = header.name().equals(Constants.EXPORT_PACKAGE);
        Matcher versions = VERSION.matcher(header.value());
        while (versions.find()) {
            String attribute = versions.group("attribute");
            String written = versions.group("value").strip();
            String value = written.replace("\"", "");
            boolean quoted = written.length() > 1 && written.startsWith("\"") && written.endsWith("\"");
            if (!isValid(value, export) || !quoted && value.contains(",")) {
                String good = export ? "1.0.0" : isValid(value, false) ? value : "[1.0,2)";
                return Optional.of(problem(
                                Kind.MANIFEST,
                                header.name(),
                                "manifest header " + header.name() + ": " + attribute + "=" + written + " is not a "
                                        + (export ? "version" : "range of versions in quotation marks"))
                        .needed(EXPECTED.get(header.name()))
                        .found(header.name() + ": " + header.value())
                        .fix("write " + attribute + "=\"" + good + "\""));
            }
        }
        return Optional.empty();
    }

    private static boolean isValid(String value, boolean export) {
        try {
            if (export) {
                Version.parseVersion(value);
            } else {
                VersionRange.valueOf(value);
            }
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
