package pt.arquipelago.node.run;

import static org.assertj.core.api.Assertions.assertThat;
import static pt.arquipelago.node.run.NodeForTests.QUESTION;
import static pt.arquipelago.node.run.NodeForTests.UNCHANGED;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import pt.arquipelago.node.LakeForTests;
import pt.arquipelago.node.OpaForTests;
import pt.arquipelago.node.audit.AuditLog;
import pt.arquipelago.node.policy.NodePolicies;
import pt.arquipelago.node.policy.PublishedDeclarations;
import pt.arquipelago.node.release.ReleasedResult;
import pt.arquipelago.node.settings.NodeSettings.PolicyEngine;
import pt.arquipelago.node.settings.NodeSettings.PolicySettings;
import pt.arquipelago.policies.decision.HolderDeclaration;
import pt.arquipelago.policies.permit.Outcome;
import pt.arquipelago.policies.permit.Thresholds;
import pt.arquipelago.policies.testing.Opa;

/** An institution's own rules bind as they are; those that nobody could read before applying are reported with the answer. */
@Tag("spark")
class HolderRulesTest {
    private static final String DIAGNOSES = "SELECT diagnosis, count(*) AS n FROM stays GROUP BY diagnosis";
    private static final String DAYS = "SELECT year(day) AS year, count(*) AS n FROM stays GROUP BY year(day)";
    private static final String REGO = """
            package holder

            # METADATA
            # custom:
            #   code: policy.holder-diagnosis
            #   message: This institution does not answer by diagnosis.
            #   message_pt: Esta instituição não responde por diagnóstico.
            #   remedy: Ask without it.
            rules.diagnosis := rego.metadata.rule().custom

            diagnosis_left_out if {
                every used in input.what.datasets {
                    not "diagnosis" in used.columns
                }
            }

            denials contains rules.diagnosis if not diagnosis_left_out

            obligations := {"thresholds": {"persons": 12, "professionals": 3}, "masked_columns": ["source_stays.day"]}

            decision := {"allow": true, "denials": [], "obligations": obligations} if count(denials) == 0

            decision := {"allow": false, "denials": denials} if count(denials) > 0

            declaration := {"rules": [rule | some rule in rules], "obligations": obligations}
            """;

    @TempDir
    private static Path work;
    private static Path bundle;
    private static Opa.Server server;

    @TempDir
    private Path folder;
    private NodeForTests node;

    @BeforeAll
    static void compile() throws Exception {
        bundle = OpaForTests.compiled(work, "own", REGO, true);
        server = OpaForTests.server(work);
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @AfterEach
    void stop() throws Exception {
        node.close();
    }

    private void start(PolicyEngine engine, Path holderBundle) throws Exception {
        node = new NodeForTests(folder, settings(engine, holderBundle));
    }

    private static PolicySettings settings(PolicyEngine engine, Path holderBundle) {
        return new PolicySettings(engine, engine == PolicyEngine.OPA ? Optional.of(server.address()) : Optional.empty(), Optional.of(holderBundle));
    }

    @ParameterizedTest
    @EnumSource
    void aDenialByARuleThatStandsInNoDescriptionIsReportedAndWrittenDown(PolicyEngine engine) throws Exception {
        start(engine, bundle);
        ReleasedResult answer = node.ask(DIAGNOSES);
        assertThat(answer.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(answer.manifest().refusal().orElseThrow().code()).isEqualTo("policy.holder-diagnosis");
        assertThat(answer.manifest().undeclared()).contains(List.of("policy.holder-diagnosis"));
        assertThat(log()).contains("\"undeclared\":[\"policy.holder-diagnosis\"]");
    }

    @ParameterizedTest
    @EnumSource
    void whatADescriptionSaidBeforeThePermitWasIssuedIsNotReported(PolicyEngine engine) throws Exception {
        start(engine, bundle);
        publish(-2000);
        for (String question : List.of(DIAGNOSES, DAYS, QUESTION.replace("days) AS days", "days) AS total"))) {
            assertThat(node.ask(question).manifest().undeclared()).as(question).isEmpty();
        }
        assertThat(log()).doesNotContain("undeclared");
    }

    @Test
    void aRuleDeclaredAfterThePermitWasIssuedCameTooLate() throws Exception {
        start(PolicyEngine.EMBEDDED, bundle);
        publish(-500);
        assertThat(node.ask(DIAGNOSES).manifest().undeclared()).contains(List.of("policy.holder-diagnosis"));
        long now = node.now();
        assertThat(node.ask(order -> order.withObject("/question").put("sql", QUESTION), permit -> permit.put("iat", now - 400)).manifest().undeclared()).isEmpty();
    }

    @Test
    void aMaskedColumnAndHigherThresholdsAreReportedToo() throws Exception {
        start(PolicyEngine.EMBEDDED, bundle);
        ReleasedResult masked = node.ask(DAYS);
        assertThat(masked.manifest().refusal().orElseThrow().code()).isEqualTo("policy.column-masked");
        assertThat(masked.manifest().undeclared()).contains(List.of(HolderDeclaration.MASKED_COLUMNS, HolderDeclaration.THRESHOLDS));
        ReleasedResult released = node.ask(QUESTION);
        assertThat(released.outcome()).isEqualTo(Outcome.RELEASED);
        assertThat(released.manifest().thresholds()).contains(new Thresholds(12, 3));
        assertThat(released.manifest().undeclared()).contains(List.of(HolderDeclaration.THRESHOLDS));
    }

    @Test
    void aPolicyThatDeniesWithoutARuleOrCannotDecideIsReported() throws Exception {
        start(PolicyEngine.EMBEDDED, OpaForTests.compiled(work, "silent", "package holder\n\ndecision := {\"allow\": input.why.article == \"none\", \"denials\": []}\n", false));
        assertThat(node.ask(QUESTION).manifest().undeclared()).contains(List.of("policy.denied"));
        try (NodeForTests other = new NodeForTests(Files.createDirectory(folder.resolve("other")), settings(PolicyEngine.EMBEDDED, OpaForTests.compiled(work, "undefined", "package holder\n\ndecision := {\"allow\": true, \"denials\": []} if input.why.article == \"none\"\n", false)))) {
            assertThat(other.ask(QUESTION).manifest().undeclared()).contains(List.of("policy.undefined"));
        }
    }

    @Test
    void aDenialByTheAccessBodyIsNoneOfTheInstitutions() throws Exception {
        start(PolicyEngine.OPA, bundle);
        ReleasedResult answer = node.ask(UNCHANGED, permit -> {
            permit.withObject("/purpose").put("article", "53(1)(a)");
            permit.withObject("/applicant").put("kind", "private");
        });
        assertThat(answer.manifest().refusal().orElseThrow().code()).isEqualTo("policy.purpose-reserved");
        assertThat(answer.manifest().undeclared()).isEmpty();
    }

    @Test
    void aRecordOfWhatWasPublishedThatCannotBeReadSaysNothing() throws Exception {
        start(PolicyEngine.EMBEDDED, bundle);
        publish(-2000);
        Files.writeString(node.state().resolve("policy/declared/" + LakeForTests.TABLE + ".json"), "{");
        assertThat(node.ask(DIAGNOSES).manifest().undeclared()).contains(List.of("policy.holder-diagnosis"));
    }

    /** As {@code publish} does once the catalogue has the description. */
    private void publish(long seconds) {
        PublishedDeclarations.in(node.state()).published(LakeForTests.TABLE, NodePolicies.declared(settings(PolicyEngine.EMBEDDED, bundle)), Instant.ofEpochSecond(node.now() + seconds));
    }

    private String log() throws Exception {
        return Files.readString(node.state().resolve("audit").resolve(AuditLog.FILE));
    }
}
