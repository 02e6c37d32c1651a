package pt.arquipelago.accessbody;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** The house rules that the compiler does not see. */
@AnalyzeClasses(packages = "pt.arquipelago.accessbody", importOptions = ImportOption.DoNotIncludeTests.class)
class AccessBodyArchitectureTest {
    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES = slices().matching("pt.arquipelago.accessbody.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule TIME_COMES_FROM_THE_CLOCK = noClasses().should().callMethod(java.time.Instant.class, "now")
            .orShould().callMethod(java.time.LocalDate.class, "now").orShould().callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule OTHER_PARTS_ARE_REACHED_BY_MESSAGES = noClasses().should()
            .dependOnClassesThat().resideInAnyPackage("pt.arquipelago.node..", "pt.arquipelago.catalog..", "pt.arquipelago.pseudonymisation..", "org.apache.spark..");

    @ArchTest
    static final ArchRule USE_CASES_KNOW_NO_WEB = noClasses().that()
            .resideInAnyPackage("..accessbody.application..", "..accessbody.permit..", "..accessbody.task..", "..accessbody.node..", "..accessbody.account..")
            .should().dependOnClassesThat().resideInAnyPackage("io.vertx..", "pt.arquipelago.accessbody.http..", "pt.arquipelago.accessbody.api..");
}
