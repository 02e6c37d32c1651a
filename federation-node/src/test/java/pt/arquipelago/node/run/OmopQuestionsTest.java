package pt.arquipelago.node.run;

import static java.util.stream.Collectors.averagingDouble;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.reducing;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pt.arquipelago.analysis.partial.ArrowPartials;
import pt.arquipelago.analysis.partial.PartialCell.Released;
import pt.arquipelago.analysis.partial.PartialRow;
import pt.arquipelago.analysis.query.AggregateQuery;
import pt.arquipelago.node.ingest.IngestFixture;
import pt.arquipelago.node.lake.Lake;
import pt.arquipelago.node.lake.LakeWriter;
import pt.arquipelago.node.omop.OmopBuild;
import pt.arquipelago.node.omop.OmopPeople;
import pt.arquipelago.node.release.ReleasedResult;
import pt.arquipelago.policies.permit.Outcome;
import pt.arquipelago.pseudonymisation.identifier.IdentifierType;

/** Questions over the OMOP tables through the whole chain, from the extracts to what leaves; each answer computed again from the extracts' rows. */
@Tag("spark")
class OmopQuestionsTest {
    private static final OmopPeople PEOPLE = new OmopPeople();
    private static final String OPTED_OUT = "813274000";

    @TempDir
    static Path folder;
    private static NodeForTests node;

    @BeforeAll
    static void build() throws IOException {
        IngestFixture ingest = new IngestFixture(folder.resolve("ingest"), 0);
        assertThat(ingest.load(PEOPLE.extracts(ingest)).version()).isPresent();
        node = new NodeForTests(Files.createDirectory(folder.resolve("node")), lake -> {
            IngestFixture.copy(ingest.node().resolve("lake"), lake);
            new OmopBuild(lake, "512MB", Optional.empty(), IngestFixture.CLOCK, new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8)).build();
        });
    }

    @AfterAll
    static void stop() throws Exception {
        node.close();
    }

    @Test
    void personsBySex() {
        Map<List<Object>, Long> expected = PEOPLE.rows("rnu").stream().collect(groupingBy(row -> List.<Object>of(row.get("sexo").equals("M") ? 8507L : 8532L), counting()));
        assertThat(counts("SELECT gender_concept_id, count(DISTINCT person_id) AS n FROM omop_person GROUP BY gender_concept_id")).isEqualTo(expected);
    }

    @Test
    void drugsOfPersonsWithACondition() {
        Set<String> diabetics = new HashSet<>();
        PEOPLE.rows("siars").stream().filter(row -> row.get("icpc2").equals("T90")).forEach(row -> diabetics.add(row.get("numero_utente")));
        PEOPLE.rows("rse").stream().filter(row -> row.get("codigo").equals("T90")).forEach(row -> diabetics.add(row.get("numero_utente")));
        Map<List<Object>, Set<String>> expected = new HashMap<>();
        Map<String, Long> concepts = Map.of("A10BA02", 1503297L, "C10AA05", 1545958L);
        for (String system : List.of("pem", "pem-ppp", "dem")) {
            PEOPLE.rows(system).stream().filter(row -> diabetics.contains(row.get("numero_utente")))
                    .forEach(row -> expected.computeIfAbsent(List.of(concepts.get(row.get("atc"))), key -> new HashSet<>()).add(row.get("numero_utente")));
        }
        assertThat(counts("SELECT d.drug_concept_id, count(DISTINCT d.person_id) AS n FROM omop_drug_exposure d JOIN omop_condition_occurrence c ON d.person_id = c.person_id "
                + "WHERE c.condition_source_value = 'T90' GROUP BY d.drug_concept_id")).isEqualTo(sizes(expected));
    }

    @Test
    void meanPressureBySex() {
        Map<String, Double> expected = PEOPLE.rows("siars").stream().collect(groupingBy(row -> row.get("sexo"), averagingDouble(row -> Double.parseDouble(row.get("pas")))));
        Map<List<Object>, List<Object>> answer = asked("SELECT p.gender_source_value, sum(m.value_as_number) AS total, count(*) AS n FROM omop_measurement m JOIN omop_person p ON m.person_id = p.person_id "
                + "WHERE m.measurement_concept_id = 3004249 GROUP BY p.gender_source_value", 1);
        expected.forEach((sex, mean) -> {
            List<Object> cells = answer.get(List.of(sex));
            assertThat(new BigDecimal(cells.get(0).toString()).doubleValue() / ((Number) cells.get(1)).doubleValue()).isEqualTo(mean);
        });
        assertThat(answer).hasSize(expected.size());
    }

    @Test
    void whatDrugsCostThroughTheEventTheyWereFor() {
        Map<String, BigDecimal> expected = PEOPLE.rows("dem").stream().collect(groupingBy(row -> row.get("atc"), reducing(BigDecimal.ZERO, row -> new BigDecimal(row.get("valor_sns")), BigDecimal::add)));
        Map<List<Object>, List<Object>> answer = asked("SELECT d.drug_source_value, sum(c.paid_by_payer) AS paid FROM omop_cost c JOIN omop_drug_exposure d ON c.cost_event_id = d.drug_exposure_id "
                + "AND c.person_id = d.person_id GROUP BY d.drug_source_value", 1);
        assertThat(answer).hasSize(expected.size());
        expected.forEach((atc, paid) -> assertThat(new BigDecimal(answer.get(List.of(atc)).get(0).toString())).isEqualByComparingTo(paid));
    }

    @Test
    void visitsByKindAndMonthThatBeginWithACondition() {
        Map<List<Object>, Long> expected = PEOPLE.rows("siars").stream()
                .collect(groupingBy(row -> List.<Object>of(row.get("tipo_contacto").equals("presencial") ? 9202L : 722455L, Long.valueOf(row.get("data_contacto").substring(5, 7))), counting()));
        assertThat(counts("SELECT v.visit_concept_id, month(v.visit_start_date) AS m, count(*) AS n FROM omop_visit_occurrence v JOIN omop_condition_occurrence c "
                + "ON v.visit_occurrence_id = c.visit_occurrence_id AND v.person_id = c.person_id WHERE v.visit_source_value IN ('presencial', 'não presencial') "
                + "GROUP BY v.visit_concept_id, month(v.visit_start_date)", 2)).isEqualTo(expected);
    }

    @Test
    void sickLeaveDaysByClassification() {
        Map<String, Integer> expected = PEOPLE.rows("cit").stream().collect(groupingBy(row -> row.get("classificacao"), reducing(0, row -> Integer.valueOf(row.get("dias")), Integer::sum)));
        Map<List<Object>, List<Object>> answer = asked("SELECT value_as_string, sum(value_as_number) AS days FROM omop_observation WHERE observation_source_value = 'incapacidade' GROUP BY value_as_string", 1);
        assertThat(answer).hasSize(expected.size());
        expected.forEach((classification, days) -> assertThat(new BigDecimal(answer.get(List.of(classification)).get(0).toString())).isEqualByComparingTo(BigDecimal.valueOf(days)));
    }

    @Test
    void aPersonsNumberOrAnEventsNeverLeaves() {
        for (String sql : List.of("SELECT person_id, count(*) AS n FROM omop_drug_exposure GROUP BY person_id", "SELECT max(drug_exposure_id) AS n FROM omop_drug_exposure",
                "SELECT count(*) AS n FROM omop_person WHERE person_id = 1", "SELECT care_site_id, count(*) AS n FROM omop_person GROUP BY care_site_id")) {
            assertThat(ask(sql, UNCHANGED).outcome()).as(sql).isEqualTo(Outcome.REFUSED);
        }
    }

    @Test
    void whoOptedOutIsInNoAnswer() {
        Instant now = Instant.ofEpochSecond(node.now());
        try (LakeWriter lake = LakeWriter.open(node.lake(), IngestFixture.CLOCK)) {
            lake.optOuts().optOut(List.of(new long[] {IngestFixture.PSEUDONYMISER.pseudonym(IdentifierType.PATIENT_NUMBER, OPTED_OUT)}), now.minusSeconds(900));
        }
        assertThat(Lake.open(node.lake()).optOuts().at(0, now)).hasSize(1);
        Map<List<Object>, List<Object>> answer = read(ask("SELECT gender_source_value, count(DISTINCT person_id) AS n FROM omop_person GROUP BY gender_source_value", permit -> permit.put("iat", node.now() - 10).put("nbf", node.now() - 10)), 1);
        assertThat(answer).containsEntry(List.of("F"), List.of((long) OmopPeople.PERSONS / 2 - 1)).containsEntry(List.of("M"), List.of((long) OmopPeople.PERSONS / 2));
    }

    private static final Consumer<ObjectNode> UNCHANGED = permit -> { };

    private static Map<List<Object>, Long> sizes(Map<List<Object>, Set<String>> persons) {
        Map<List<Object>, Long> sizes = new HashMap<>();
        persons.forEach((key, set) -> sizes.put(key, (long) set.size()));
        return sizes;
    }

    private static Map<List<Object>, Long> counts(String sql) {
        return counts(sql, 1);
    }

    /** The one count of each row that is not suppressed. */
    private static Map<List<Object>, Long> counts(String sql, int keys) {
        Map<List<Object>, Long> counts = new HashMap<>();
        asked(sql, keys).forEach((key, cells) -> {
            if (cells.get(0) != null) {
                counts.put(key, ((Number) cells.get(0)).longValue());
            }
        });
        return counts;
    }

    private static Map<List<Object>, List<Object>> asked(String sql, int keys) {
        return read(ask(sql, UNCHANGED), keys);
    }

    private static Map<List<Object>, List<Object>> read(ReleasedResult answer, int keys) {
        assertThat(answer.manifest().refusal()).isEmpty();
        Map<List<Object>, List<Object>> rows = new HashMap<>();
        for (PartialRow row : ArrowPartials.read(answer.bytes(), AggregateQuery.fromJson(answer.manifest().query().orElseThrow())).rows()) {
            List<Object> cells = new ArrayList<>();
            row.cells().forEach(cell -> cells.add(cell instanceof Released released ? released.value() : null));
            rows.put(List.copyOf(row.keys().subList(0, keys)), cells);
        }
        return rows;
    }

    /** Under a permit for every column of the OMOP tables; of another organisation for each question, for all tables are about the same persons. */
    private static ReleasedResult ask(String sql, Consumer<ObjectNode> change) {
        return node.answer(node.order(sql, NodeForTests.UNCHANGED, permit -> {
            String another = UUID.randomUUID().toString();
            permit.put("jti", another).withObject("/applicant").put("organisation", another);
            ArrayNode datasets = permit.putArray("datasets");
            Lake lake = Lake.open(node.lake());
            lake.snapshots(lake.current()).stream().filter(table -> table.table().startsWith("omop_")).forEach(table -> {
                ObjectNode dataset = datasets.addObject().put("iri", "https://catalogo.example/datasets/" + NodeForTests.NODE + "/" + table.table())
                        .put("node", NodeForTests.NODE).put("table", table.table());
                ArrayNode columns = dataset.putArray("columns");
                table.description().columns().stream().filter(column -> !column.isPseudonym()).forEach(column -> columns.add(column.name()));
            });
            change.accept(permit);
        })).orElseThrow();
    }
}
