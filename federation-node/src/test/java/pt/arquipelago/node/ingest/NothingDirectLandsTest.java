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
    /** Values of columns that identify a person, each of them findable by its bytes. */
    private static final Map<String, String> MARKED = Map.ofEntries(
            Map.entry("numero_utente", "813274659"), Map.entry("nome_completo", "Marcada Da Silva"), Map.entry("nif", "509540716"),
            Map.entry("niss", "12345678902"), Map.entry("cc_numero", "000000000ZZ4"), Map.entry("titulo_residencia", "TR8273645"),
            Map.entry("telemovel", "931928374"), Map.entry("email", "marcada@exemplo.pt"), Map.entry("medico_familia_cedula", "M77613"),
            Map.entry("prescritor_cedula", "P88127"), Map.entry("numero_receita", "1011928374655564738"), Map.entry("codigo_acesso", "928173"),
            Map.entry("codigo_opcao", "8391"), Map.entry("posologia_texto", "tomar com leite da vizinha"), Map.entry("numero_beneficiario", "BN92837465"),
            Map.entry("id_dispensa", "DSP9283746551"), Map.entry("numero_cit", "CIT9283746551"), Map.entry("familiar_numero_utente", "729183645"),
            Map.entry("data_nascimento", "1961-07-15"), Map.entry("codigo_postal", "4200-319"));
    private static final Map<String, String> OTHERS = Map.ofEntries(
            Map.entry("sexo", "F"), Map.entry("concelho_dico", "1312"), Map.entry("dicofre", "131210"), Map.entry("nacionalidade", "PT"),
            Map.entry("tipo_registo", "atualizado"), Map.entry("prescritor_ordem", "OM"), Map.entry("data_prescricao", "2025-03-01 10:00:00"),
            Map.entry("data_dispensa", "2025-03-02 10:00:00"), Map.entry("qtd_dispensada", "1"), Map.entry("pvp", "12.50"),
            Map.entry("classificacao", "doença natural"), Map.entry("tipo", "inicial"), Map.entry("data_inicio", "2025-03-01"),
            Map.entry("data_fim", "2025-03-05"), Map.entry("dias", "5"), Map.entry("data_emissao", "2025-03-01 10:00:00"), Map.entry("codigo_icpc2", "R74"));

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
            String good = line(profile, Map.of());
            String text = String.join(",", profile.columns().stream().map(SourceColumn::name).toList()) + "\n" + good
                    + line(profile, Map.of("numero_utente", "8132746591"))
                    + line(profile, Map.of("niss", "12345678903", "nif", "509540717", "sexo", "Marcada"))
                    + line(profile, Map.of("data_nascimento", "1961-17-15"))
                    + good.replaceFirst(",", ",,") + good.replaceFirst(",", ",\"") + good.substring(0, good.length() / 2);
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
        written.put("report", ReportText.table(outcome).getBytes(StandardCharsets.UTF_8));
        written.put("report as JSON", ReportText.json("uls-teste", outcome).getBytes(StandardCharsets.UTF_8));
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
            String header = String.join(",", profile.columns().stream().map(SourceColumn::name).toList());
            node.load(profile, node.write(system + ".csv", header + "\n" + line(profile, Map.of())));
            List<String> rows = node.rows(profile.table(), "*");
            assertThat(rows).hasSize(1);
            assertThat(rows.get(0)).doesNotContain(marks().toArray(String[]::new)).contains("1961|");
        }
    }

    private static Stream<String> marks() {
        return Stream.concat(MARKED.values().stream(), Stream.of("8132746591", "12345678903", "509540717", "1961-17-15", "Marcada"));
    }

    private static String line(Profile profile, Map<String, String> changes) {
        List<String> cells = new ArrayList<>();
        for (SourceColumn column : profile.columns()) {
            String value = MARKED.getOrDefault(column.name(), OTHERS.getOrDefault(column.name(), ""));
            cells.add(changes.getOrDefault(column.name(), value));
        }
        return String.join(",", cells) + "\n";
    }

    private static boolean contains(byte[] bytes, String mark) {
        return new String(bytes, StandardCharsets.ISO_8859_1).contains(new String(mark.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
    }
}
