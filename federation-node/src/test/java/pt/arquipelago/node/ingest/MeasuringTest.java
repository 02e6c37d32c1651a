package pt.arquipelago.node.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pt.arquipelago.catalog.description.QualityDimension;
import pt.arquipelago.catalog.description.QualityElement;
import pt.arquipelago.node.ingest.Ingest.Extract;
import pt.arquipelago.node.lake.LakeWriter;
import pt.arquipelago.node.lake.Text;
import pt.arquipelago.node.profile.Profile;
import pt.arquipelago.node.quality.Measurement.ColumnCount;
import pt.arquipelago.node.quality.Measurement.Coverage;
import pt.arquipelago.node.quality.Measurement.KeyCount;
import pt.arquipelago.node.quality.Measurement.ReasonCount;
import pt.arquipelago.node.quality.Measurement.ReferenceCount;
import pt.arquipelago.node.quality.Measurement.ValueCount;
import pt.arquipelago.node.quality.Measurement;
import pt.arquipelago.node.quality.MeasurementJson;

/** What a load measures of its table, on rows few enough to count by hand. Loads happen on 20 January 2026. */
class MeasuringTest {
    private static final String[] REGISTER = {
        "profile: 1", "system: RNU", "table: source_rnu", "title: {pt: R, en: R}", "subject: utente",
        "columns:",
        "  - {name: utente, class: identifier, identifier: PATIENT_NUMBER, required: true, title: {pt: u, en: p}}",
        "  - {name: nascimento, class: quasi_identifier, type: date, treatment: age_band, as: faixa_etaria, groupable: true, title: {pt: f, en: a}}",
        "  - {name: sexo, class: quasi_identifier, codes: [M, F], groupable: true, title: {pt: s, en: s}}"};
    private static final String[] SALES = {
        "profile: 1", "system: DEM", "table: source_dem", "title: {pt: D, en: D}", "categories: [e]", "subject: utente", "period: dia",
        "quality:",
        "  unique: [venda]",
        "  references:",
        "    - {column: receita, stands_in: source_pem.receita}",
        "  targets: {completeness: 90, uniqueness: 100, validity: 50, coverage: 60, within_days: 30}",
        "  stated:",
        "    bias: {pt: Nenhum exame., en: No examination.}",
        "columns:",
        "  - {name: utente, class: identifier, identifier: PATIENT_NUMBER, required: true, title: {pt: u, en: p}}",
        "  - {name: venda, class: identifier, identifier: DISPENSING, title: {pt: v, en: s}}",
        "  - {name: receita, class: identifier, identifier: PRESCRIPTION, title: {pt: r, en: r}}",
        "  - {name: dia, class: quasi_identifier, type: date, required: true, title: {pt: d, en: d}}",
        "  - {name: ate, class: neutral, type: date, missing_sensitive: true, title: {pt: a, en: u}}",
        "rules:",
        "  - order: [dia, ate]",
        "  - {name: not_new_year, holds: \"dia <> ate\", title: {pt: dias diferentes, en: different days}}"};
    private static final String[] PRESCRIPTIONS = {
        "profile: 1", "system: PEM", "table: source_pem", "title: {pt: P, en: P}", "subject: utente",
        "columns:",
        "  - {name: utente, class: identifier, identifier: PATIENT_NUMBER, required: true, title: {pt: u, en: p}}",
        "  - {name: receita, class: identifier, identifier: PRESCRIPTION, title: {pt: r, en: r}}"};

    @TempDir
    Path root;
    private IngestFixture node;

    @BeforeEach
    void node() {
        node = new IngestFixture(root, 0.9);
    }

    @Test
    void countsEachDimensionExactly() {
        load();
        Measurement dem = last("source_dem");
        assertThat(dem.lakeVersion()).isEqualTo(1);
        assertThat(dem.size().rows()).isEqualTo(5);
        assertThat(dem.size().persons()).isEqualTo(3);
        assertThat(dem.size().maxRowsPerPerson()).isEqualTo(3);
        // Person 1 from 18 January to 19 (2 days counted, and 10 December), persons 2 and 3 one day each.
        assertThat(dem.size().meanDaysOfPerson()).hasValueSatisfying(days -> assertThat(days).isEqualTo((41 + 1 + 1) / 3.0));
        assertThat(dem.columns()).containsExactly(new ColumnCount("utente", 5, false), new ColumnCount("venda", 4, false), new ColumnCount("receita", 3, false),
                new ColumnCount("dia", 5, false), new ColumnCount("ate", 1, true));
        assertThat(dem.share(QualityDimension.COMPLETENESS)).hasValue(18 / 25.0);
        assertThat(dem.key()).contains(new KeyCount(List.of("venda"), 4, 3));
        assertThat(dem.checks().read()).isEqualTo(9);
        assertThat(dem.checks().accepted()).isEqualTo(5);
        assertThat(dem.checks().reasons()).containsExactly(new ReasonCount("", "columns", 1), new ReasonCount("dia", "type", 1),
                new ReasonCount("dia, ate", "order", 1), new ReasonCount("dia, ate", "rule:not_new_year", 1));
        assertThat(dem.checks().rules()).extracting(rule -> rule.name() + " " + rule.broken()).containsExactly("dia_to_ate 1", "not_new_year 1");
        assertThat(dem.references()).containsExactly(new ReferenceCount("receita", "source_pem", "receita", 3, 2));
        assertThat(dem.share(QualityDimension.CONSISTENCY)).as("that which is kept least").hasValue(2 / 3.0);
        Measurement.Lag lag = dem.lag().orElseThrow();
        assertThat(lag.rows()).isEqualTo(5);
        assertThat(lag.median()).isEqualTo(20);
        assertThat(lag.ninety()).isEqualTo(400);
        assertThat(lag.bands()).containsExactly(2L, 1L, 1L, 0L, 0L, 1L);
    }

    @Test
    void coverageIsOfTheRegisteredByAgeAndSex() {
        load();
        Coverage coverage = last("source_dem").coverage().orElseThrow();
        assertThat(coverage.registered()).isEqualTo(4);
        assertThat(coverage.covered()).as("the third person with rows is registered nowhere").isEqualTo(2);
        assertThat(coverage.cells()).containsExactly(new Coverage.Cell("25-29", "F", 2, 1), new Coverage.Cell("25-29", "M", 1, 1), new Coverage.Cell("80-84", "", 1, 0));
        assertThat(last("source_rnu").coverage()).as("of the register itself").isEmpty();
    }

    @Test
    void valuesOfShortListsAndRegionsAreCountedWithThePersonsBehindThem() {
        Profile profile = profile("pem", "profile: 1", "system: PEM", "table: source_pem", "title: {pt: P, en: P}", "subject: utente",
                "also_protected: [{column: prescritor, type: professional, threshold: 3}]", "columns:",
                "  - {name: utente, class: identifier, identifier: PATIENT_NUMBER, required: true, title: {pt: u, en: p}}",
                "  - {name: prescritor, class: identifier, identifier: PROFESSIONAL, order: OM, title: {pt: p, en: p}}",
                "  - {name: sexo, class: quasi_identifier, codes: [M, F], groupable: true, title: {pt: s, en: s}}",
                "  - {name: estado, class: neutral, codes: [ativa, anulada, \"d'ontem\"], groupable: true, title: {pt: e, en: s}}",
                "  - {name: interno, class: neutral, codes: [x, y], title: {pt: i, en: i}}",
                "  - {name: freguesia, class: quasi_identifier, type: string, form: \"\\\\d{6}\", treatment: nuts3, as: nuts3, groupable: true, title: {pt: r, en: r}}");
        node.load(profile, node.write("values.csv", """
                utente,prescritor,sexo,estado,interno,freguesia
                100000001,12345,F,ativa,x,131210
                100000001,12346,F,anulada,x,131210
                100000001,12345,F,ativa,x,
                100000002,12345,M,ativa,x,110601
                100000004,,F,d'ontem,x,131210
                100000005,12347,,ativa,x,131210
                """));
        List<ValueCount> values = last("source_pem").values();
        assertThat(values).contains(value("sexo", "F", 4, 2, 2), value("sexo", "M", 1, 1, 1), value("estado", "ativa", 4, 3, 2), value("estado", "anulada", 1, 1, 1), value("estado", "d'ontem", 1, 1, 0),
                value("nuts3", "PT11A", 4, 3, 3), value("nuts3", "PT1A0", 1, 1, 1), value("nuts3", "PT300", 0, 0, 0));
        assertThat(values).extracting(ValueCount::column).as("what no question may be grouped by is not counted").doesNotContain("interno");
        assertThat(last("source_pem")).isEqualTo(MeasurementJson.read(MeasurementJson.write(last("source_pem"))));
    }

    private static ValueCount value(String column, String value, long rows, long persons, long prescribers) {
        return new ValueCount(column, value, rows, persons, Map.of("prescritor", prescribers));
    }

    @Test
    void targetsAreMetOrMissed() {
        load();
        Measurement dem = last("source_dem");
        assertThat(dem.meets(QualityDimension.COMPLETENESS)).contains(false);
        assertThat(dem.meets(QualityDimension.UNIQUENESS)).contains(false);
        assertThat(dem.meets(QualityDimension.VALIDITY)).contains(true);
        assertThat(dem.meets(QualityDimension.COVERAGE)).contains(false);
        assertThat(dem.meets(QualityDimension.TIMELINESS)).contains(false);
        assertThat(dem.meets(QualityDimension.CONSISTENCY)).as("no target").isEmpty();
    }

    @Test
    void whatIsDocumentedIsStatedOrFollowsFromTheProfile() {
        load();
        Map<QualityElement, Text> documentation = last("source_dem").documentation();
        assertThat(documentation.get(QualityElement.BIAS).en()).isEqualTo("No examination.");
        assertThat(documentation.get(QualityElement.DICTIONARY).en()).isEqualTo("5 columns with type, class and title in Portuguese and English; 0 with a closed code list.");
        assertThat(documentation.get(QualityElement.MERGING).en()).isEqualTo("Each extract replaces the table. Links by pseudonym to source_pem.");
        assertThat(documentation).doesNotContainKeys(QualityElement.ACCURACY, QualityElement.DATA_MODEL, QualityElement.MATURITY, QualityElement.SUPPORT, QualityElement.SOURCE);
    }

    @Test
    void whatHasNoDeclarationIsNotMeasured() {
        node.load(profile("pem", PRESCRIPTIONS), pem());
        Measurement pem = last("source_pem");
        assertThat(pem.key()).isEmpty();
        assertThat(pem.lag()).isEmpty();
        assertThat(pem.coverage()).as("the lake holds no register").isEmpty();
        assertThat(pem.size().meanDaysOfPerson()).isEmpty();
    }

    @Test
    void referencesToATableThatTheLakeDoesNotHoldAreNotMeasured() {
        node.load(profile("dem", SALES), dem());
        assertThat(last("source_dem").references()).isEmpty();
    }

    @Test
    void eachLoadKeepsOneMeasurement() {
        Profile append = profile("dem", with(SALES, "load: append"));
        node.load(append, node.write("1.csv", "utente,venda,receita,dia,ate\n100000001,V1,,2026-01-18,\n"));
        node.load(append, node.write("2.csv", "utente,venda,receita,dia,ate\n100000001,V2,,2026-01-19,\n100000002,,,nonsense,\n"));
        Path third = node.write("3.csv", "utente,venda,receita,dia,ate\n100000003,V2,,2025-01-19,\n");
        node.load(append, third);
        node.load(append, third);
        assertThat(history("source_dem")).extracting(Measurement::lakeVersion).as("the same extract again does nothing").containsExactly(1L, 2L, 3L);
        assertThat(history("source_dem")).extracting(m -> m.size().rows()).containsExactly(1L, 2L, 3L);
        assertThat(history("source_dem")).extracting(m -> m.checks().read()).as("of each extract").containsExactly(1L, 2L, 1L);
        assertThat(history("source_dem")).extracting(m -> m.key().orElseThrow().distinct()).as("of the whole table").containsExactly(1L, 2L, 2L);
        assertThat(history("source_dem")).extracting(m -> m.lag().orElseThrow().median()).as("of what came").containsExactly(2, 1, 366);
    }

    @Test
    void aRefusedExtractAndALoadThatNobodySawLeaveNone() throws IOException {
        Profile dem = profile("dem", SALES);
        node.load(dem, dem());
        node.load(dem, node.write("bad.csv", "utente,venda,receita,dia,ate\n1,,,x,\n"));
        assertThat(history("source_dem")).hasSize(1);
        Path unseen = node.node().resolve("lake/_quality/source_dem/2.json");
        Files.writeString(unseen, "{}");
        assertThat(history("source_dem")).as("of a version that is not there yet").hasSize(1);
        LakeWriter.open(node.node().resolve("lake"), IngestFixture.CLOCK).close();
        assertThat(unseen).as("cleared by the next writer").doesNotExist();
    }

    @Test
    void thePageShowsAllTablesInBothLanguagesAndStatesWhatNobodyStated() throws IOException {
        load();
        String en = Files.readString(LabelFiles.file(node.node().resolve("lake"), "en"));
        assertThat(en).contains("id=\"source_dem\"").contains("id=\"source_rnu\"").contains("awaits an implementing act").contains("not stated").contains("No examination.")
                .contains("72.0 %").contains("5 / 9</td><td class=\"n\">55.5 %").contains("2 / 3").contains("400 days").contains("different days").contains("Coverage of the registered, by age and sex: 2 / 4")
                .doesNotContain("<script").doesNotContain("http");
        assertThat(Files.readString(LabelFiles.file(node.node().resolve("lake"), "pt"))).contains("Rótulo de qualidade e utilidade (provisório)").contains("não declarado");
    }

    @Test
    void theCommandWritesThePageAndTheHistoryAsJson() throws IOException {
        load();
        Path config = node.write("node.yaml", "node: uls-teste\nname: ULS <Teste>\nlake: " + node.node().resolve("lake") + "\nstate: state\n");
        Path page = root.resolve("page.html");
        assertThat(quality("--config", config.toString(), "--out", page.toString(), "--language", "en")).startsWith("0");
        assertThat(Files.readString(page)).contains("ULS &lt;Teste&gt;").contains("source_pem");
        String json = quality("--config", config.toString(), "--format", "json", "--table", "source_dem");
        assertThat(new ObjectMapper().readTree(json.substring(1))).singleElement().satisfies(one -> assertThat(one.get("table").textValue()).isEqualTo("source_dem"));
        assertThat(quality("--config", config.toString(), "--table", "source_x")).startsWith("1").contains("holds no measurement of source_x");
    }

    /** Exit code and what was printed. */
    private static String quality(String... arguments) {
        java.io.StringWriter out = new java.io.StringWriter();
        picocli.CommandLine command = new picocli.CommandLine(new pt.arquipelago.node.quality.QualityCommand(Map.of()));
        command.setOut(new java.io.PrintWriter(out)).setExecutionExceptionHandler((failure, line, parsed) -> {
            line.getOut().println(failure.getMessage());
            return 1;
        });
        int code = command.execute(arguments);
        return code + out.toString();
    }

    @Test
    void theJsonComesBackAndHoldsToItsSchema() throws IOException {
        load();
        JsonNode schema = new ObjectMapper().readTree(Path.of("..", "docs", "schemas", "quality.schema.json").toFile());
        for (String table : List.of("source_dem", "source_rnu", "source_pem")) {
            Measurement measured = last(table);
            JsonNode json = new ObjectMapper().readTree(MeasurementJson.write(measured));
            assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema).validate(json)).isEmpty();
            assertThat(MeasurementJson.read(MeasurementJson.write(measured))).isEqualTo(measured);
        }
    }

    @Test
    void theExampleInTheDocumentationIsWhatALoadWrites() throws IOException {
        load();
        Path example = Path.of("..", "docs", "examples", "quality.json");
        if (Boolean.getBoolean("golden.regenerate")) {
            Files.write(example, MeasurementJson.write(last("source_dem")));
        }
        assertThat(example).as("regenerate with -Dgolden.regenerate=true").hasBinaryContent(MeasurementJson.write(last("source_dem")));
    }

    private void load() {
        node.load(List.of(new Extract(profile("rnu", REGISTER), List.of(node.write("rnu.csv", """
                utente,nascimento,sexo
                100000001,2000-01-01,F
                100000002,2000-01-01,M
                100000004,2000-01-01,F
                100000005,1944-05-05,
                """))), new Extract(profile("pem", PRESCRIPTIONS), List.of(pem())), new Extract(profile("dem", SALES), List.of(dem()))));
    }

    private Path pem() {
        return node.write("pem.csv", "utente,receita\n100000001,1011000000000000001\n100000002,1011000000000000002\n");
    }

    /** Five good rows, one broken line, one date that is none, one order of dates and one rule that are broken. */
    private Path dem() {
        return node.write("dem.csv", """
                utente,venda,receita,dia,ate
                100000001,V1,1011000000000000001,2026-01-18,
                100000001,V2,1011000000000000001,2026-01-19,2026-01-30
                100000001,V3,,2025-12-10,
                100000002,V3,1011000000000000009,2025-12-31,
                100000009,,,2024-12-16,
                100000001,V5
                100000001,V6,,yesterday,
                100000001,V7,,2026-01-10,2026-01-09
                100000001,V8,,2026-01-10,2026-01-10
                """);
    }

    private Profile profile(String name, String... lines) {
        return pt.arquipelago.node.profile.ProfileReader.read(node.write(name + ".yaml", String.join("\n", lines)));
    }

    private static String[] with(String[] lines, String line) {
        String[] more = java.util.Arrays.copyOf(lines, lines.length);
        more[2] = lines[2] + "\n" + line;
        return more;
    }

    private Measurement last(String table) {
        List<Measurement> history = history(table);
        return history.get(history.size() - 1);
    }

    private List<Measurement> history(String table) {
        return node.lake().measurements(node.lake().current(), table).stream().map(MeasurementJson::read).toList();
    }

}
