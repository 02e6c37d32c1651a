package pt.arquipelago.node.omop;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pt.arquipelago.node.ingest.Erasure;
import pt.arquipelago.node.ingest.IngestFixture;
import pt.arquipelago.node.ingest.Rotation;
import pt.arquipelago.node.lake.LakeVersion;
import pt.arquipelago.node.profile.ProfileException;
import pt.arquipelago.node.profile.ProfileReader;
import pt.arquipelago.node.settings.OperatorException;
import pt.arquipelago.pseudonymisation.domain.KeyedDomain;
import pt.arquipelago.pseudonymisation.identifier.IdentifierType;
import pt.arquipelago.pseudonymisation.key.NodeKey;

class OmopBuildTest {
    private static final long N = OmopPeople.PERSONS;
    private static final String MAP_HEADER = "source_code,source_concept_id,source_vocabulary_id,source_code_description,target_concept_id,target_vocabulary_id,valid_start_date,valid_end_date,invalid_reason\n";

    @TempDir
    Path root;
    private IngestFixture node;
    private final OmopPeople people = new OmopPeople();

    @BeforeEach
    void ingest() {
        node = new IngestFixture(root, 0);
        assertThat(node.load(people.extracts(node)).version()).isPresent();
    }

    @Test
    void everySystemGivesItsRowsAndTheModelsRulesHold() {
        OmopReport report = build();
        assertThat(report.version()).isPresent();
        Map<String, Map<String, Long>> rows = report.tables().stream().collect(toMap(OmopReport.Table::table, OmopReport.Table::rows));
        assertThat(rows.keySet()).containsExactlyInAnyOrderElementsOf(Cdm.TABLES.stream().map(table -> "omop_" + table).toList());
        assertThat(rows.get("omop_person")).isEqualTo(Map.of("source_rnu", N));
        assertThat(rows.get("omop_visit_occurrence")).isEqualTo(Map.of("source_siars", N, "source_cit", N, "source_ccc", N));
        assertThat(rows.get("omop_drug_exposure")).isEqualTo(Map.of("source_pem", N, "source_pem_ppp", N, "source_dem", N));
        assertThat(rows.get("omop_condition_occurrence")).as("a certificate for a family member's illness is no condition of who has it")
                .isEqualTo(Map.of("source_siars", N, "source_rse", N, "source_cit", N / 2, "source_crd", N, "source_sico", 5 * N, "source_siso", N));
        assertThat(rows.get("omop_measurement")).isEqualTo(Map.of("source_siars", 5 * N, "source_esp", N, "source_crd", 3 * N, "source_ccc", 2 * N));
        assertThat(rows.get("omop_observation")).isEqualTo(Map.of("source_cit", N, "source_siars", N, "source_rentev", 6 * N, "source_ccc", N, "source_bas", N));
        assertThat(rows.get("omop_procedure_occurrence")).isEqualTo(Map.of("source_esp", N, "source_siso", N));
        assertThat(rows.get("omop_death")).isEqualTo(Map.of("source_sico", N));
        assertThat(rows.get("omop_cost")).isEqualTo(Map.of("source_dem", N, "source_siso", N));
        assertThat(rows.get("omop_provider")).as("80 of the registry of professionals, 7 doctors and 7 dentists who are not in it")
                .isEqualTo(Map.of("source_rnp", N, "source_pem", 7L, "source_siso", 7L));
        assertThat(rows.get("omop_observation_period")).isEqualTo(Map.of("omop_person", N));
        assertThat(report.checks()).filteredOn(check -> check.kind().equals(OmopChecks.CONFORMANCE)).hasSizeGreaterThan(150).allMatch(OmopChecks.Result::passes);
        assertThat(report.checks()).filteredOn(check -> check.name().equals("no_drug_after_death")).as("these rows were written with one certificate of death each")
                .singleElement().matches(check -> check.rows() == 3 * N && check.failing() == 0);
    }

    @Test
    void sourceValuesStayAndWhatIsNotMappedIsConceptZeroAndCounted() {
        OmopReport report = build();
        assertThat(node.rows("omop_drug_exposure", "DISTINCT drug_source_value, drug_concept_id, drug_type_concept_id")).containsExactlyInAnyOrder(
                "A10BA02|1503297|32825", "A10BA02|1503297|32838", "C10AA05|1545958|32825", "C10AA05|1545958|32838");
        assertThat(node.rows("omop_condition_occurrence WHERE condition_source_value = 'T90'", "DISTINCT condition_concept_id")).containsExactly("0");
        assertThat(mapped(report, "omop_condition_occurrence", "condition_concept_id")).isEqualTo(new OmopReport.Mapped(19 * N / 2, 0));
        assertThat(mapped(report, "omop_drug_exposure", "drug_concept_id")).isEqualTo(new OmopReport.Mapped(3 * N, 3 * N));
        assertThat(mapped(report, "omop_measurement", "measurement_concept_id")).as("not: apnoeas an hour, acuity of two eyes").isEqualTo(new OmopReport.Mapped(11 * N, 8 * N));
        assertThat(report.json()).contains("\"share\"");
    }

    @Test
    void unchangedSourcesBuildNothingAndAChangedOneBuildsWhatIsMadeOfIt() {
        LakeVersion first = build().version().orElseThrow();
        OmopReport again = build();
        assertThat(again.version()).contains(first);
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
        Path map = node.write("map.csv", MAP_HEADER + "T90,0,ICPC2,\"diabetes, não insulino-dependente\",201826,SNOMED,1970-01-01,2099-12-31,\n"
                + "A10BA02,0,ATC,metformina,42,RxNorm,1970-01-01,2099-12-31,\n");
        build(Optional.of(map));
        assertThat(node.rows("omop_condition_occurrence WHERE condition_source_value = 'T90'", "DISTINCT condition_concept_id")).containsExactly("201826");
        assertThat(node.rows("omop_drug_exposure WHERE drug_source_value = 'A10BA02'", "DISTINCT drug_concept_id")).containsExactly("42");
    }

    @Test
    void aMapThatIsWrongIsRefusedWithItsLine() {
        Path column = node.write("column.csv", "source_code,target_concept_id\n");
        assertThatThrownBy(() -> build(Optional.of(column))).isInstanceOf(OperatorException.class).hasMessageContaining("column.csv, line 1");
        Path twice = node.write("twice.csv", MAP_HEADER + "T90,0,ICPC2,,1,SNOMED,,,\nT90,0,ICPC2,,2,SNOMED,,,\n");
        assertThatThrownBy(() -> build(Optional.of(twice))).isInstanceOf(OperatorException.class).hasMessageContaining("twice.csv, line 3");
    }

    @Test
    void whatBreaksTheModelsRulesIsNotPublished() {
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
    void aRotationTakesTheOmopTablesAlong() {
        build();
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
    void anErasureTakesThePersonOutOfEveryOmopTable() {
        build();
        long person = IngestFixture.PSEUDONYMISER.pseudonym(IdentifierType.PATIENT_NUMBER, "813274000");
        List<String> tables = Cdm.TABLES.stream().filter(table -> !Set.of("location", "care_site", "provider").contains(table)).map(table -> "omop_" + table).toList();
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
        other.load(ProfileReader.named("dem"), other.write("dem.csv", pt.arquipelago.node.ingest.SnsRows.csv(people.rows("dem"))));
        OmopReport report = new OmopBuild(other.node().resolve("lake"), "512MB", Optional.empty(), IngestFixture.CLOCK, silent()).build();
        assertThat(report.version()).isPresent();
        assertThat(report.tables()).extracting(OmopReport.Table::table).containsExactlyInAnyOrder("omop_location", "omop_person", "omop_drug_exposure", "omop_cost", "omop_observation_period");
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
