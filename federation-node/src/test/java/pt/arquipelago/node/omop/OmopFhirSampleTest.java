package pt.arquipelago.node.omop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pt.arquipelago.node.ingest.FhirSample;
import pt.arquipelago.node.ingest.IngestFixture;

/** OMOP tables out of a published bulk export of synthetic patients, counted a second time over its lines. */
class OmopFhirSampleTest {
    @TempDir
    Path root;
    private FhirSample sample;

    @Test
    void everyResourceWithADayAndACodeIsARowAndTheModelsRulesHold() throws IOException {
        Optional<FhirSample> given = FhirSample.given("OMOP out of a FHIR bulk export");
        if (given.isEmpty()) {
            return;
        }
        sample = given.get();
        IngestFixture node = new IngestFixture(root, 0.05);
        assertThat(node.load(sample.extracts()).version()).isPresent();
        OmopReport report = new OmopBuild(node.node().resolve("lake"), "512MB", Optional.empty(), IngestFixture.CLOCK, new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8)).build();
        assertThat(report.version()).isPresent();
        assertThat(report.checks()).filteredOn(check -> check.kind().equals(OmopChecks.CONFORMANCE)).hasSizeGreaterThan(100).allMatch(OmopChecks.Result::passes);

        Map<String, Map<String, Long>> rows = report.tables().stream().collect(Collectors.toMap(OmopReport.Table::table, OmopReport.Table::rows));
        assertThat(rows.get("omop_person")).isEqualTo(Map.of("fhir_patient", of("Patient", "birthDate")));
        assertThat(rows.get("omop_death")).isEqualTo(Map.of("fhir_patient", of("Patient", "deceasedDateTime")));
        assertThat(rows.get("omop_visit_occurrence")).isEqualTo(Map.of("fhir_encounter", of("Encounter", "period")));
        assertThat(rows.get("omop_condition_occurrence")).isEqualTo(Map.of("fhir_condition", of("Condition", "onsetDateTime")));
        assertThat(rows.get("omop_drug_exposure")).isEqualTo(Map.of("fhir_medication_request", of("MedicationRequest", "medicationCodeableConcept"), "fhir_immunization", of("Immunization", "vaccineCode")));
        assertThat(rows.get("omop_procedure_occurrence")).isEqualTo(Map.of("fhir_procedure", of("Procedure", "performedPeriod")));
        assertThat(rows.get("omop_observation")).isEqualTo(Map.of("fhir_allergy_intolerance", of("AllergyIntolerance", "code")));
        assertThat(rows.get("omop_observation_period")).isEqualTo(Map.of("omop_person", of("Patient", "birthDate")));
        assertThat(rows.keySet()).doesNotContain("omop_cost", "omop_payer_plan_period", "omop_device_exposure");

        assertThat(node.rows("omop_condition_occurrence", "condition_source_value")).isEqualTo(sample.codes("Condition", "code"));
        assertThat(node.rows("omop_procedure_occurrence", "procedure_source_value")).isEqualTo(sample.codes("Procedure", "code"));
        Set<String> classes = new HashSet<>(node.rows("omop_visit_occurrence", "DISTINCT visit_source_value || visit_concept_id"));
        assertThat(classes).containsExactlyInAnyOrder("AMB9202", "IMP9201", "EMER9203", "HH581476", "VR722455");
        Set<String> encounters = sample.resources("Encounter").stream().map(encounter -> "Encounter/" + encounter.required("id").asText()).collect(Collectors.toSet());
        assertThat(node.rows("omop_procedure_occurrence", "count(visit_occurrence_id)")).containsExactly(String.valueOf(
                sample.resources("Procedure").stream().filter(procedure -> encounters.contains(procedure.path("encounter").path("reference").asText())).count()));
    }

    /** How many resources of a type have an element. */
    private long of(String type, String element) {
        long with = sample.resources(type).stream().filter(resource -> resource.has(element)).count();
        assertThat(with).as(type + "." + element).isPositive();
        return with;
    }
}
