package pt.arquipelago.node.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pt.arquipelago.analysis.partial.ArrowPartials;
import pt.arquipelago.analysis.partial.PartialCell.Released;
import pt.arquipelago.analysis.partial.PartialRow;
import pt.arquipelago.analysis.query.AggregateQuery;
import pt.arquipelago.node.ingest.IngestFixture;
import pt.arquipelago.node.ingest.SnsRows;
import pt.arquipelago.node.profile.Profile;
import pt.arquipelago.node.profile.ProfileReader;
import pt.arquipelago.node.release.ReleasedResult;
import pt.arquipelago.policies.permit.Outcome;

/**
 * A question to each table of the SNS, from its extract to what leaves: eighty persons with a row each, forty of each sex, of whom twenty
 * have the good row of {@link SnsRows} and twenty the change beside their system here.
 */
@Tag("spark")
class SnsQuestionsTest {
    private static final int PERSONS = 80;
    private static final Map<String, String> CHANGES = Map.ofEntries(Map.entry("rnu", "isento_taxa_moderadora=N"), Map.entry("pem", "qtd_embalagens=4"),
            Map.entry("pem-ppp", "tipo_entidade=singular"), Map.entry("dem", "pvp=20.00"), Map.entry("esp", "resultado_valor=6.2"),
            Map.entry("crd", "modalidade=ventiloterapia;subtipo=CPAP"), Map.entry("sico", "causa_basica=C34.1"), Map.entry("rentev", "recusa_rcp=N"),
            Map.entry("ccc", "categorias=B"), Map.entry("siso", "tipo_cheque=SOVIH"), Map.entry("rse", "codigo=K86"),
            Map.entry("bas", "tipo_beneficio=óculos;numero_receita=;valor_despesa=100.00;valor_bas=50.00"), Map.entry("rnp", "especialidades=07|29"),
            Map.entry("cit", "data_fim=2025-03-05;dias=5"), Map.entry("siars", "pas=120"),
            Map.entry("gdh", "data_alta=2025-03-04;dias_internamento=3"));

    @TempDir
    static Path folder;
    private static NodeForTests node;

    @BeforeAll
    static void ingest() throws IOException {
        IngestFixture ingest = new IngestFixture(folder.resolve("ingest"), 0);
        List<pt.arquipelago.node.ingest.Ingest.Extract> extracts = new ArrayList<>();
        for (String system : ProfileReader.SYSTEMS) {
            List<Map<String, String>> rows = new ArrayList<>();
            for (int i = 0; i < PERSONS; i++) {
                rows.add(row(system, i));
            }
            extracts.add(new pt.arquipelago.node.ingest.Ingest.Extract(ProfileReader.named(system), List.of(ingest.write(system + ".csv", SnsRows.csv(rows)))));
        }
        assertThat(ingest.load(extracts).version()).isPresent();
        node = new NodeForTests(Files.createDirectory(folder.resolve("node")), lake -> copy(ingest.node().resolve("lake"), lake));
    }

    @AfterAll
    static void stop() throws Exception {
        node.close();
    }

    /** What is asked beside the number of records, and the answer for each sex. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = """
            rnu     ; count_if(isento_taxa_moderadora)          ; 20
            pem     ; sum(qtd_embalagens)                       ; 120
            pem-ppp ; count_if(tipo_entidade = 'singular')      ; 20
            dem     ; sum(pvp)                                  ; 650
            esp     ; sum(resultado_valor)                      ; 228
            crd     ; count_if(subtipo = 'OLD')                 ; 20
            sico    ; count_if(causa_basica LIKE 'C%')          ; 20
            rentev  ; count_if(recusa_rcp)                      ; 20
            ccc     ; count_if(categorias LIKE '%|C1|%')        ; 20
            siso    ; count_if(tipo_cheque = 'SOVIH')           ; 20
            rse     ; count_if(codigo = 'T90')                  ; 20
            bas     ; sum(valor_bas)                            ; 1070
            rnp     ; count_if(especialidades LIKE '%|07|%')    ; 20
            cit     ; sum(dias)                                 ; 340
            siars   ; sum(pas)                                  ; 5200
            gdh     ; sum(dias_internamento)                    ; 200
            """)
    void everyTableAnswers(String system, String asked, BigDecimal answer) {
        List<List<Object>> rows = rows("SELECT sexo, count(*) AS n, " + asked + " AS x FROM " + view(system) + " GROUP BY sexo");
        assertThat(rows).extracting(row -> row.get(0)).containsExactlyInAnyOrder("F", "M");
        assertThat(rows).allSatisfy(row -> {
            assertThat(row.get(1)).isEqualTo(40L);
            assertThat(new BigDecimal(row.get(2).toString())).isEqualByComparingTo(answer);
        });
    }

    @Test
    void prescriptionsJoinTheirDispensingsAndClaims() {
        assertThat(rows("SELECT p.sexo, count(*) AS n FROM pem p JOIN dem d ON p.numero_receita = d.numero_receita "
                + "JOIN bas b ON p.numero_receita = b.numero_receita GROUP BY p.sexo")).containsExactlyInAnyOrder(List.of("F", 20L), List.of("M", 20L));
    }

    @Test
    void professionalsAreNoPatientsAndJoinNone() {
        ReleasedResult answer = ask("SELECT r.sexo, count(*) AS n FROM rnp r JOIN pem p ON r.person = p.person GROUP BY r.sexo");
        assertThat(answer.manifest().refusal().orElseThrow().code()).isEqualTo("gate.pseudonym");
    }

    @Test
    void aListIsNoKey() {
        assertThat(ask("SELECT categorias, count(*) AS n FROM ccc GROUP BY categorias").outcome()).isEqualTo(Outcome.REFUSED);
    }

    private static Map<String, String> row(String system, int i) {
        Map<String, String> row = i / 2 % 2 == 0 ? SnsRows.good(system) : SnsRows.with(system, CHANGES.get(system));
        row.replace("sexo", i % 2 == 0 ? "F" : "M");
        row.computeIfPresent("numero_utente", (name, value) -> String.valueOf(813_274_000 + i));
        row.computeIfPresent("cedula", (name, value) -> String.valueOf(61_000 + i));
        for (String professional : List.of("prescritor_cedula", "medico_familia_cedula", "medico_certificador_cedula", "dentista_cedula", "autor_cedula", "profissional_cedula", "medico_cedula")) {
            row.computeIfPresent(professional, (name, value) -> String.valueOf(77_000 + i % 7));
        }
        row.computeIfPresent("familiar_numero_utente", (name, value) -> String.valueOf(729_183_000 + i));
        row.computeIfPresent("numero_receita", (name, value) -> value.isEmpty() ? value : String.valueOf(1_011_928_374_655_564_000L + i));
        return SnsRows.numbered(system, row, i);
    }

    private static List<List<Object>> rows(String sql) {
        ReleasedResult answer = ask(sql);
        assertThat(answer.manifest().refusal()).isEmpty();
        List<List<Object>> rows = new ArrayList<>();
        for (PartialRow row : ArrowPartials.read(answer.bytes(), AggregateQuery.fromJson(answer.manifest().query().orElseThrow())).rows()) {
            List<Object> cells = new ArrayList<>(row.keys());
            row.cells().forEach(cell -> cells.add(cell instanceof Released released ? released.value() : null));
            rows.add(cells);
        }
        return rows;
    }

    /** Under a permit for every column of every table; of another organisation for each question, for all tables are about the same persons. */
    private static ReleasedResult ask(String sql) {
        return node.answer(node.order(sql, NodeForTests.UNCHANGED, permit -> {
            String another = java.util.UUID.randomUUID().toString();
            permit.put("jti", another).withObject("/applicant").put("organisation", another);
            ArrayNode datasets = permit.putArray("datasets");
            for (String system : ProfileReader.SYSTEMS) {
                Profile profile = ProfileReader.named(system);
                ObjectNode dataset = datasets.addObject().put("iri", "https://catalogo.example/datasets/" + NodeForTests.NODE + "/" + profile.table())
                        .put("node", NodeForTests.NODE).put("table", profile.table());
                ArrayNode columns = dataset.putArray("columns");
                profile.lakeColumns().stream().filter(column -> !column.isPseudonym()).forEach(column -> columns.add(column.name()));
            }
        })).orElseThrow();
    }

    private static String view(String system) {
        return ProfileReader.named(system).table().substring("source_".length());
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.toList()) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        }
    }
}
