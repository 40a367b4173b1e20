// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The structure of API, linker and embedding. An arrow that is not here is not in the code. */
class ArchitectureTests {

    /** The packages that an open goes through. */
    private static final Set<String> STAGES = Stream.of(
                    "jar", "lifecycle", "registry", "activation", "plugins", "symbols")
            .map("org.pinion.embed.internal."::concat)
            .collect(Collectors.toSet());

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.pinion", "org.apache.felix.framework")
            .that(new com.tngtech.archunit.base.DescribedPredicate<>("ours") {
                @Override
                public boolean test(JavaClass type) {
                    return !type.getPackageName().equals("org.pinion.testing")
                            && (type.getPackageName().startsWith("org.pinion")
                                    || type.getSource()
                                            .orElseThrow()
                                            .getUri()
                                            .toString()
                                            .contains("/target/classes/"));
                }
            });

    @Test
    void rules_seeTheClasses() {
        assertThat(CLASSES.size()).isGreaterThan(60);
        assertThat(CLASSES.stream().map(JavaClass::getSimpleName))
                .contains("PinningFelix", "QuickFelix", "FelixInternals", "BundleTables", "Registry");
    }

    @Test
    void dependencies_pointOneWay() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("api")
                .definedBy("org.pinion")
                .layer("values")
                .definedBy("org.pinion.spi")
                .layer("linker")
                .definedBy("org.pinion.linker")
                .layer("bnd plugin")
                .definedBy("org.pinion.linker.bnd")
                .layer("embed")
                .definedBy("org.pinion.embed")
                .layer("spi")
                .definedBy("org.pinion.embed.spi")
                .layer("registry")
                .definedBy("org.pinion.embed.internal.registry")
                .layer("activation")
                .definedBy("org.pinion.embed.internal.activation")
                .layer("plugins")
                .definedBy("org.pinion.embed.internal.plugins")
                .layer("jar")
                .definedBy("org.pinion.embed.internal.jar")
                .layer("references")
                .definedBy("org.pinion.embed.internal.references")
                .layer("bundle")
                .definedBy("org.pinion.embed.internal.bundle")
                .layer("lifecycle")
                .definedBy("org.pinion.embed.internal.lifecycle")
                .layer("folder")
                .definedBy("org.pinion.embed.internal.folder")
                .layer("symbols")
                .definedBy("org.pinion.embed.internal.symbols")
                .layer("diagnosis")
                .definedBy("org.pinion.embed.internal.diagnosis")
                .layer("framework")
                .definedBy("org.pinion.embed.internal.framework", "org.apache.felix.framework")
                .layer("management")
                .definedBy("org.pinion.embed.internal.management")
                .layer("events")
                .definedBy("org.pinion.embed.internal.events")
                .whereLayer("management")
                .mayOnlyBeAccessedByLayers("embed")
                .whereLayer("events")
                .mayOnlyBeAccessedByLayers("registry", "activation", "plugins", "framework")
                .whereLayer("embed")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("bnd plugin")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("spi")
                .mayOnlyBeAccessedByLayers("jar")
                .whereLayer("registry")
                .mayOnlyBeAccessedByLayers("embed", "management", "folder")
                .whereLayer("activation")
                .mayOnlyBeAccessedByLayers("registry")
                .whereLayer("plugins")
                .mayOnlyBeAccessedByLayers("registry", "activation")
                .whereLayer("references")
                .mayOnlyBeAccessedByLayers("registry")
                .whereLayer("jar")
                .mayOnlyBeAccessedByLayers("registry", "references", "embed")
                .whereLayer("bundle")
                .mayOnlyBeAccessedByLayers(
                        "registry",
                        "references",
                        "activation",
                        "plugins",
                        "jar",
                        "diagnosis",
                        "framework",
                        "symbols",
                        "management")
                .whereLayer("lifecycle")
                .mayOnlyBeAccessedByLayers("registry", "activation", "plugins")
                .whereLayer("folder")
                .mayOnlyBeAccessedByLayers("embed")
                .whereLayer("symbols")
                .mayOnlyBeAccessedByLayers("activation", "plugins")
                .whereLayer("diagnosis")
                .mayOnlyBeAccessedByLayers("registry", "references", "activation", "plugins", "jar", "lifecycle")
                .whereLayer("framework")
                .mayOnlyBeAccessedByLayers("registry", "activation", "jar", "diagnosis", "management", "embed")
                .whereLayer("linker")
                .mayOnlyBeAccessedByLayers(
                        "bnd plugin",
                        "jar",
                        "registry",
                        "references",
                        "bundle",
                        "activation",
                        "plugins",
                        "symbols",
                        "diagnosis",
                        "embed")
                .whereLayer("values")
                .mayOnlyBeAccessedByLayers(
                        "embed",
                        "management",
                        "folder",
                        "registry",
                        "references",
                        "activation",
                        "plugins",
                        "jar",
                        "lifecycle",
                        "symbols",
                        "diagnosis")
                .whereLayer("api")
                .mayOnlyBeAccessedByLayers(
                        "embed",
                        "management",
                        "folder",
                        "registry",
                        "references",
                        "activation",
                        "plugins",
                        "jar",
                        "lifecycle",
                        "symbols",
                        "diagnosis",
                        "values")
                .check(CLASSES);
    }

    @Test
    void packages_haveNoCycles() {
        slices().matching("org.pinion.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    /** A file is handed on from stage to stage; none of them knows a later one. */
    @Test
    void classes_ofTheStages_haveNoCycles() {
        slices().assignedFrom(new SliceAssignment() {
                    @Override
                    public SliceIdentifier getIdentifierOf(JavaClass type) {
                        return STAGES.contains(type.getPackageName())
                                ? SliceIdentifier.of(type.getFullName().replaceFirst("\\$.*", ""))
                                : SliceIdentifier.ignore();
                    }

                    @Override
                    public String getDescription() {
                        return "classes of the stages";
                    }
                })
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void bnd_isKnownToItsPluginOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.pinion.linker.bnd")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("aQute..")
                .check(CLASSES);
    }

    @Test
    void felix_isKnownToTheFrameworkPackageOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages("org.pinion.embed.internal.framework", "org.apache.felix.framework")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.felix..")
                .check(CLASSES);
    }

    @Test
    void code_printsNothing_andLogsThroughSlf4j() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(CLASSES);
        NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(CLASSES);
    }

    @Test
    void internalClasses_areNotPartOfTheApi() {
        classes()
                .that()
                .resideInAPackage("org.pinion")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.pinion", "org.osgi..", "org.jspecify.annotations")
                .check(CLASSES);
    }
}
