package pt.arquipelago.node.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pt.arquipelago.node.ingest.Ingest.Extract;
import pt.arquipelago.node.ingest.Ingest.Outcome;
import pt.arquipelago.node.profile.Profile;
import pt.arquipelago.node.profile.ProfileReader;
import pt.arquipelago.node.profile.SourceColumn;

/** Rule 1 of the design: no direct identifier in the lake, a log, an error, a report or a temporary file. */
class NothingDirectLandsTest {
    /** Columns with what identifies a person or a document, or is free text: their values in {@link SnsRows} are looked for in every byte. */
    private static final Set<String> MARKED = Set.of("numero_utente", "data_nascimento", "nome_completo", "nome", "nif", "niss", "cc_numero", "titulo_residencia", "telemovel",
            "email", "codigo_postal", "medico_familia_cedula", "prescritor_cedula", "dentista_cedula", "autor_cedula", "profissional_cedula", "medico_certificador_cedula",
            "cedula", "numero_receita", "codigo_acesso", "codigo_opcao", "posologia_texto", "numero_beneficiario", "id_dispensa", "numero_cit", "familiar_numero_utente",
            "nif_entidade", "certidao_permanente", "numero_requisicao", "id_prescricao", "numero_certificado", "id_dav", "procurador_nome", "procurador_contacto",
            "texto_livre", "numero_atestado", "numero_carta", "anotacao", "numero_cheque", "id_documento", "id_pedido", "numero_fatura", "iban", "id_profissional",
            "id_contacto", "numero_episodio", "medico_cedula");
    /** Values under which a marked one would be found by chance: too short, or of a provider too. */
    private static final Map<String, String> LONGER = Map.ofEntries(Map.entry("medico_familia_cedula", "M77613928"), Map.entry("prescritor_cedula", "P88127364"),
            Map.entry("dentista_cedula", "D47118273"), Map.entry("autor_cedula", "A77613928"), Map.entry("profissional_cedula", "S77613928"),
            Map.entry("medico_certificador_cedula", "C77613928"), Map.entry("medico_cedula", "H77613928"), Map.entry("cedula", "R77613928"),
            Map.entry("codigo_opcao", "83917264"), Map.entry("codigo_acesso", "92817364"), Map.entry("nif_entidade", "501964843"));

    @TempDir
    Path root;
    private final ByteArrayOutputStream console = new ByteArrayOutputStream();
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;

    @BeforeEach
    void listen() {
        PrintStream both = new PrintStream(console, true, StandardCharsets.UTF_8);
        System.setOut(both);
        System.setErr(both);
    }

    @AfterEach
    void stopListening() {
        System.setOut(out);
        System.setErr(err);
    }

    @Test
    void noIdentifierIsInAnyByteTheNodeWrites() throws IOException {
        IngestFixture node = new IngestFixture(root, 1);
        List<Extract> extracts = new ArrayList<>();
        for (String system : ProfileReader.SYSTEMS) {
            Profile profile = ProfileReader.named(system);
            String subject = profile.subject().column();
            String good = line(marked(system));
            String text = String.join(";", marked(system).keySet()) + "\n" + good
                    + line(spoilt(system, Map.of(subject, "8132746591#")))
                    + line(spoilt(system, Map.of("niss", "12345678903", "nif", "509540717", "sexo", "Marcada")))
                    + line(spoilt(system, Map.of("data_nascimento", "1961-17-15")))
                    + good.replaceFirst(";", ";;") + good.replaceFirst(";", ";\"") + good.substring(0, good.length() / 2);
            extracts.add(new Extract(profile, List.of(node.write(system + ".csv", text))));
        }
        Outcome outcome = node.load(extracts);

        assertThat(outcome.version()).isPresent();
        assertThat(outcome.reports()).allSatisfy(report -> assertThat(report.accepted()).as(report.system()).isPositive());
        assertThat(outcome.reports()).allSatisfy(report -> assertThat(report.quarantined()).isGreaterThanOrEqualTo(5));
        Map<String, byte[]> written = new LinkedHashMap<>();
        try (Stream<Path> files = Files.walk(node.node())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                written.put(file.toString(), Files.readAllBytes(file));
            }
        }
        written.put("report", (ReportText.table(outcome) + RiskAfterLoad.text(RiskAfterLoad.of(outcome, IngestFixture.settings(root, 1)))).getBytes(StandardCharsets.UTF_8));
        written.put("report as JSON", ReportText.json("uls-teste", outcome, RiskAfterLoad.of(outcome, IngestFixture.settings(root, 1)), List.of()).getBytes(StandardCharsets.UTF_8));
        written.put("progress", node.progress.toByteArray());
        written.put("console", console.toByteArray());
        assertThat(written).hasSizeGreaterThan(12);
        List<String> found = new ArrayList<>();
        written.forEach((where, bytes) -> marks().forEach(mark -> {
            if (contains(bytes, mark)) {
                found.add(mark + " in " + where);
            }
        }));
        assertThat(found).isEmpty();
    }

    /** Parquet compresses: so the lake is also read back, every column as text. */
    @Test
    void noIdentifierIsInAnyColumnOfTheLake() {
        IngestFixture node = new IngestFixture(root, 1);
        for (String system : ProfileReader.SYSTEMS) {
            Profile profile = ProfileReader.named(system);
            node.load(profile, node.write(system + ".csv", SnsRows.csv(List.of(marked(system)))));
            List<String> rows = node.rows(profile.table(), "*");
            assertThat(rows).hasSize(1);
            assertThat(rows.get(0)).doesNotContain(marks().toArray(String[]::new)).contains(system.equals("rnp") ? "1970|" : "1950|");
        }
    }

    /** Every column of every system that the profile calls an identifier or drops is looked for. */
    @Test
    void everyIdentifierAndDroppedColumnIsMarked() {
        for (String system : ProfileReader.SYSTEMS) {
            List<String> direct = ProfileReader.named(system).columns().stream()
                    .filter(column -> column.isDropped() || column.makes().stream().anyMatch(made -> made.description().isPseudonym()))
                    .map(SourceColumn::name).toList();
            assertThat(MARKED).as(system).containsAll(direct);
            assertThat(direct).allSatisfy(column -> assertThat(marked(system).get(column)).as(system + " " + column).hasSizeGreaterThan(7));
        }
    }

    private static Stream<String> marks() {
        Stream<String> values = ProfileReader.SYSTEMS.stream().flatMap(system -> marked(system).entrySet().stream())
                .filter(cell -> MARKED.contains(cell.getKey())).map(Map.Entry::getValue);
        return Stream.concat(values, Stream.of("8132746591", "12345678903", "509540717", "1961-17-15", "Marcada")).distinct();
    }

    private static Map<String, String> marked(String system) {
        return spoilt(system, LONGER);
    }

    /** With other values in those columns that the system has. */
    private static Map<String, String> spoilt(String system, Map<String, String> changes) {
        Map<String, String> row = SnsRows.good(system);
        LONGER.forEach((column, value) -> row.computeIfPresent(column, (name, before) -> value));
        changes.forEach((column, value) -> row.computeIfPresent(column, (name, before) -> value));
        return row;
    }

    private static String line(Map<String, String> row) {
        return SnsRows.csv(List.of(row)).split("\n", 2)[1];
    }

    private static boolean contains(byte[] bytes, String mark) {
        return new String(bytes, StandardCharsets.ISO_8859_1).contains(new String(mark.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
    }
}
