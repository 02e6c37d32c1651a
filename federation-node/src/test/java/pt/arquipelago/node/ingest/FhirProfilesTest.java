package pt.arquipelago.node.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import pt.arquipelago.node.ingest.Ingest.Extract;
import pt.arquipelago.node.ingest.Ingest.Outcome;
import pt.arquipelago.node.lake.ColumnDescription;
import pt.arquipelago.node.profile.Profile;
import pt.arquipelago.node.profile.ProfileReader;
import pt.arquipelago.pseudonymisation.identifier.IdentifierType;

/** A made-up resource of each type through its profile. */
class FhirProfilesTest {
    @TempDir
    static Path root;
    private static IngestFixture node;
    private static Outcome outcome;

    @BeforeAll
    static void load() {
        node = new IngestFixture(root, 0);
        List<Extract> extracts = new ArrayList<>();
        // Patients last: they are loaded first all the same.
        for (String name : ProfileReader.FHIR) {
            Profile profile = ProfileReader.named(name);
            String type = profile.fhir().orElseThrow().resource();
            extracts.add(0, new Extract(profile, List.of(node.write(type + ".ndjson", FhirResources.lines(type)))));
        }
        outcome = node.load(extracts);
    }

    @Test
    void allComeUnderOneLakeVersion() {
        assertThat(outcome.version().orElseThrow().tables()).hasSize(12);
        assertThat(outcome.reports()).allSatisfy(report -> assertThat(report.quarantined()).as(report.table()).isZero());
    }

    /** A path that finds nothing would leave its column empty for ever. */
    @ParameterizedTest
    @FieldSource("pt.arquipelago.node.profile.ProfileReader#FHIR")
    void everyColumnFindsItsValue(String name) {
        Profile profile = ProfileReader.named(name);
        for (ColumnDescription column : profile.lakeColumns()) {
            assertThat(node.rows(profile.table() + " WHERE " + Sql.name(column.name()) + " IS NOT NULL", Sql.name(column.name()))).as(column.name()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            fhir_encounter           ; encounter_class, type_code, start_day, end_day, reason_code, discharge_code      ; AMB|185347001|2025-03-04|2025-03-05|46177005|home
            fhir_condition           ; code, icd10, icpc2, onset_day, onset_precision, abatement_day, abatement_precision ; 44054006|E11.9|T90|2010-01-01|year|2024-01-01|month
            fhir_medication_request  ; code, atc, rxnorm, dose, dose_unit, frequency, quantity, supply_days, repeats     ; A10BA02|A10BA02|6809|500.000000|mg|2|60.000000|30.000|2
            fhir_medication_dispense ; atc, dispensed_day, quantity, quantity_unit                                      ; A10BA02|2025-01-03|60.000000|{tbl}
            fhir_medication_statement; atc, effective_day, effective_precision, effective_end_day, asserted_day, dose   ; A10BA02|2024-11-01|month|2025-02-01|2025-01-05|500.000000
            fhir_composition         ; kind, status, document_day, category_code, sections                              ; 60591-5|final|2025-06-07|cat|ǀ11450-4ǀ48765-2ǀ
            fhir_procedure           ; snomed, performed_day, performed_end_day, site_code, outcome_code                ; 430193006|2025-02-03|2025-02-04|b1|o1
            fhir_immunization        ; cvx, atc, occurrence_day, primary_source, target_code, dose_number               ; 62|J07BM01|2025-03-03|true|hpv|2
            fhir_allergy_intolerance ; kind, categories, snomed, manifestations, severity                               ; allergy|ǀfoodǀmedicationǀ|387458008|ǀ247472004ǀ|mild
            fhir_diagnostic_report   ; loinc, effective_day, issued_day, finding_code                                   ; 58410-2|2025-05-05|2025-05-06|f1
            """)
    void valuesEnterAsTheyStand(String table, String columns, String values) {
        assertThat(node.rows(table, columns)).containsExactly(values.replace('ǀ', '|'));
    }

    @Test
    void allBelongToThePatientWhoHasAnSnsNumber() {
        String person = String.valueOf(IngestFixture.PSEUDONYMISER.pseudonym(IdentifierType.PATIENT_NUMBER, "813274001"));
        for (String name : ProfileReader.FHIR.subList(1, ProfileReader.FHIR.size())) {
            assertThat(node.rows(ProfileReader.named(name).table(), "DISTINCT patient")).containsExactly(person);
        }
    }

    @Test
    void documentsOfSeveralTablesAreTheSame() {
        assertThat(node.rows("fhir_condition", "encounter")).isEqualTo(node.rows("fhir_encounter", "encounter"));
        assertThat(node.rows("fhir_medication_dispense", "prescription, encounter")).containsExactly(
                node.rows("fhir_medication_request", "medication_request").get(0) + "|" + node.rows("fhir_encounter", "encounter").get(0));
    }

    @Test
    void ofARestrictedResourceTheClinicalContentStaysOut() {
        IngestFixture other = new IngestFixture(root.resolve("restricted"), 0);
        other.load(List.of(new Extract(ProfileReader.named("fhir-patient"), List.of(other.write("Patient.ndjson", FhirResources.lines("Patient")))),
                new Extract(ProfileReader.named("fhir-condition"), List.of(other.write("Condition.ndjson", FhirResources.lines("Condition").replace("\"code\":\"N\"", "\"code\":\"R\""))))));
        assertThat(other.rows("fhir_condition", "code, icd10, icpc2, snomed, recorded_day, confidentiality")).containsExactly("null|null|null|null|2024-05-06|R");
    }

    @Test
    void nothingThatNamesAPersonIsInAnyByteThatTheNodeWrites() throws IOException {
        Map<String, String> written = new LinkedHashMap<>();
        try (Stream<Path> files = Files.walk(node.node())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                written.put(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        for (String name : ProfileReader.FHIR) {
            // Parquet compresses, so what can be read back is looked at too.
            written.put(name, String.join("\n", node.rows(ProfileReader.named(name).table(), "*")));
        }
        written.put("report", ReportText.table(outcome) + ReportText.json("uls-teste", outcome, Map.of(), List.of()) + node.progress);
        assertThat(FhirResources.lines("Patient")).contains(FhirResources.MARK, "813274001");
        assertThat(written).hasSizeGreaterThan(30).allSatisfy((where, text) -> assertThat(Stream.of(FhirResources.MARK, "813274001", "Patient/p1", "1950-07-15").filter(text::contains)
                .collect(Collectors.toList())).as(where).isEmpty());
    }
}
