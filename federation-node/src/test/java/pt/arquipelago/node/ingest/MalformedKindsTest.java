package pt.arquipelago.node.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pt.arquipelago.node.ingest.Ingest.Outcome;
import pt.arquipelago.node.profile.Profile;

/** One line of each malformed kind among good rows: exactly these lines are found. */
class MalformedKindsTest {
    private static final String HEADER = "utente,nif,nascimento,dia,sexo,custo";
    private static final String GOOD = "123456789,123456789,1961-07-15,2025-07-14 10:00:00,F,12.50";
    /** Line → what the quarantine says of it. */
    private static final Map<String, String> KINDS = Map.ofEntries(
            Map.entry("12345678,123456789,1961-07-15,2025-07-14 10:00:00,F,12.50", "utente identifier"),
            Map.entry(",123456789,1961-07-15,2025-07-14 10:00:00,F,12.50", "utente missing"),
            Map.entry("123456789,123456780,1961-07-15,2025-07-14 10:00:00,F,12.50", "nif identifier"),
            Map.entry("123456789,123456789,1961-02-30,2025-07-14 10:00:00,F,12.50", "nascimento type"),
            Map.entry("123456789,123456789,2025-07-15,2025-07-14 10:00:00,F,12.50", "nascimento, dia order"),
            Map.entry("123456789,123456789,1961-07-15,2027-07-14 10:00:00,F,12.50", "dia range"),
            Map.entry("123456789,123456789,1961-07-15,2025-07-14 10:00:00,X,12.50", "sexo code"),
            Map.entry("123456789,123456789,1961-07-15,2025-07-14 10:00:00,F,-1", "custo range"),
            Map.entry("123456789,123456789,1961-07-15,2025-07-14 10:00:00,F,abc", "custo type"),
            Map.entry("987654321,123456789,1961-07-15,2025-07-14 10:00:00,F,12.50", "utente reference"),
            Map.entry("123456789,123456789,1961-07-15,2025-07-14 10:00:00,F", "- columns"),
            Map.entry("123456789,123456789,1961-07-15,2025-07-14 10:00:00,\"F,12.50", "- quotes"),
            Map.entry("123456789,123456789,1961-07-15,2025-07-14 10:00:00,\u0000,12.50", "- control"));

    @TempDir
    Path root;

    @Test
    void eachKindIsFoundAmongTwentyThousandRows() throws IOException {
        exactlyTheBadLinesAreFound(20_000);
    }

    @Test
    @Tag("slow")
    void eachKindIsFoundAmongAMillionRows() throws IOException {
        exactlyTheBadLinesAreFound(1_000_000);
    }

    private void exactlyTheBadLinesAreFound(int rows) throws IOException {
        IngestFixture node = new IngestFixture(root, 0.05);
        node.load(persons(node), node.write("persons.csv", "utente\n123456789\n"));
        Map<Long, String> expected = new TreeMap<>();
        Path extract = extract(node, rows, expected);
        Outcome outcome = node.load(visits(node), extract);
        List<String> found = node.quarantined().stream().sorted().toList();
        assertThat(found).containsExactlyElementsOf(expected.entrySet().stream().map(entry -> entry.getKey() + " " + entry.getValue()).sorted().toList());
        LoadReport report = outcome.reports().get(0);
        assertThat(report.accepted()).isEqualTo(rows);
        assertThat(report.quarantined()).isEqualTo(KINDS.size());
        assertThat(report.reasons().values().stream().mapToLong(Long::longValue).sum()).isEqualTo(KINDS.size());
        assertThat(node.table("visits").rows()).isEqualTo(rows);
    }

    /** The bad lines lie evenly between the good ones. */
    private static Path extract(IngestFixture node, int rows, Map<Long, String> expected) throws IOException {
        Path file = node.write("visits.csv", "");
        List<String> bad = new ArrayList<>(KINDS.keySet().stream().sorted().toList());
        int every = rows / (bad.size() + 1);
        long line = 1;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            write(out, HEADER);
            for (int i = 1; i <= rows; i++) {
                write(out, GOOD);
                line++;
                if (i % every == 0 && !bad.isEmpty()) {
                    String next = bad.remove(0);
                    write(out, next);
                    expected.put(++line, KINDS.get(next));
                }
            }
        }
        assertThat(expected).hasSize(KINDS.size());
        return file;
    }

    private static void write(OutputStream out, String line) throws IOException {
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static Profile persons(IngestFixture node) {
        return node.profile("profile: 1", "system: PERSONS", "table: persons", "title: {pt: P, en: P}", "subject: utente", "columns:",
                "  - {name: utente, class: identifier, identifier: PATIENT_NUMBER, title: {pt: u, en: p}}");
    }

    private static Profile visits(IngestFixture node) {
        return node.profile("profile: 1", "system: VISITS", "table: visits", "title: {pt: V, en: V}", "subject: utente", "columns:",
                "  - {name: utente, class: identifier, identifier: PATIENT_NUMBER, required: true, title: {pt: u, en: p}}",
                "  - {name: nif, class: dropped, check: NIF}",
                "  - {name: nascimento, class: quasi_identifier, type: date, treatment: year, as: ano, title: {pt: n, en: b}}",
                "  - {name: dia, class: quasi_identifier, type: timestamp, treatment: day, required: true, max: today, title: {pt: d, en: d}}",
                "  - {name: sexo, class: quasi_identifier, codes: [M, F], title: {pt: s, en: s}}",
                "  - {name: custo, class: neutral, type: 'decimal(8,2)', min: 0, measure: true, title: {pt: c, en: c}}",
                "rules:",
                "  - order: [nascimento, dia]",
                "  - refers: [utente, persons.utente]");
    }
}
