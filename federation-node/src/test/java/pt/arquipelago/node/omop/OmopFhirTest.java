package pt.arquipelago.node.omop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pt.arquipelago.node.ingest.Ingest.Extract;
import pt.arquipelago.node.ingest.IngestFixture;
import pt.arquipelago.node.profile.ProfileReader;

/** OMOP tables out of FHIR: the same as out of the systems' own extracts, and what FHIR alone can say. */
class OmopFhirTest {
    private static final long N = OmopTwins.PERSONS;
    private static final String MAP = "source_code,source_concept_id,source_vocabulary_id,source_code_description,target_concept_id,target_vocabulary_id,valid_start_date,valid_end_date,invalid_reason\n"
            + "T90,0,ICPC2,,201826,SNOMED,1970-01-01,2099-12-31,\n";

    /** Fields whose values must differ between the two: pseudonyms of other documents and professionals, numbers, and what a system calls a thing or an institution. */
    private static final Map<String, Set<String>> OTHERS = Map.of(
            "omop_person", Set.of(),
            "omop_visit_occurrence", Set.of("visit_occurrence_id", "provider_id", "visit_source_value"),
            "omop_condition_occurrence", Set.of("condition_occurrence_id", "provider_id", "visit_occurrence_id"),
            "omop_drug_exposure", Set.of("drug_exposure_id", "provider_id"),
            "omop_measurement", Set.of("measurement_id", "provider_id", "visit_occurrence_id"),
            "omop_observation", Set.of("observation_id", "provider_id", "visit_occurrence_id"),
            "omop_procedure_occurrence", Set.of("procedure_occurrence_id", "provider_id"),
            "omop_death", Set.of("death_type_concept_id"),
            "omop_observation_period", Set.of(),
            "omop_drug_era", Set.of());
    /** Fields that the extracts fill and resources do not. */
    private static final Map<String, Set<String>> ONLY_OF_SYSTEMS = Map.of(
            "omop_person", Set.of("location_id", "provider_id", "care_site_id"),
            "omop_visit_occurrence", Set.of("care_site_id"),
            "omop_drug_exposure", Set.of("route_source_value", "dose_unit_source_value"),
            "omop_measurement", Set.of("range_low", "range_high"));
    /** Numbers that a build gives anew, and to which nothing refers. */
    private static final Map<String, Set<String>> NUMBERS = Map.of("omop_observation_period", Set.of("observation_period_id"), "omop_drug_era", Set.of("drug_era_id"), "omop_condition_era", Set.of("condition_era_id"));

    @TempDir
    static Path shared;
    private static IngestFixture systems;
    private static IngestFixture fhir;
    private static OmopReport ofFhir;

    @TempDir
    Path root;

    @BeforeAll
    static void build() {
        systems = new IngestFixture(shared.resolve("systems"), 0);
        assertThat(systems.load(new OmopTwins().systems(systems)).version()).isPresent();
        assertThat(build(systems).version()).isPresent();
        fhir = new IngestFixture(shared.resolve("fhir"), 0);
        assertThat(fhir.load(new OmopTwins().fhir(fhir)).version()).isPresent();
        ofFhir = build(fhir);
        assertThat(ofFhir.version()).isPresent();
    }

    @Test
    void theSamePersonsAsCsvAndAsFhirGiveTheSameRows() {
        for (String table : OTHERS.keySet()) {
            Set<String> others = OTHERS.get(table);
            Set<String> absent = ONLY_OF_SYSTEMS.getOrDefault(table, Set.of());
            Set<String> numbers = NUMBERS.getOrDefault(table, Set.of());
            String same = Cdm.read().fields(table.substring(OmopTable.PREFIX.length())).stream().map(CdmField::name).filter(field -> !absent.contains(field) && !numbers.contains(field))
                    .map(field -> others.contains(field) ? field + " IS NULL" : field).collect(Collectors.joining(", "));
            assertThat(fhir.rows(table, same)).as(table).isEqualTo(systems.rows(table, same)).isNotEmpty();
            assertThat(others).as(table).allSatisfy(field -> assertThat(fhir.rows(table, field)).as(field + " differs").isNotEqualTo(systems.rows(table, field)));
            assertThat(absent).as(table).allSatisfy(field -> {
                assertThat(fhir.rows(table, "count(" + field + ")")).as(field).containsExactly("0");
                assertThat(systems.rows(table, "count(" + field + ")")).as(field).doesNotContain("0");
            });
        }
    }

    @Test
    void eventsStandInTheVisitOfTheirEncounter() {
        Set<String> visits = Set.copyOf(fhir.rows("omop_visit_occurrence", "visit_occurrence_id"));
        assertThat(visits).hasSize((int) N);
        assertThat(fhir.rows("omop_condition_occurrence", "visit_occurrence_id")).hasSize((int) N).allMatch(visits::contains);
        assertThat(fhir.rows("omop_measurement WHERE measurement_source_value <> '3084-1'", "visit_occurrence_id")).hasSize(5 * (int) N).allMatch(visits::contains);
    }

    @Test
    void rowsAreCountedAndMappedAndCheckedAsOthers() {
        Map<String, OmopReport.Table> tables = ofFhir.tables().stream().collect(Collectors.toMap(OmopReport.Table::table, table -> table));
        assertThat(tables.get("omop_drug_exposure").rows()).isEqualTo(Map.of("fhir_medication_request", N, "fhir_medication_dispense", N, "fhir_immunization", N));
        assertThat(tables.get("omop_drug_exposure").mapped()).containsEntry("drug_concept_id", new OmopReport.Mapped(3 * N, 2 * N));
        assertThat(tables.get("omop_condition_occurrence").mapped()).containsEntry("condition_concept_id", new OmopReport.Mapped(N, 3));
        assertThat(tables.get("omop_visit_occurrence").mapped()).containsEntry("visit_concept_id", new OmopReport.Mapped(N, N));
        assertThat(tables.get("omop_measurement").mapped()).containsEntry("measurement_concept_id", new OmopReport.Mapped(6 * N, 6 * N)).containsEntry("unit_concept_id", new OmopReport.Mapped(6 * N, 6 * N));
        assertThat(tables.get("omop_provider").rows()).isEqualTo(Map.of("fhir_encounter", 1L));
        assertThat(ofFhir.checks()).filteredOn(check -> check.kind().equals(OmopChecks.CONFORMANCE)).hasSizeGreaterThan(100).allMatch(OmopChecks.Result::passes);
    }

    @Test
    void unchangedResourcesBuildNothingAndAChangedOneBuildsWhatIsMadeOfIt() {
        IngestFixture node = copyOf(fhir);
        assertThat(build(node).tables()).isNotEmpty().allMatch(OmopReport.Table::known);
        node.load(List.of(new Extract(ProfileReader.named("fhir-medication-dispense"), List.of(node.write("more.ndjson", OmopTwins.line("MedicationDispense", "d0", "'subject':{'reference':'Patient/p0'},"
                + "'status':'completed','whenHandedOver':'2025-04-01','medicationCodeableConcept':" + OmopTwins.code("http://www.whocc.no/atc", "A10BA02")))))));
        assertThat(build(node).tables().stream().filter(table -> !table.known()).map(OmopReport.Table::table)).contains("omop_drug_exposure", "omop_drug_era")
                .doesNotContain("omop_person", "omop_measurement", "omop_condition_occurrence", "omop_visit_occurrence", "omop_death");
    }

    @Test
    void whoIsKnownToASystemAndToFhirIsOnePersonWithTheRowsOfBoth() {
        IngestFixture node = copyOf(systems);
        node.load(new OmopTwins().fhir(node));
        OmopReport report = build(node);
        assertThat(report.checks()).filteredOn(check -> check.kind().equals(OmopChecks.CONFORMANCE)).as("each key stands once").isNotEmpty().allMatch(OmopChecks.Result::passes);
        assertThat(report.tables()).filteredOn(table -> table.table().equals("omop_person")).singleElement().satisfies(table -> assertThat(table.rows()).isEqualTo(Map.of("source_rnu", N)));
        assertThat(report.tables()).filteredOn(table -> table.table().equals("omop_death")).singleElement().satisfies(table -> assertThat(table.rows()).isEqualTo(Map.of("source_rnu", 1L)));
        assertThat(report.tables()).filteredOn(table -> table.table().equals("omop_drug_exposure")).singleElement().satisfies(table -> assertThat(table.rows())
                .isEqualTo(Map.of("source_pem", N, "source_dem", N, "source_rse", N, "fhir_medication_request", N, "fhir_medication_dispense", N, "fhir_immunization", N)));
        assertThat(node.rows("omop_observation_period", "count(*)")).containsExactly(String.valueOf(N));
    }

    @Test
    void whoseYearOfBirthIsNotKnownIsNoPersonAndHasNoEvents() {
        IngestFixture node = new IngestFixture(root.resolve("few"), 0);
        load(node, "fhir-patient", OmopTwins.line("Patient", "a", "'birthDate':'1960'") + OmopTwins.line("Patient", "b", "'gender':'other'") + OmopTwins.line("Patient", "c", "'birthDate':'1970','gender':'other'"));
        load(node, "fhir-observation", observation("1", "a", OmopTwins.value("4548-4", "7", "%")) + observation("2", "b", OmopTwins.value("4548-4", "8", "%")));
        assertThat(build(node).version()).isPresent();
        assertThat(node.rows("omop_person", "year_of_birth, gender_concept_id, gender_source_value")).containsExactlyInAnyOrder("1960|0|null", "1970|0|other");
        assertThat(node.rows("omop_measurement", "value_as_number")).containsExactly("7.0000");
    }

    @Test
    void anObservationIsAMeasurementOrNotByWhatItSays() {
        IngestFixture node = new IngestFixture(root.resolve("few"), 0);
        load(node, "fhir-patient", OmopTwins.line("Patient", "a", "'birthDate':'1960'"));
        String negative = "'code':" + OmopTwins.code("http://loinc.org", "94500-6") + ",'valueCodeableConcept':" + OmopTwins.code("http://snomed.info/sct", "260385009");
        load(node, "fhir-observation", observation("1", "a", OmopTwins.value("3016-3", "0.01", "m[IU]/L").replace("'value':", "'comparator':'<','value':"))
                + observation("2", "a", OmopTwins.category("laboratory") + "," + negative) + observation("3", "a", negative)
                + observation("4", "a", OmopTwins.category("survey") + ",'code':" + OmopTwins.code("http://loinc.org", "44261-6") + ",'valueInteger':9")
                + observation("5", "a", OmopTwins.value("3016-3", "1", "m[IU]/L")).replace("final", "entered-in-error")
                + observation("6", "a", OmopTwins.value("3016-3", "2", "m[IU]/L") + ",'meta':{'security':[{'system':'http://terminology.hl7.org/CodeSystem/v3-Confidentiality','code':'R'}]}")
                + observation("7", "a", "'valueBoolean':true,'code':" + OmopTwins.code("urn:x", "x".repeat(60)) + ",'encounter':{'reference':'Encounter/none'}"));
        assertThat(build(node).version()).isPresent();
        assertThat(node.rows("omop_measurement", "measurement_source_value, operator_concept_id, value_as_number, unit_source_value, value_source_value"))
                .containsExactlyInAnyOrder("3016-3|4171756|0.0100|m[IU]/L|null", "94500-6|null|null|null|260385009");
        assertThat(node.rows("omop_observation", "observation_source_value, value_as_number, value_as_string, visit_occurrence_id"))
                .containsExactlyInAnyOrder("94500-6|null|260385009|null", "44261-6|9.0000|null|null", "x".repeat(50) + "|null|S|null");
    }

    @Test
    void whatWasNotDoneIsNoEvent() {
        IngestFixture node = new IngestFixture(root.resolve("few"), 0);
        load(node, "fhir-patient", OmopTwins.line("Patient", "a", "'birthDate':'1960'"));
        String subject = "'subject':{'reference':'Patient/a'},";
        String drug = "'medicationCodeableConcept':" + OmopTwins.code("http://www.whocc.no/atc", "A10BA02") + ",";
        String problem = ",'recordedDate':'2025-03-01','code':" + OmopTwins.code("http://hl7.org/fhir/sid/icd-10", "I10");
        load(node, "fhir-encounter", OmopTwins.line("Encounter", "1", subject + "'status':'planned','class':{'code':'AMB'},'period':{'start':'2025-03-04'}")
                + OmopTwins.line("Encounter", "2", subject + "'status':'in-progress','class':{'code':'IMP'},'period':{'start':'2025-03-04'}"));
        load(node, "fhir-medication-request", OmopTwins.line("MedicationRequest", "1", subject + drug + "'status':'cancelled','intent':'order','authoredOn':'2025-03-01'")
                + OmopTwins.line("MedicationRequest", "2", subject + drug + "'status':'active','intent':'proposal','authoredOn':'2025-03-01'")
                + OmopTwins.line("MedicationRequest", "4", subject + drug + "'status':'active','intent':'order','doNotPerform':true,'authoredOn':'2025-03-01'")
                + OmopTwins.line("MedicationRequest", "3", subject + drug + "'status':'stopped','intent':'order','authoredOn':'2025-03-02'"));
        load(node, "fhir-condition", OmopTwins.line("Condition", "1", "'subject':{'reference':'Patient/a'},'encounter':{'reference':'Encounter/1'}" + problem)
                + OmopTwins.line("Condition", "2", "'subject':{'reference':'Patient/a'},'verificationStatus':" + OmopTwins.code("http://terminology.hl7.org/CodeSystem/condition-ver-status", "refuted") + problem));
        assertThat(build(node).version()).isPresent();
        assertThat(node.rows("omop_visit_occurrence", "visit_concept_id, visit_start_date, visit_end_date")).containsExactly("9201|2025-03-04|2025-03-04");
        assertThat(node.rows("omop_drug_exposure", "drug_exposure_start_date")).containsExactly("2025-03-02");
        assertThat(node.rows("omop_condition_occurrence", "condition_start_date, visit_occurrence_id")).as("its encounter was planned, and is no visit").containsExactly("2025-03-01|null");
    }

    @Test
    void aReportIsARowOfItsKindWithItsCodedConclusion() {
        IngestFixture node = new IngestFixture(root.resolve("few"), 0);
        load(node, "fhir-patient", OmopTwins.line("Patient", "a", "'birthDate':'1960'") + OmopTwins.line("Patient", "b", "'gender':'other'"));
        String mass = ",'conclusion':'palavras livres','conclusionCode':[" + OmopTwins.code("http://hl7.org/fhir/sid/icd-10", "I10") + "]";
        load(node, "fhir-diagnostic-report", report("1", "a", "LAB", "24323-8", "'effectiveDateTime':'2025-03-04'") + report("2", "a", "LAB", "60567-5", "'effectiveDateTime':'2025-03-05'" + mass)
                + report("3", "a", "RAD", "24627-2", "'issued':'2025-03-06T10:00:00Z'") + report("4", "a", "RAD", "36643-5", "'effectiveDateTime':'2025-03-07'" + mass)
                + report("5", "a", "", "34117-2", "'effectiveDateTime':'2025-03-08'") + report("6", "a", "LAB", "24323-8", "'effectiveDateTime':'2025-03-04'").replace("final", "preliminary")
                + report("7", "b", "LAB", "24323-8", "'effectiveDateTime':'2025-03-04'") + report("8", "a", "LAB", "24323-8", "'conclusion':'sem dia'")
                + report("9", "a", "LAB", "24323-8", "'effectiveDateTime':'2025-03-04','meta':{'security':[{'system':'http://terminology.hl7.org/CodeSystem/v3-Confidentiality','code':'R'}]}"));
        OmopReport built = new OmopBuild(node.node().resolve("lake"), "512MB", Optional.of(node.write("map.csv", MAP + "I10,0,ICD10,,320128,SNOMED,1970-01-01,2099-12-31,\n")), IngestFixture.CLOCK,
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8)).build();
        assertThat(built.version()).isPresent();
        assertThat(node.rows("omop_measurement", "measurement_date, measurement_source_value, value_as_number, value_source_value, value_as_concept_id"))
                .containsExactlyInAnyOrder("2025-03-04|24323-8|null|null|null", "2025-03-05|60567-5|null|I10|320128");
        assertThat(node.rows("omop_procedure_occurrence", "procedure_date, procedure_source_value")).as("without a day of the exam, that of its report")
                .containsExactlyInAnyOrder("2025-03-06|24627-2", "2025-03-07|36643-5");
        assertThat(node.rows("omop_observation", "observation_date, observation_source_value, value_as_string, value_as_concept_id"))
                .containsExactlyInAnyOrder("2025-03-07|36643-5|I10|320128", "2025-03-08|34117-2|null|null");
        assertThat(built.tables()).filteredOn(table -> table.table().equals("omop_observation")).singleElement()
                .satisfies(table -> assertThat(table.mapped()).as("of conclusions that there are").containsEntry("value_as_concept_id", new OmopReport.Mapped(1, 1)));
        assertThat(node.rows("omop_observation", "*")).noneMatch(row -> row.contains("palavras"));
    }

    private static String report(String id, String patient, String category, String loinc, String elements) {
        return OmopTwins.line("DiagnosticReport", id, "'status':'final','subject':{'reference':'Patient/" + patient + "'},'code':" + OmopTwins.code("http://loinc.org", loinc) + ","
                + (category.isEmpty() ? "" : "'category':[" + OmopTwins.code("http://terminology.hl7.org/CodeSystem/v2-0074", category) + "],") + elements);
    }

    private static String observation(String id, String patient, String elements) {
        return OmopTwins.line("Observation", id, "'status':'final','effectiveDateTime':'2025-03-04','subject':{'reference':'Patient/" + patient + "'}," + elements);
    }

    private static void load(IngestFixture node, String profile, String lines) {
        assertThat(node.load(ProfileReader.named(profile), node.write(profile + ".ndjson", lines)).version()).isPresent();
    }

    private IngestFixture copyOf(IngestFixture from) {
        IngestFixture node = new IngestFixture(root.resolve("copy"), 0);
        IngestFixture.copy(from.node().resolve("lake"), node.node().resolve("lake"));
        return node;
    }

    private static OmopReport build(IngestFixture node) {
        return new OmopBuild(node.node().resolve("lake"), "512MB", Optional.of(node.write("map.csv", MAP)), IngestFixture.CLOCK, new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8)).build();
    }
}
