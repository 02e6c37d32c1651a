package pt.arquipelago.node.omop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pt.arquipelago.node.ingest.Ingest.Extract;
import pt.arquipelago.node.ingest.IngestFixture;
import pt.arquipelago.node.profile.Profile;
import pt.arquipelago.node.profile.ProfileReader;

/** OMOP tables out of a published bulk export of synthetic patients, counted a second time over its lines. */
class OmopFhirSampleTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path root;
    private final Map<String, List<JsonNode>> resources = new HashMap<>();

    @Test
    void everyResourceWithADayAndACodeIsARowAndTheModelsRulesHold() throws IOException {
        String data = System.getenv("ARQUIPELAGO_TEST_DATA");
        if (data == null) {
            System.out.println("OMOP out of a FHIR bulk export: not run: folder not set (ARQUIPELAGO_TEST_DATA)");
            return;
        }
        IngestFixture node = new IngestFixture(root, 0.05);
        assertThat(node.load(extracts(Path.of(data).resolve("fhir_bulk_smart10"))).version()).isPresent();
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

        assertThat(node.rows("omop_condition_occurrence", "condition_source_value")).isEqualTo(codes("Condition", "code"));
        assertThat(node.rows("omop_procedure_occurrence", "procedure_source_value")).isEqualTo(codes("Procedure", "code"));
        Set<String> classes = new HashSet<>(node.rows("omop_visit_occurrence", "DISTINCT visit_source_value || visit_concept_id"));
        assertThat(classes).containsExactlyInAnyOrder("AMB9202", "IMP9201", "EMER9203", "HH581476", "VR722455");
        Set<String> encounters = resources.get("Encounter").stream().map(encounter -> "Encounter/" + encounter.required("id").asText()).collect(Collectors.toSet());
        assertThat(node.rows("omop_procedure_occurrence", "count(visit_occurrence_id)")).containsExactly(String.valueOf(
                resources.get("Procedure").stream().filter(procedure -> encounters.contains(procedure.path("encounter").path("reference").asText())).count()));
    }

    /** How many resources of a type have an element. */
    private long of(String type, String element) {
        long with = resources.get(type).stream().filter(resource -> resource.has(element)).count();
        assertThat(with).as(type + "." + element).isPositive();
        return with;
    }

    private List<String> codes(String type, String element) {
        return resources.get(type).stream().map(resource -> resource.required(element).required("coding").get(0).required("code").asText()).sorted().toList();
    }

    private List<Extract> extracts(Path folder) throws IOException {
        List<Extract> extracts = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String type = file.getFileName().toString().split("\\.")[0];
                Optional<Profile> profile = ProfileReader.FHIR.stream().map(ProfileReader::named).filter(any -> any.fhir().orElseThrow().resource().equals(type)).findFirst();
                if (profile.isPresent()) {
                    extracts.add(new Extract(profile.get(), List.of(file)));
                    try (BufferedReader lines = new BufferedReader(new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
                        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                            resources.computeIfAbsent(type, name -> new ArrayList<>()).add(JSON.readTree(line));
                        }
                    }
                }
            }
        }
        return extracts;
    }
}
