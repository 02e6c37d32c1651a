package pt.arquipelago.node.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pt.arquipelago.analysis.partial.ArrowPartials;
import pt.arquipelago.analysis.partial.PartialCell.Released;
import pt.arquipelago.analysis.partial.PartialRow;
import pt.arquipelago.analysis.query.AggregateQuery;
import pt.arquipelago.node.ingest.Ingest.Extract;
import pt.arquipelago.node.ingest.IngestFixture;
import pt.arquipelago.node.profile.Profile;
import pt.arquipelago.node.profile.ProfileReader;
import pt.arquipelago.node.release.ReleasedResult;
import pt.arquipelago.policies.permit.Outcome;

/**
 * Questions to tables of FHIR, from NDJSON to what leaves: eighty patients, forty of each gender, of whom every second pair has a
 * glucose of 5 and the others of 7, and the latter diabetes.
 */
@Tag("spark")
class FhirQuestionsTest {
    private static final int PERSONS = 80;
    private static final List<String> PROFILES = List.of("fhir-patient", "fhir-encounter", "fhir-condition", "fhir-observation");

    @TempDir
    static Path folder;
    private static NodeForTests node;

    @BeforeAll
    static void ingest() throws IOException {
        IngestFixture ingest = new IngestFixture(folder.resolve("ingest"), 0);
        String subject = "'subject':{'reference':'Patient/p%d'}";
        List<Extract> extracts = List.of(
                extract(ingest, "fhir-patient", i -> "'id':'p" + i + "','gender':'" + (i % 2 == 0 ? "female" : "male") + "','birthDate':'1960'"),
                extract(ingest, "fhir-encounter", i -> "'id':'e" + i + "','status':'finished','class':{'code':'AMB'},'period':{'start':'2025-03-04'}," + subject.formatted(i)),
                extract(ingest, "fhir-condition", i -> "'id':'c" + i + "','encounter':{'reference':'Encounter/e" + i + "'},'code':{'coding':[{'system':'http://hl7.org/fhir/sid/icd-10','code':'"
                        + (i / 2 % 2 == 0 ? "I10" : "E11.9") + "'}]},'recordedDate':'2025-03-04'," + subject.formatted(i)),
                extract(ingest, "fhir-observation", i -> "'id':'o" + i + "','status':'final','performer':[{'reference':'Practitioner/d" + i % 7 + "'}],'effectiveDateTime':'2025-03','code':{'coding':"
                        + "[{'system':'http://loinc.org','code':'15074-8'}]},'valueQuantity':{'value':" + (i / 2 % 2 == 0 ? 5 : 7) + ",'system':'http://unitsofmeasure.org','code':'mmol/L'},"
                        + subject.formatted(i)));
        assertThat(ingest.load(extracts).version()).isPresent();
        node = new NodeForTests(Files.createDirectory(folder.resolve("node")), lake -> copy(ingest.node().resolve("lake"), lake));
    }

    @AfterAll
    static void stop() throws Exception {
        node.close();
    }

    @Test
    void observationsOfPatientsByTheirGender() {
        assertThat(rows("SELECT p.gender, count(*) AS n, sum(o.value) AS total FROM fhir_patient p JOIN fhir_observation o ON p.person = o.person "
                + "WHERE o.loinc = '15074-8' AND o.unit = 'mmol/L' GROUP BY p.gender")).containsExactlyInAnyOrder("female|40|240", "male|40|240");
    }

    @Test
    void aKeyWithACodeList() {
        assertThat(rows("SELECT effective_precision, count(DISTINCT person) AS n FROM fhir_observation GROUP BY effective_precision")).contains("month|80");
    }

    @Test
    void conditionsJoinTheirEncounters() {
        assertThat(rows("SELECT c.icd10, count(*) AS n FROM fhir_condition c JOIN fhir_encounter e ON c.encounter = e.encounter WHERE e.encounter_class = 'AMB' GROUP BY c.icd10"))
                .containsExactlyInAnyOrder("E11.9|40", "I10|40");
    }

    @Test
    void fewPersonsStaySuppressed() {
        assertThat(rows("SELECT gender, count(*) AS n FROM fhir_patient WHERE birth_year < 1950 GROUP BY gender")).allSatisfy(row -> assertThat(row).endsWith("|null"));
    }

    @Test
    void aPseudonymIsNoKeyAndAResourceIsNoPerson() {
        assertThat(ask("SELECT observation, count(*) AS n FROM fhir_observation GROUP BY observation").outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(ask("SELECT p.gender, count(*) AS n FROM fhir_patient p JOIN fhir_observation o ON p.resource = o.person GROUP BY p.gender").manifest().refusal().orElseThrow().code())
                .isEqualTo("gate.pseudonym");
    }

    private static Extract extract(IngestFixture ingest, String name, IntFunction<String> resource) {
        Profile profile = ProfileReader.named(name);
        String type = profile.fhir().orElseThrow().resource();
        String lines = IntStream.range(0, PERSONS).mapToObj(i -> ("{'resourceType':'" + type + "'," + resource.apply(i) + "}\n").replace('\'', '"')).collect(Collectors.joining());
        return new Extract(profile, List.of(ingest.write(type + ".ndjson", lines)));
    }

    private static List<String> rows(String sql) {
        ReleasedResult answer = ask(sql);
        assertThat(answer.manifest().refusal()).isEmpty();
        List<String> rows = new ArrayList<>();
        for (PartialRow row : ArrowPartials.read(answer.bytes(), AggregateQuery.fromJson(answer.manifest().query().orElseThrow())).rows()) {
            List<Object> cells = new ArrayList<>(row.keys());
            row.cells().forEach(cell -> cells.add(cell instanceof Released released ? released.value() : null));
            rows.add(cells.stream().map(cell -> cell instanceof java.math.BigDecimal number ? number.stripTrailingZeros().toPlainString() : String.valueOf(cell)).collect(Collectors.joining("|")));
        }
        return rows;
    }

    /** Under a permit for every column; of another organisation for each question, for all are about the same persons. */
    private static ReleasedResult ask(String sql) {
        return node.answer(node.order(sql, NodeForTests.UNCHANGED, permit -> {
            String another = UUID.randomUUID().toString();
            permit.put("jti", another).withObject("/applicant").put("organisation", another);
            ArrayNode datasets = permit.putArray("datasets");
            for (String name : PROFILES) {
                Profile profile = ProfileReader.named(name);
                ObjectNode dataset = datasets.addObject().put("iri", "https://catalogo.example/datasets/" + NodeForTests.NODE + "/" + profile.table())
                        .put("node", NodeForTests.NODE).put("table", profile.table());
                ArrayNode columns = dataset.putArray("columns");
                profile.lakeColumns().stream().filter(column -> !column.isPseudonym()).forEach(column -> columns.add(column.name()));
            }
        })).orElseThrow();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.toList()) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        }
    }
}
