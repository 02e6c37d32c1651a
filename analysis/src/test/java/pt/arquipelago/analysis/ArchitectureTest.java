package pt.arquipelago.analysis;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "pt.arquipelago.analysis", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule packagesHaveNoCycles = slices().matching("pt.arquipelago.analysis.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule nothingButJsonAndArrow = classes().should().onlyDependOnClassesThat().resideInAnyPackage(
            "java..", "pt.arquipelago.analysis..", "com.fasterxml.jackson..", "org.apache.arrow..", "org.erdtman.jcs..");

    @ArchTest
    static final ArchRule onlyDisclosureSeesWhatWasMeasured = noClasses().that().resideOutsideOfPackages("..disclosure..", "..measured..")
            .should().dependOnClassesThat().resideInAPackage("pt.arquipelago.analysis.measured..");

    @ArchTest
    static final ArchRule noClockAndNoLog = noClasses().should().dependOnClassesThat().haveFullyQualifiedName("java.time.Clock")
            .orShould().callMethod(java.time.Instant.class, "now").orShould().callMethod(java.time.LocalDate.class, "now");
}
