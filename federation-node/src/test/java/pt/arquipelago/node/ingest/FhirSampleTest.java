package pt.arquipelago.node.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pt.arquipelago.node.ingest.Ingest.Outcome;
import pt.arquipelago.node.profile.Profile;
import pt.arquipelago.node.profile.ProfileReader;

/** Of {@link FhirSample}, all is where it belongs. */
class FhirSampleTest {
    private static final Set<String> NAMING = Set.of("text", "name", "telecom", "photo", "note", "identifier", "line", "display", "div");

    @TempDir
    Path root;
    private FhirSample sample;

    @Test
    void everyResourceOfATypeThatIsTakenIsInItsTableOrInQuarantineAndNothingThatNamesAPersonIsInEither() throws IOException {
        Optional<FhirSample> given = FhirSample.given("FHIR bulk export");
        if (given.isEmpty()) {
            return;
        }
        sample = given.get();
        IngestFixture node = new IngestFixture(root, 0.05);
        List<Profile> profiles = ProfileReader.FHIR.stream().map(ProfileReader::named).toList();
        assertThat(sample.leftOut()).hasSize(7);
        Outcome outcome = node.load(sample.extracts());
        assertThat(outcome.version()).isPresent();
        assertThat(outcome.reports()).hasSize(7);
        Set<String> naming = naming();
        for (LoadReport report : outcome.reports()) {
            Profile profile = profiles.stream().filter(any -> any.table().equals(report.table())).findFirst().orElseThrow();
            List<JsonNode> expected = sample.resources(profile.fhir().orElseThrow().resource());
            assertThat(report.read()).as(report.table()).isEqualTo(expected.size()).isEqualTo(report.accepted() + report.quarantined());
            assertThat(node.rows(report.table(), "count(*)")).as(report.table()).containsExactly(String.valueOf(report.accepted()));
            assertThat(node.rows(report.table(), "*").stream().flatMap(row -> java.util.Arrays.stream(row.split("\\|"))).filter(naming::contains)).as(report.table()).isEmpty();
            assertThat(node.rows(report.table(), "DISTINCT patient")).isSubsetOf(node.rows("fhir_patient", "patient"));
        }
        assertThat(outcome.reports().stream().mapToLong(LoadReport::quarantined).sum()).isZero();
        assertThat(outcome.reports().stream().mapToLong(LoadReport::read).sum()).isEqualTo(5756);
        assertThat(node.rows("fhir_condition", "snomed")).isEqualTo(sample.codes("Condition", "code"));
        assertThat(node.rows("fhir_procedure", "code")).isEqualTo(sample.codes("Procedure", "code"));
        assertThat(node.rows("fhir_immunization", "cvx")).isEqualTo(sample.codes("Immunization", "vaccineCode"));
        assertThat(node.rows("fhir_medication_request", "rxnorm")).isEqualTo(sample.codes("MedicationRequest", "medicationCodeableConcept"));
        for (String type : List.of("Condition", "Procedure", "Immunization", "MedicationRequest")) {
            String table = profiles.stream().filter(any -> any.fhir().orElseThrow().resource().equals(type)).findFirst().orElseThrow().table();
            long inExport = sample.resources(type).stream().filter(this::hasItsEncounter).count();
            assertThat(node.rows(table, "encounter").stream().filter(Set.copyOf(node.rows("fhir_encounter", "encounter"))::contains).count()).as(type).isEqualTo(inExport).isPositive();
        }
    }

    private boolean hasItsEncounter(JsonNode resource) {
        String reference = resource.path("encounter").path("reference").asText();
        return sample.resources("Encounter").stream().anyMatch(encounter -> reference.equals("Encounter/" + encounter.required("id").asText()));
    }

    /** Every text of four characters or more below an element that may name somebody, and every id. */
    private Set<String> naming() {
        Set<String> found = new HashSet<>();
        sample.resources().forEach(all -> all.forEach(resource -> {
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
