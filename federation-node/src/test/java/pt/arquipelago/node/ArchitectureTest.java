package pt.arquipelago.node;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import pt.arquipelago.node.disclosure.CheckedResult;
import pt.arquipelago.node.release.ReleasedResult;

/** The rules of this house. */
@AnalyzeClasses(packages = "pt.arquipelago.node", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES = slices().matching("pt.arquipelago.node.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule SPARK_ONLY_IN_GATE_AND_EXECUTION = noClasses().that().resideOutsideOfPackages("..node.gate..", "..node.execution..")
            .should().dependOnClassesThat().resideInAnyPackage("org.apache.spark..");

    @ArchTest
    static final ArchRule DUCKDB_ONLY_IN_INGEST = noClasses().that().resideOutsideOfPackage("..node.ingest..").should().dependOnClassesThat().resideInAnyPackage("org.duckdb..");

    @ArchTest
    static final ArchRule DELTA_STANDALONE_ONLY_IN_LAKE = noClasses().that().resideOutsideOfPackage("..node.lake..").should().dependOnClassesThat().resideInAnyPackage("io.delta..");

    @ArchTest
    static final ArchRule NO_RDF_IN_THE_NODE = noClasses().should().dependOnClassesThat().resideInAnyPackage("org.apache.jena..");

    @ArchTest
    static final ArchRule KEYS_NEVER_MEET_WHAT_ANSWERS = noClasses().that().resideInAnyPackage("..node.run..", "..node.gate..", "..node.execution..", "..node.release..", "..node.link..")
            .should().dependOnClassesThat().resideInAnyPackage("pt.arquipelago.pseudonymisation.key..", "pt.arquipelago.pseudonymisation.pseudonym..", "pt.arquipelago.pseudonymisation.domain..", "..node.custody..", "..node.ingest..", "..node.keys..");

    @ArchTest
    static final ArchRule CHECKED_RESULTS_COME_FROM_DISCLOSURE = constructors().that().areDeclaredIn(CheckedResult.class).should().bePackagePrivate();

    @ArchTest
    static final ArchRule RELEASED_RESULTS_COME_FROM_RELEASE = constructors().that().areDeclaredIn(ReleasedResult.class).should().bePackagePrivate();

    @ArchTest
    static final ArchRule TRUST_IS_NOT_INHERITED = classes().that().belongToAnyOf(CheckedResult.class, ReleasedResult.class)
            .should().haveModifier(com.tngtech.archunit.core.domain.JavaModifier.FINAL);

    @ArchTest
    static final ArchRule WHAT_MEASURES_DOES_NOT_SEND = noClasses().that().resideInAnyPackage("..node.link..").should()
            .dependOnClassesThat().resideInAnyPackage("..node.execution..", "..node.gate..", "..node.disclosure..", "pt.arquipelago.analysis.measured..");

    @ArchTest
    static final ArchRule TIME_COMES_FROM_A_CLOCK = noClasses().should().callMethod(Instant.class, "now").orShould().callMethod(LocalDate.class, "now")
            .orShould().callMethod(LocalDateTime.class, "now").orShould().callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule CLOCKS_ARE_CHOSEN_AT_THE_COMMAND_LINE = noClasses().that().haveSimpleNameNotEndingWith("Command").and().haveSimpleNameNotEndingWith("Main")
            .should().callMethod(Clock.class, "systemUTC");
}
