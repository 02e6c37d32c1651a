package pt.arquipelago.node.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pt.arquipelago.node.ingest.Ingest.Outcome;
import pt.arquipelago.node.profile.Profile;
import pt.arquipelago.node.profile.ProfileReader;

/** A published bulk export of ten synthetic patients, read a second time by other means. */
class FhirSampleTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> NAMING = Set.of("text", "name", "telecom", "photo", "note", "identifier", "line", "display", "div");

    @TempDir
    Path root;
    private final Map<String, List<JsonNode>> resources = new HashMap<>();

    @Test
    void everyResourceOfATypeThatIsTakenIsInItsTableOrInQuarantineAndNothingThatNamesAPersonIsInEither() throws IOException {
        String data = System.getenv("ARQUIPELAGO_TEST_DATA");
        if (data == null) {
            System.out.println("FHIR bulk export: not run: folder not set (ARQUIPELAGO_TEST_DATA)");
            return;
        }
        Path folder = Path.of(data).resolve("fhir_bulk_smart10");
        read(folder);
        IngestFixture node = new IngestFixture(root, 0.05);
        List<Profile> profiles = ProfileReader.FHIR.stream().map(ProfileReader::named).toList();
        FhirExport export = FhirExport.of(folder, profiles);
        assertThat(export.leftOut()).hasSize(7);
        Outcome outcome = node.load(export.extracts());
        assertThat(outcome.version()).isPresent();
        assertThat(outcome.reports()).hasSize(7);
        Set<String> naming = naming();
        for (LoadReport report : outcome.reports()) {
            Profile profile = profiles.stream().filter(any -> any.table().equals(report.table())).findFirst().orElseThrow();
            List<JsonNode> expected = resources.get(profile.fhir().orElseThrow().resource());
            assertThat(report.read()).as(report.table()).isEqualTo(expected.size()).isEqualTo(report.accepted() + report.quarantined());
            assertThat(node.rows(report.table(), "count(*)")).as(report.table()).containsExactly(String.valueOf(report.accepted()));
            assertThat(node.rows(report.table(), "*").stream().flatMap(row -> java.util.Arrays.stream(row.split("\\|"))).filter(naming::contains)).as(report.table()).isEmpty();
            assertThat(node.rows(report.table(), "DISTINCT patient")).isSubsetOf(node.rows("fhir_patient", "patient"));
        }
        assertThat(outcome.reports().stream().mapToLong(LoadReport::quarantined).sum()).isZero();
        assertThat(outcome.reports().stream().mapToLong(LoadReport::read).sum()).isEqualTo(5756);
        assertThat(node.rows("fhir_condition", "snomed")).isEqualTo(codes("Condition", "code"));
        assertThat(node.rows("fhir_procedure", "code")).isEqualTo(codes("Procedure", "code"));
        assertThat(node.rows("fhir_immunization", "cvx")).isEqualTo(codes("Immunization", "vaccineCode"));
        assertThat(node.rows("fhir_medication_request", "rxnorm")).isEqualTo(codes("MedicationRequest", "medicationCodeableConcept"));
        for (String type : List.of("Condition", "Procedure", "Immunization", "MedicationRequest")) {
            String table = profiles.stream().filter(any -> any.fhir().orElseThrow().resource().equals(type)).findFirst().orElseThrow().table();
            long inExport = resources.get(type).stream().filter(this::hasItsEncounter).count();
            assertThat(node.rows(table, "encounter").stream().filter(Set.copyOf(node.rows("fhir_encounter", "encounter"))::contains).count()).as(type).isEqualTo(inExport).isPositive();
        }
    }

    private void read(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.filter(any -> any.toString().endsWith(".ndjson.gz")).toList()) {
                try (BufferedReader lines = new BufferedReader(new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
                    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                        JsonNode resource = JSON.readTree(line);
                        resources.computeIfAbsent(resource.required("resourceType").asText(), name -> new ArrayList<>()).add(resource);
                    }
                }
            }
        }
    }

    private List<String> codes(String type, String element) {
        return resources.get(type).stream().map(resource -> resource.required(element).required("coding").get(0).required("code").asText()).sorted().toList();
    }

    private boolean hasItsEncounter(JsonNode resource) {
        String reference = resource.path("encounter").path("reference").asText();
        return resources.get("Encounter").stream().anyMatch(encounter -> reference.equals("Encounter/" + encounter.required("id").asText()));
    }

    /** Every text of four characters or more below an element that may name somebody, and every id. */
    private Set<String> naming() {
        Set<String> found = new HashSet<>();
        resources.values().forEach(all -> all.forEach(resource -> {
            found.add(resource.required("id").asText());
            collect(resource, false, found);
        }));
        return found;
    }

    private static void collect(JsonNode node, boolean naming, Set<String> found) {
        if (node.isTextual() && naming && node.asText().length() >= 4 && !node.asText().matches("https?://.*|urn:.*|official")) {
            found.add(node.asText());
        }
        node.forEach(element -> {
            if (node.isArray()) {
                collect(element, naming, found);
            }
        });
        node.fields().forEachRemaining(field -> collect(field.getValue(), naming || NAMING.contains(field.getKey()), found));
    }
}
