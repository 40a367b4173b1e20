// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.diagnosis;

import static org.pinion.embed.internal.diagnosis.ProblemBuilder.problem;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Bundle;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;
import org.pinion.Problem;
import org.pinion.Problem.Kind;
import org.pinion.embed.internal.bundle.BundleNames;

/** Explains errors of linking: which class of which bundle is missing, or does not fit the one that refers to it. */
public final class LinkageDiagnosis {

    private static final Pattern CLASS_NAME =
            Pattern.compile("[^\\s\\[\\]();:,'\"/.]+(?:[/.][^\\s\\[\\]();:,'\"/.]+)*");

    /** The JVM's words for a class file of a newer Java. */
    private static final Pattern NEWER = Pattern.compile("^(\\S+) .*?class file version (\\d+)");

    /** The JVM's words for a class file with preview features that this JVM lacks, or that are not enabled. */
    private static final Pattern PREVIEW = Pattern.compile(
            "^(?:Preview features are not enabled for )?(\\S+) .*?\\(?class file version (\\d+)\\.65535\\)");

    private static final int OFFSET_OF_CLASS_FILE_VERSION = 44;

    private final Bundles bundles;
    private final Function<Bundle, ? extends Collection<Bundle>> providers;

    /**
     * Create a diagnosis.
     *
     * @param providers gives the bundles that a bundle is wired to
     */
    public LinkageDiagnosis(Bundles bundles, Function<Bundle, ? extends Collection<Bundle>> providers) {
        this.bundles = bundles;
        this.providers = providers;
    }

    /**
     * Explain why a class cannot be linked.
     *
     * @param type the class
     * @param thrown what the attempt has thrown
     */
    public Problem unlinked(Bundle bundle, String type, Throwable thrown) {
        Optional<Problem> explained = thrown instanceof ClassNotFoundException
                ? new ClassDiagnosis(bundles, bundle, type).explain()
                : missing(bundle, thrown);
        return explained.orElseGet(() -> classFile(bundle, "class " + type + " cannot be linked: ", thrown));
    }

    /**
     * Explain why a class is not there that the code of a bundle refers to.
     *
     * @param kind of the problem, if it is no more than that the class is missing
     * @param users a line each for where it does so
     * @return empty if the model shows no reason
     */
    public Optional<Problem> absent(Bundle bundle, String type, Kind kind, List<String> users) {
        return new ClassDiagnosis(bundles, bundle, type)
                .explain()
                .map(absent -> problem(
                                absent.kind() == Kind.MISSING_CLASS ? kind : absent.kind(),
                                absent.subject(),
                                absent.summary())
                        .needed(absent.needed())
                        .found(absent.found())
                        .found(users)
                        .causes(absent.causes())
                        .fix(absent.fix()));
    }

    /**
     * Explain an error.
     *
     * @param plugin whose code it comes from, or that of a bundle that it is wired to
     * @return empty if it is none of linking, nor of a resource
     */
    public Optional<Problem> explain(Bundle plugin, Throwable thrown) {
        if (ResourceDiagnosis.concerns(thrown)) {
            return Optional.of(ResourceDiagnosis.explain());
        }
        Optional<Problem> missing = missing(plugin, thrown);
        return missing.isEmpty()
                        && (thrown instanceof ClassFormatError
                                || thrown instanceof VerifyError
                                || thrown instanceof IncompatibleClassChangeError
                                || isConflict(thrown))
                ? Optional.of(classFile(plugin, what(thrown), thrown))
                : missing;
    }

    /** Explains an error that is about a class which this Java or a bundle does not have. */
    private Optional<Problem> missing(Bundle plugin, Throwable thrown) {
        if (thrown instanceof TypeNotPresentException absent) {
            return new ClassDiagnosis(bundles, plugin, absent.typeName()).explain();
        }
        if (thrown instanceof NoClassDefFoundError error) {
            return explain(plugin, error);
        }
        if (thrown instanceof ClassNotFoundException) {
            return notFound(plugin, thrown);
        }
        if (thrown instanceof UnsupportedClassVersionError) {
            Matcher preview = PREVIEW.matcher(String.valueOf(ThrownText.message(thrown)));
            if (preview.find()) {
                return Optional.of(preview(
                        preview.group(1).replace('/', '.'),
                        Integer.parseInt(preview.group(2)) - OFFSET_OF_CLASS_FILE_VERSION));
            }
            Matcher newer = NEWER.matcher(String.valueOf(ThrownText.message(thrown)));
            if (newer.find()) {
                String name = newer.group(1).replace('/', '.');
                String version = String.valueOf(Integer.parseInt(newer.group(2)) - OFFSET_OF_CLASS_FILE_VERSION);
                return Optional.of(ResolveDiagnosis.needsJava(name, version, "Java " + version + " for class " + name));
            }
        }
        return Optional.empty();
    }

    /** Somebody asked for a class by name, which the message of every class loader begins with. */
    private Optional<Problem> notFound(Bundle plugin, Throwable thrown) {
        String message = String.valueOf(ThrownText.message(thrown));
        String name = message.split(" ")[0];
        // That of a bundle goes on with the bundle. Who asked it may be code of another one, or generated.
        Optional<Bundle> asked = reached(plugin).stream()
                .filter(each -> message.equals(name + " not found by " + each))
                .findFirst();
        if (asked.isPresent()) {
            return explain(plugin, asked.get(), name);
        }
        Optional<Bundle> owner = owner(plugin, ThrownText.topClass(thrown));
        return ThrownText.isOfAForeignLoader(thrown)
                ? owner.map(each -> lookedForElsewhere(plugin, name))
                : owner.flatMap(each -> explain(plugin, each, name));
    }

    private Problem lookedForElsewhere(Bundle plugin, String className) {
        List<Problem> causes = new ClassDiagnosis(bundles, plugin, className)
                .explain()
                .map(List::of)
                .orElse(List.of());
        String name = BundleNames.name(plugin);
        return problem(
                        Kind.MISSING_CLASS,
                        className,
                        "class " + className + " was looked for in another class loader than that of " + name)
                .found("in a call, the context class loader of the thread is the caller's")
                .found(causes.isEmpty() ? List.of() : List.of("that of " + name + " does not find it either:"))
                .causes(causes)
                .fix("lend that of " + name
                        + " to calls, with @PluginMain(contextClassLoader = true); or, where the code names"
                        + " the class loader, name that one");
    }

    /** Tell that a class uses preview features of a Java that does not run, or without them. */
    public static Problem preview(String name, int version) {
        int running = Runtime.version().feature();
        return problem(
                        Kind.JAVA_VERSION,
                        name,
                        "class " + name + " uses preview features of Java " + version + ", "
                                + (version == running
                                        ? "which are not enabled"
                                        : "which no other has; runs on Java " + running))
                .needed("Java " + version + " with --enable-preview for class " + name)
                .found("Java " + running + " in " + System.getProperty("java.home"))
                .fix((version == running
                                ? "compile it without --enable-preview"
                                : "do without these features, and compile for Java " + running
                                        + " with javac --release " + running)
                        + "; or start the host with Java " + version
                        + " and --enable-preview, pinion with JAVA_OPTS=--enable-preview");
    }

    private Optional<Problem> explain(Bundle plugin, NoClassDefFoundError error) {
        String message = String.valueOf(ThrownText.message(error));
        String before = "Could not initialize class ";
        if (message.startsWith(before)) {
            return Optional.of(failedBefore(message.substring(before.length()), error));
        }
        Matcher wrong = Pattern.compile("^(\\S+) \\(wrong name: (\\S+)\\)").matcher(message);
        if (wrong.find()) {
            String file = wrong.group(1) + ".class";
            return Optional.of(problem(Kind.CLASS_FILE, file, "class file " + file + " has another class in it")
                    .needed("class " + wrong.group(1).replace('/', '.'))
                    .found("class " + wrong.group(2).replace('/', '.'))
                    .fix("put the class file where its package and name say, in the same letters"));
        }
        String name = message.replaceFirst("^\\[+L?(.*?);?$", "$1").replace('/', '.');
        return name.isEmpty() || name.contains(" ") || name.equals("null")
                ? Optional.empty()
                : missing(plugin, name, error);
    }

    private static Problem failedBefore(String type, NoClassDefFoundError error) {
        Throwable kept = ThrownText.cause(error);
        List<String> found = new ArrayList<>();
        if (kept != null) {
            String text = ThrownText.lines(kept).get(0);
            found.add("it threw " + text.replaceFirst("^java.lang.ExceptionInInitializerError: Exception ", ""));
            found.addAll(new ThrownText(kept, type + ".<clinit>").found());
        }
        return problem(Kind.INIT, type, "class " + type + " cannot be used: its static initialiser has failed before")
                .found(found)
                .fix("correct what it threw; the JVM initialises a class only once");
    }

    /** Finds the bundle whose code has the name of the class, and does not find it. */
    private Optional<Problem> missing(Bundle plugin, String className, NoClassDefFoundError error) {
        Set<Bundle> candidates = new LinkedHashSet<>();
        String frame = ThrownText.topClass(error);
        if (frame != null) {
            Optional<Bundle> owner = owner(plugin, frame);
            if (owner.isEmpty() && bundles.hostHas(frame)) {
                return missingOnHost(className, frame);
            }
            if (owner.isPresent() && new ClassPath(owner.get()).refers(frame, className)) {
                Optional<Problem> explained = explain(plugin, owner.get(), className);
                if (explained.isPresent()) {
                    return explained;
                }
            }
            owner.ifPresent(candidates::add);
        }
        // A class that another one extends is missed by whoever comes to the latter.
        candidates.addAll(reached(plugin));
        boolean referred = false;
        for (Bundle candidate : candidates) {
            if (new ClassPath(candidate).refersTo(className)) {
                referred = true;
                Optional<Problem> explained = explain(plugin, candidate, className);
                if (explained.isPresent()) {
                    return explained;
                }
            }
        }
        return !referred && owner(plugin, frame).isPresent()
                ? Optional.of(changed(candidates.iterator().next(), frame, className))
                : explain(plugin, candidates.iterator().next(), className);
    }

    /** No class file refers to the class, so what was loaded is not what is in the jar. */
    private static Problem changed(Bundle bundle, String frame, String className) {
        return problem(
                        Kind.MISSING_CLASS,
                        className,
                        "class " + className + " is not found by " + BundleNames.name(bundle)
                                + ": an agent of the JVM has" + " changed class " + frame + " so that it needs it")
                .needed(className + " in the jar of an agent")
                .found("class " + frame + " does not refer to it in " + BundleNames.nameAndPlace(bundle))
                .fix("start the JVM with -Xbootclasspath/a:JAR, where JAR is the one of the agent that has the class");
    }

    /** Finds the bundle that a class on the stack is from. */
    private Optional<Bundle> owner(Bundle plugin, String frame) {
        return frame == null
                ? Optional.empty()
                : reached(plugin).stream()
                        .filter(each -> new ClassPath(each).has(frame))
                        .findFirst();
    }

    private Optional<Problem> explain(Bundle plugin, Bundle bundle, String className) {
        Optional<Problem> explained = new ClassDiagnosis(bundles, bundle, className).explain();
        return bundle.equals(plugin)
                ? explained
                : explained.map(problem -> withFound(
                        problem,
                        BundleNames.nameAndPlace(bundle) + ", which " + BundleNames.name(plugin) + " is wired to"));
    }

    private static Problem withFound(Problem problem, String line) {
        return problem(problem.kind(), problem.subject(), problem.summary())
                .needed(problem.needed())
                .found(line)
                .found(problem.found())
                .causes(problem.causes())
                .fix(problem.fix());
    }

    private Optional<Problem> missingOnHost(String className, String frame) {
        return bundles.hostHas(className)
                ? Optional.empty()
                : Optional.of(problem(Kind.MISSING_CLASS, className, "class " + className + " is not found by the host")
                        .needed(className + " on the host's class path")
                        .found("class " + frame + ", which refers to it, is on the host's class path")
                        .fix("put the library that has the class on the host's class path"));
    }

    /** Lists a bundle and all that it is wired to. */
    private Set<Bundle> reached(Bundle bundle) {
        Set<Bundle> reached = new LinkedHashSet<>();
        List<Bundle> open = new ArrayList<>(List.of(bundle));
        while (!open.isEmpty()) {
            Bundle next = open.remove(0);
            if (reached.add(next)) {
                open.addAll(providers.apply(next));
            }
        }
        return reached;
    }

    /** Tells a damaged class, or one that another one does not expect as it is. */
    private Problem classFile(Bundle plugin, String before, Throwable thrown) {
        List<String> lines = ThrownText.lines(thrown);
        List<String> details = lines.stream()
                .takeWhile(line -> !line.startsWith("Current Frame"))
                .skip(1)
                .filter(line -> !line.endsWith(":"))
                .toList();
        return problem(Kind.CLASS_FILE, thrown.getClass().getName(), before + lines.get(0))
                .found(details)
                .found(origins(plugin, lines.get(0)))
                .fix(fix(plugin, thrown));
    }

    /** Two class loaders have a class of one name, and one has to mean the other's. */
    private static boolean isConflict(Throwable thrown) {
        return thrown.getClass() == LinkageError.class
                && String.valueOf(ThrownText.message(thrown)).startsWith("loader constraint violation");
    }

    private static String what(Throwable thrown) {
        if (isConflict(thrown)) {
            return "two classes of one name meet: ";
        }
        if (thrown instanceof ClassFormatError) {
            return "a class file is damaged: ";
        }
        return thrown instanceof VerifyError
                ? "a class file is refused: "
                : "a class is not what another one was compiled against: ";
    }

    private static String fix(Bundle plugin, Throwable thrown) {
        String name = BundleNames.name(plugin);
        if (isConflict(thrown)) {
            return "let one bundle have the class, and all others import it";
        }
        return thrown instanceof VerifyError || thrown instanceof IncompatibleClassChangeError
                ? "build " + name + " against the versions that are here; or add those that it was built against"
                : "build " + name + " anew";
    }

    /** Tells where the classes come from that an error names. */
    private List<String> origins(Bundle plugin, String text) {
        Set<String> origins = new LinkedHashSet<>();
        Matcher names = CLASS_NAME.matcher(text);
        while (names.find()) {
            String name = names.group().replace('/', '.');
            origin(plugin, name)
                    // It may be that of a member.
                    .or(() -> origin(plugin, ClassDiagnosis.packageOf(name)))
                    .ifPresent(origins::add);
        }
        return List.copyOf(origins);
    }

    private Optional<String> origin(Bundle plugin, String className) {
        String packageName = ClassDiagnosis.packageOf(className);
        for (Bundle bundle : packageName.isEmpty() ? Set.<Bundle>of() : reached(plugin)) {
            BundleWiring wiring = bundle.adapt(BundleWiring.class);
            for (BundleWire wire : wiring.getRequiredWires(PackageNamespace.PACKAGE_NAMESPACE)) {
                Bundle provider = wire.getProvider().getBundle();
                if (packageName.equals(wire.getCapability().getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE))
                        && bundles.has(provider, className)) {
                    return Optional.of("class " + className + " comes from " + BundleNames.nameAndPlace(provider)
                            + ", version " + PackageDiagnosis.version(wire.getCapability()) + " of " + packageName);
                }
            }
            if (new ClassPath(bundle).has(className)) {
                return Optional.of("class " + className + " is in " + BundleNames.nameAndPlace(bundle));
            }
        }
        return Optional.empty();
    }
}
