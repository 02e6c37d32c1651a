package pt.arquipelago.node.omop;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pt.arquipelago.node.ingest.Erasure;
import pt.arquipelago.node.ingest.IngestFixture;
import pt.arquipelago.node.ingest.Rotation;
import pt.arquipelago.node.ingest.SnsRows;
import pt.arquipelago.node.lake.LakeVersion;
import pt.arquipelago.node.profile.ProfileException;
import pt.arquipelago.node.profile.ProfileReader;
import pt.arquipelago.node.quality.Measurement;
import pt.arquipelago.node.quality.MeasurementJson;
import pt.arquipelago.node.settings.OperatorException;
import pt.arquipelago.pseudonymisation.domain.KeyedDomain;
import pt.arquipelago.pseudonymisation.identifier.IdentifierType;
import pt.arquipelago.pseudonymisation.key.NodeKey;

class OmopBuildTest {
    private static final long N = OmopPeople.PERSONS;
    private static final String MAP_HEADER = "source_code,source_concept_id,source_vocabulary_id,source_code_description,target_concept_id,target_vocabulary_id,valid_start_date,valid_end_date,invalid_reason\n";

    /** Lakes that tests take copies of: with the source tables alone, and with the OMOP tables too. */
    @TempDir
    static Path shared;
    private static OmopReport first;

    @TempDir
    Path root;
    private IngestFixture node;
    private final OmopPeople people = new OmopPeople();

    @BeforeAll
    static void ingest() {
        IngestFixture made = new IngestFixture(shared, 0);
        assertThat(made.load(new OmopPeople().extracts(made)).version()).isPresent();
        IngestFixture.copy(made.node().resolve("lake"), shared.resolve("ingested"));
        first = new OmopBuild(made.node().resolve("lake"), "512MB", Optional.empty(), IngestFixture.CLOCK, silent()).build();
        IngestFixture.copy(made.node().resolve("lake"), shared.resolve("built"));
    }

    private void ingested() {
        copyOf("ingested");
    }

    private OmopReport built() {
        copyOf("built");
        return first;
    }

    private void copyOf(String lake) {
        node = new IngestFixture(root, 0);
        IngestFixture.copy(shared.resolve(lake), lake());
    }

    @Test
    void everySystemGivesItsRowsAndTheModelsRulesHold() {
        OmopReport report = built();
        assertThat(report.version()).isPresent();
        Map<String, Map<String, Long>> rows = report.tables().stream().collect(toMap(OmopReport.Table::table, OmopReport.Table::rows));
        assertThat(rows.keySet()).containsExactlyInAnyOrderElementsOf(Cdm.TABLES.stream().map(table -> "omop_" + table).toList());
        assertThat(rows.get("omop_person")).isEqualTo(Map.of("source_rnu", N));
        assertThat(rows.get("omop_visit_occurrence")).isEqualTo(Map.of("source_siars", N, "source_cit", N, "source_ccc", N, "source_gdh", N));
        assertThat(rows.get("omop_drug_exposure")).isEqualTo(Map.of("source_pem", N, "source_pem_ppp", N, "source_dem", N));
        assertThat(rows.get("omop_condition_occurrence")).as("a certificate for a family member's illness is no condition of who has it")
                .isEqualTo(Map.of("source_siars", N, "source_rse", N, "source_cit", N / 2, "source_crd", N, "source_sico", 5 * N, "source_siso", N, "source_gdh", 3 * N));
        assertThat(rows.get("omop_measurement")).isEqualTo(Map.of("source_siars", 5 * N, "source_esp", N, "source_crd", 3 * N, "source_ccc", 2 * N));
        assertThat(rows.get("omop_observation")).isEqualTo(Map.of("source_cit", N, "source_siars", N, "source_rentev", 6 * N, "source_ccc", N, "source_bas", N));
        assertThat(rows.get("omop_procedure_occurrence")).isEqualTo(Map.of("source_esp", N, "source_siso", N, "source_gdh", 3 * N));
        assertThat(rows.get("omop_death")).isEqualTo(Map.of("source_sico", N));
        assertThat(rows.get("omop_cost")).isEqualTo(Map.of("source_dem", N, "source_siso", N, "source_bas", N, "source_gdh", N));
        assertThat(rows.get("omop_provider")).as("80 of the registry of professionals, 7 doctors and 7 dentists who are not in it")
                .isEqualTo(Map.of("source_rnp", N, "source_pem", 7L, "source_siso", 7L));
        assertThat(rows.get("omop_drug_era")).as("a prescription and a dispensing of a substance on near days are one").isEqualTo(Map.of("omop_drug_exposure", node.rows("omop_drug_exposure", "DISTINCT person_id, drug_concept_id").size() + 0L));
        assertThat(rows.get("omop_condition_era")).as("no condition is mapped").isEmpty();
        assertThat(rows.get("omop_observation_period")).isEqualTo(Map.of("omop_person", N));
        assertThat(report.checks()).filteredOn(check -> check.kind().equals(OmopChecks.CONFORMANCE)).hasSizeGreaterThan(150).allMatch(OmopChecks.Result::passes);
        assertThat(report.checks()).filteredOn(check -> check.name().equals("no_drug_after_death")).as("these rows were written with one certificate of death each")
                .singleElement().matches(check -> check.rows() == 3 * N && check.failing() == 0);
    }

    @Test
    void sourceValuesStayAndWhatIsNotMappedIsConceptZeroAndCounted() {
        OmopReport report = built();
        assertThat(node.rows("omop_drug_exposure", "DISTINCT drug_source_value, drug_concept_id, drug_type_concept_id")).containsExactlyInAnyOrder(
                "A10BA02|1503297|32825", "A10BA02|1503297|32838", "C10AA05|1545958|32825", "C10AA05|1545958|32838");
        assertThat(node.rows("omop_condition_occurrence WHERE condition_source_value = 'T90'", "DISTINCT condition_concept_id")).containsExactly("0");
        assertThat(mapped(report, "omop_condition_occurrence", "condition_concept_id")).isEqualTo(new OmopReport.Mapped(25 * N / 2, 0));
        assertThat(mapped(report, "omop_drug_exposure", "drug_concept_id")).isEqualTo(new OmopReport.Mapped(3 * N, 3 * N));
        assertThat(mapped(report, "omop_measurement", "measurement_concept_id")).as("not: apnoeas an hour, acuity of two eyes").isEqualTo(new OmopReport.Mapped(11 * N, 8 * N));
        assertThat(report.json()).contains("\"share\"");
    }

    @Test
    void eachTableIsMeasuredForItsLabel() {
        built();
        Measurement drugs = measured("omop_drug_exposure");
        assertThat(drugs.size().rows()).isEqualTo(3 * N);
        assertThat(drugs.size().persons()).isEqualTo(N);
        assertThat(drugs.columns()).extracting(Measurement.ColumnCount::name).contains("drug_concept_id", "drug_source_value").doesNotContain("lot_number");
        assertThat(drugs.columns()).filteredOn(column -> column.name().equals("days_supply")).as("a dispensing tells none").singleElement().matches(column -> column.values() == 2 * N);
        assertThat(drugs.checks().rules()).extracting(Measurement.RuleCount::name).contains("drug_exposure_after_birth", "no_future_drug");
        assertThat(drugs.checks().rules()).filteredOn(rule -> rule.name().equals("drug_exposure_after_birth")).singleElement().as("with its threshold")
                .matches(rule -> rule.title().en().endsWith("(up to 0.1 % may fail)") && rule.title().pt().endsWith("(podem falhar até 0,1 %)"));
        assertThat(drugs.references()).contains(new Measurement.ReferenceCount("person_id", "omop_person", "person_id", 3 * N, 3 * N));
        assertThat(measured("omop_cost").checks().rules()).extracting(Measurement.RuleCount::name).contains("cost_of_a_drug");
    }

    @Test
    void aBenefitSaysWhoPaidAndAnEpisodeItsGroupWithoutAnAmount() {
        OmopReport report = built();
        assertThat(node.rows("omop_cost WHERE cost_domain_id = 'Observation'", "DISTINCT total_charge, paid_by_payer, paid_by_patient")).containsExactly("20.00|16.50|3.50");
        assertThat(node.rows("omop_observation WHERE observation_source_value = 'benefício adicional'", "person_id, observation_id"))
                .containsAll(node.rows("omop_cost WHERE cost_domain_id = 'Observation'", "person_id, cost_event_id"));
        assertThat(node.rows("omop_cost WHERE cost_domain_id = 'Visit'", "DISTINCT drg_source_value, drg_concept_id, total_charge, paid_by_payer, currency_concept_id"))
                .containsExactly("045|0|null|null|null");
        assertThat(node.rows("omop_visit_occurrence WHERE visit_source_value = 'internamento'", "person_id, visit_occurrence_id"))
                .containsExactlyElementsOf(node.rows("omop_cost WHERE cost_domain_id = 'Visit'", "person_id, visit_occurrence_id"));
        assertThat(node.rows("omop_cost WHERE cost_domain_id <> 'Visit'", "count(drg_concept_id)")).containsExactly("0");
        assertThat(mapped(report, "omop_cost", "drg_concept_id")).as("of episodes alone").isEqualTo(new OmopReport.Mapped(N, 0));
        assertThat(report.checks()).filteredOn(check -> Set.of("cost_of_a_benefit", "group_of_a_visit").contains(check.name())).hasSize(2).allMatch(check -> check.rows() == N && check.failing() == 0);
    }

    private Measurement measured(String table) {
        List<byte[]> all = node.lake().measurements(node.lake().current(), table);
        return MeasurementJson.read(all.get(all.size() - 1));
    }

    @Test
    void unchangedSourcesBuildNothingAndAChangedOneBuildsWhatIsMadeOfIt() {
        LakeVersion before = built().version().orElseThrow();
        OmopReport again = build();
        assertThat(again.version()).contains(before);
        assertThat(again.tables()).hasSize(Cdm.TABLES.size()).allMatch(OmopReport.Table::known);

        people.rows("dem").get(0).put("pvp", "99.00");
        node.load(List.of(people.extract(node, "dem")));
        OmopReport third = build();
        Set<String> built = new HashSet<>();
        third.tables().stream().filter(table -> !table.known()).forEach(table -> built.add(table.table()));
        assertThat(built).contains("omop_drug_exposure", "omop_cost").doesNotContain("omop_condition_occurrence", "omop_measurement", "omop_death", "omop_provider");
        assertThat(node.rows("omop_cost WHERE total_charge = 99", "count(*)")).containsExactly("1");
    }

    @Test
    void theInstitutionsOwnMapCountsBeforeTheProjects() {
        built();
        Path map = node.write("map.csv", MAP_HEADER + "T90,0,ICPC2,\"diabetes, não insulino-dependente\",201826,SNOMED,1970-01-01,2099-12-31,\n"
                + "A10BA02,0,ATC,metformina,42,RxNorm,1970-01-01,2099-12-31,\n");
        build(Optional.of(map));
        assertThat(node.rows("omop_condition_occurrence WHERE condition_source_value = 'T90'", "DISTINCT condition_concept_id")).containsExactly("201826");
        assertThat(node.rows("omop_drug_exposure WHERE drug_source_value = 'A10BA02'", "DISTINCT drug_concept_id")).containsExactly("42");
    }

    @Test
    void importedVocabulariesMapWhatTheyKnowWithinTheFieldsDomain() {
        LakeVersion before = built().version().orElseThrow();
        new VocabularyImport(lake(), "512MB", IngestFixture.CLOCK, silent()).load(new Download().write(root.resolve("download")));
        OmopReport report = build();
        assertThat(report.version().orElseThrow().number()).isGreaterThan(before.number());
        assertThat(node.rows("omop_condition_occurrence WHERE condition_source_value IN ('I25.1', 'I21.9', 'E78.5', 'E11.9')", "DISTINCT condition_source_value, condition_concept_id, condition_source_concept_id"))
                .as("of two concepts of its domain the first; none where only an observation or a concept that is not valid is left; nothing is known of E11.9")
                .containsExactlyInAnyOrder("I25.1|" + Download.HEART_DISEASE + "|" + Download.I25_1, "I21.9|" + Download.HEART_DISEASE + "|" + Download.I21_9, "E78.5|0|" + Download.E78_5, "E11.9|0|null");
        assertThat(node.rows("omop_drug_exposure", "DISTINCT drug_source_value, drug_concept_id")).as("what the download does not tell, the project's map does")
                .containsExactlyInAnyOrder("A10BA02|" + Download.TABLET, "C10AA05|1545958");
        assertThat(node.rows("omop_drug_era", "DISTINCT drug_concept_id")).as("of a tablet its ingredient").containsExactly(String.valueOf(Download.METFORMIN));
        assertThat(node.rows("omop_condition_era", "DISTINCT condition_concept_id, condition_occurrence_count")).as("two certificates' lines for heart disease and one for infarction, of one day")
                .containsExactly(Download.HEART_DISEASE + "|3");
        assertThat(report.checks()).filteredOn(check -> check.kind().equals(OmopChecks.VOCABULARY) && check.name().equals("omop_condition_occurrence.condition_concept_id")).singleElement()
                .matches(check -> check.passes() && check.rows() == 3 * N);
        assertThat(report.checks()).filteredOn(check -> check.kind().equals(OmopChecks.VOCABULARY) && check.name().equals("omop_person.gender_concept_id")).as("this download holds no sexes")
                .singleElement().matches(check -> check.failing() == N);
        assertThat(build().tables()).allMatch(OmopReport.Table::known);

        Path map = node.write("map.csv", MAP_HEADER + "I25.1,0,ICD10,,0,SNOMED,1970-01-01,2099-12-31,\n");
        build(Optional.of(map));
        assertThat(node.rows("omop_condition_occurrence WHERE condition_source_value = 'I25.1'", "DISTINCT condition_concept_id")).as("the institution's word counts most").containsExactly("0");
    }

    @Test
    void exposuresWithNoMoreThanThirtyDaysBetweenThemAreOneEra() {
        IngestFixture other = new IngestFixture(root.resolve("other"), 0);
        Map<String, String> row = people.rows("dem").get(0);
        List<Map<String, String>> rows = new ArrayList<>();
        for (String day : List.of("2025-01-01", "2025-01-11", "2025-02-10", "2025-03-13", "2025-03-13")) {
            Map<String, String> dispensing = new LinkedHashMap<>(row);
            dispensing.put("id_dispensa", "DSP928374655" + rows.size());
            dispensing.replaceAll((name, value) -> name.equals("data_dispensa") ? day + value.substring(10) : value);
            rows.add(dispensing);
        }
        other.load(ProfileReader.named("dem"), other.write("dem.csv", SnsRows.csv(rows)));
        new OmopBuild(other.node().resolve("lake"), "512MB", Optional.empty(), IngestFixture.CLOCK, silent()).build();
        assertThat(other.rows("omop_drug_era", "drug_era_start_date, drug_era_end_date, drug_exposure_count, gap_days")).containsExactlyInAnyOrder("2025-01-01|2025-02-10|3|38", "2025-03-13|2025-03-13|2|0");
    }

    @Test
    void whichRowOfAPersonCountsDoesNotDependOnTheirOrder() {
        Map<String, String> one = people.rows("dem").get(0);
        Map<String, String> another = new LinkedHashMap<>(one);
        another.replace("id_dispensa", "DSP9283746559");
        another.replace("concelho_dico", "0105");
        for (List<Map<String, String>> rows : List.of(List.of(one, another), List.of(another, one))) {
            IngestFixture other = new IngestFixture(root.resolve("order" + rows.indexOf(one)), 0);
            other.load(ProfileReader.named("dem"), other.write("dem.csv", SnsRows.csv(rows)));
            new OmopBuild(other.node().resolve("lake"), "512MB", Optional.empty(), IngestFixture.CLOCK, silent()).build();
            assertThat(other.rows("omop_person", "location_id")).containsExactly("105");
        }
    }

    @Test
    void aMapThatIsWrongIsRefusedWithItsLine() {
        node = new IngestFixture(root, 0);
        Path column = node.write("column.csv", "source_code,target_concept_id\n");
        assertThatThrownBy(() -> build(Optional.of(column))).isInstanceOf(OperatorException.class).hasMessageContaining("column.csv, line 1");
        Path twice = node.write("twice.csv", MAP_HEADER + "T90,0,ICPC2,,1,SNOMED,,,\nT90,0,ICPC2,,2,SNOMED,,,\n");
        assertThatThrownBy(() -> build(Optional.of(twice))).isInstanceOf(OperatorException.class).hasMessageContaining("twice.csv, line 3");
    }

    @Test
    void whatBreaksTheModelsRulesIsNotPublished() {
        ingested();
        LakeVersion before = node.lake().current();
        Path map = node.write("map.csv", MAP_HEADER + "presencial,0,PT_CONTACTO,,77,Visit,1970-01-01,2099-12-31,\n");
        OmopReport report = build(Optional.of(map));
        assertThat(report.version()).isEmpty();
        assertThat(report.checks()).filteredOn(check -> !check.passes() && check.kind().equals(OmopChecks.CONFORMANCE)).singleElement()
                .matches(check -> check.name().equals("omop_visit_occurrence.visit_concept_id") && check.failing() == N / 2);
        assertThat(node.lake().current()).isEqualTo(before);
        assertThat(build().version().orElseThrow().tables()).containsKey("omop_visit_occurrence");
    }

    @Test
    @Tag("slow")
    void aRotationTakesTheOmopTablesAlong() {
        built();
        KeyedDomain second = KeyedDomain.of("test", List.of(IngestFixture.KEY, NodeKey.generate(new SecureRandom())));
        new Rotation(lake(), "512MB", IngestFixture.CLOCK, List.of(), step -> { }).rotate(second);
        long person = second.pseudonymiser().pseudonym(IdentifierType.PATIENT_NUMBER, "813274000");
        assertThat(node.rows("omop_person WHERE person_id = " + person, "gender_concept_id")).containsExactly("8532");
        assertThat(node.rows("omop_drug_exposure WHERE person_id = " + person, "count(*)")).containsExactly("3");
        assertThat(Set.copyOf(node.rows("omop_cost WHERE cost_domain_id = 'Drug'", "cost_event_id")))
                .as("what a cost was for goes along").isEqualTo(Set.copyOf(node.rows("omop_drug_exposure WHERE drug_type_concept_id = 32825", "drug_exposure_id")));
        assertThat(build().checks()).filteredOn(check -> check.kind().equals(OmopChecks.CONFORMANCE)).isNotEmpty().allMatch(OmopChecks.Result::passes);
    }

    @Test
    @Tag("slow")
    void anErasureTakesThePersonOutOfEveryOmopTable() {
        built();
        long person = IngestFixture.PSEUDONYMISER.pseudonym(IdentifierType.PATIENT_NUMBER, "813274000");
        List<String> tables = Cdm.TABLES.stream().filter(table -> !Set.of("location", "care_site", "provider", "condition_era").contains(table)).map(table -> "omop_" + table).toList();
        assertThat(tables).allSatisfy(table -> assertThat(rowsOf(table, person)).as(table).isPositive());
        new Erasure(lake(), "512MB", IngestFixture.CLOCK, List.of()).erase(Set.of(person));
        assertThat(tables).allSatisfy(table -> assertThat(rowsOf(table, person)).as(table).isZero());
        assertThat(build().version()).isPresent();
        assertThat(tables).allSatisfy(table -> assertThat(rowsOf(table, person)).as(table).isZero());
    }

    @Test
    void aFieldThatTheModelDoesNotKnowIsRefusedWithItsLine() {
        OmopTableReader reader = new OmopTableReader(Cdm.read());
        String yaml = Cdm.resource("death.yaml");
        assertThatThrownBy(() -> reader.read("death.yaml", yaml.replace("name: death_date", "name: death_day"))).isInstanceOf(ProfileException.class)
                .hasMessageContaining("death.yaml").hasMessageContaining("no field 'death_day'");
        assertThatThrownBy(() -> reader.read("death.yaml", yaml.replace("name: death_date", "name: death_date, type: bigint"))).isInstanceOf(ProfileException.class)
                .hasMessageContaining("date");
    }

    @Test
    void onlyTablesWithSourcesAreBuilt() {
        IngestFixture other = new IngestFixture(root.resolve("other"), 0);
        other.load(ProfileReader.named("dem"), other.write("dem.csv", SnsRows.csv(people.rows("dem"))));
        OmopReport report = new OmopBuild(other.node().resolve("lake"), "512MB", Optional.empty(), IngestFixture.CLOCK, silent()).build();
        assertThat(report.version()).isPresent();
        assertThat(report.tables()).extracting(OmopReport.Table::table).containsExactlyInAnyOrder("omop_location", "omop_person", "omop_drug_exposure", "omop_cost", "omop_drug_era", "omop_observation_period");
        assertThat(report.checks()).filteredOn(check -> check.kind().equals(OmopChecks.CONFORMANCE)).allMatch(OmopChecks.Result::passes);
    }

    private long rowsOf(String table, long person) {
        return Long.parseLong(node.rows(table + " WHERE person_id = " + person, "count(*)").get(0));
    }

    private static OmopReport.Mapped mapped(OmopReport report, String table, String field) {
        return report.tables().stream().filter(each -> each.table().equals(table)).findFirst().orElseThrow().mapped().get(field);
    }

    private OmopReport build() {
        return build(Optional.empty());
    }

    private OmopReport build(Optional<Path> map) {
        return new OmopBuild(lake(), "512MB", map, IngestFixture.CLOCK, silent()).build();
    }

    private Path lake() {
        return node.node().resolve("lake");
    }

    private static PrintStream silent() {
        return new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    }
}
