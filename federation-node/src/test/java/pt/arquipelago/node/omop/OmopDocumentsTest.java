package pt.arquipelago.node.omop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pt.arquipelago.node.ingest.FhirBundles;
import pt.arquipelago.node.ingest.IngestFixture;

/** OMOP tables out of documents: the same as out of their resources by the line. */
class OmopDocumentsTest {
    /** What a document calls otherwise: its events, visits and professionals. */
    private static final Map<String, Set<String>> OTHERS = Map.of(
            "omop_person", Set.of(),
            "omop_visit_occurrence", Set.of("visit_occurrence_id", "provider_id"),
            "omop_condition_occurrence", Set.of("condition_occurrence_id", "provider_id", "visit_occurrence_id"),
            "omop_drug_exposure", Set.of("drug_exposure_id", "provider_id", "visit_occurrence_id"),
            "omop_measurement", Set.of("measurement_id", "provider_id", "visit_occurrence_id"),
            "omop_observation", Set.of("observation_id", "provider_id", "visit_occurrence_id"),
            "omop_procedure_occurrence", Set.of("procedure_occurrence_id", "provider_id", "visit_occurrence_id"),
            "omop_death", Set.of(),
            "omop_observation_period", Set.of("observation_period_id"));

    @TempDir
    Path root;

    @Test
    void theSameResourcesInDocumentsAndByTheLineGiveTheSameRows() {
        IngestFixture lines = new IngestFixture(root.resolve("lines"), 0);
        assertThat(lines.load(new OmopTwins().fhir(lines)).version()).isPresent();
        build(lines);
        IngestFixture documents = new IngestFixture(root.resolve("documents"), 0);
        assertThat(documents.load(new OmopTwins().documents(documents)).version()).isPresent();
        build(documents);
        for (Map.Entry<String, Set<String>> each : OTHERS.entrySet()) {
            String table = each.getKey();
            String same = Cdm.read().fields(table.substring(OmopTable.PREFIX.length())).stream().map(CdmField::name)
                    .map(field -> each.getValue().contains(field) ? field + " IS NULL" : field).collect(Collectors.joining(", "));
            assertThat(documents.rows(table, same)).as(table).isEqualTo(lines.rows(table, same)).isNotEmpty();
        }
        Set<String> visits = Set.copyOf(documents.rows("omop_visit_occurrence", "visit_occurrence_id"));
        assertThat(visits).hasSize(OmopTwins.PERSONS);
        assertThat(documents.rows("omop_condition_occurrence", "visit_occurrence_id")).hasSize(OmopTwins.PERSONS).allMatch(visits::contains);
        assertThat(documents.rows("omop_provider", "count(*)")).containsExactly("1");
    }

    @Test
    void aMedicineInTheListOfAPatientSummaryIsADrugExposure() {
        IngestFixture node = new IngestFixture(root, 0);
        String medicine = "'subject':{'reference':'Patient/p'},'medicationReference':{'reference':'Medication/m'},'dateAsserted':'2025-05-01',";
        String base = "https://h.example/fhir/";
        assertThat(node.load(FhirBundles.extracts(node.write("summary.json", FhirBundles.document("1", "60591-5").about(base + "Patient/p")
                .entry(base + "Patient/p", "Patient", "'birthDate':'1960-01-02','gender':'male'")
                .entry(base + "Medication/m", "Medication", "'code':" + OmopTwins.code("http://www.whocc.no/atc", "A10BA02"))
                .entry(base + "MedicationStatement/1", "MedicationStatement", medicine + "'status':'active','effectivePeriod':{'start':'2024-03-02'}")
                .entry(base + "MedicationStatement/2", "MedicationStatement", medicine + "'status':'completed','effectivePeriod':{'start':'2020-01-01','end':'2020-01-10'}")
                .entry(base + "MedicationStatement/3", "MedicationStatement", medicine + "'status':'completed','effectiveDateTime':'2019-01-01'")
                .entry(base + "MedicationStatement/4", "MedicationStatement", medicine + "'status':'not-taken','effectiveDateTime':'2018-01-01'").line()))).version()).isPresent();
        build(node);
        assertThat(node.rows("omop_drug_exposure", "drug_exposure_start_date, drug_exposure_end_date, drug_source_value, drug_type_concept_id")).isEqualTo(List.of(
                "2019-01-01|2019-01-01|A10BA02|32817", "2020-01-01|2020-01-10|A10BA02|32817", "2024-03-02|2025-05-01|A10BA02|32817"));
    }

    private static void build(IngestFixture node) {
        PrintStream progress = new PrintStream(OutputStream.nullOutputStream());
        assertThat(new OmopBuild(node.node().resolve("lake"), "512MB", Optional.empty(), IngestFixture.CLOCK, progress).build().version()).isPresent();
    }
}
