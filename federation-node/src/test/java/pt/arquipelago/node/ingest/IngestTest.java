package pt.arquipelago.node.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pt.arquipelago.node.ingest.Ingest.Extract;
import pt.arquipelago.node.ingest.Ingest.Outcome;
import pt.arquipelago.node.lake.TableFigures;
import pt.arquipelago.node.profile.Profile;
import pt.arquipelago.pseudonymisation.identifier.IdentifierType;

class IngestTest {
    private static final String[] VISITS = {
        "profile: 1",
        "system: VISITS",
        "table: visits",
        "title: {pt: Consultas, en: Visits}",
        "subject: utente",
        "period: dia",
        "columns:",
        "  - {name: utente, class: identifier, identifier: PATIENT_NUMBER, required: true, title: {pt: u, en: p}}",
        "  - {name: nif, class: dropped, check: NIF, title: {pt: n, en: n}}",
        "  - name: nascimento",
        "    class: quasi_identifier",
        "    type: date",
        "    title: {pt: n, en: b}",
        "    makes:",
        "      - {name: ano, treatment: year, title: {pt: a, en: y}}",
        "      - {name: faixa, treatment: age_band, on: dia, title: {pt: f, en: b}}",
        "  - {name: dia, class: quasi_identifier, type: timestamp, treatment: day, required: true, max: today, title: {pt: d, en: d}}",
        "  - {name: sexo, class: quasi_identifier, codes: [M, F], title: {pt: s, en: s}}",
        "  - {name: custo, class: neutral, type: 'decimal(8,2)', min: 0, measure: true, title: {pt: c, en: c}}",
        "rules:",
        "  - order: [nascimento, dia]"};
    private static final String HEADER = "utente,nif,nascimento,dia,sexo,custo\n";
    private static final String GOOD = "123456789,123456789,1961-07-15,2025-07-14 23:50:00,F,12.50\n";

    @TempDir
    Path root;
    private IngestFixture node;
    private Profile visits;

    @BeforeEach
    void node() {
        node = new IngestFixture(root, 1);
        visits = node.profile(VISITS);
    }

    @Test
    void eachTreatmentMakesItsValue() {
        node.load(visits, node.write("a.csv", HEADER + GOOD + "123 456-789,,1930-01-01,2025-07-15T00:10:00,M,\n"));
        long person = IngestFixture.PSEUDONYMISER.pseudonym(IdentifierType.PATIENT_NUMBER, "123456789");
        assertThat(node.rows("visits", "*")).containsExactlyInAnyOrder(
                person + "|1961|60-64|2025-07-14|F|12.50",
                person + "|1930|90+|2025-07-15|M|null");
    }

    @Test
    void theLakeKnowsRowsPersonsAndPeriod() {
        node.load(visits, node.write("a.csv", HEADER + GOOD + GOOD + "987654321,,,2025-08-01 10:00:00,M,1\n"));
        assertThat(node.table("visits").description().figures()).isEqualTo(new TableFigures(
                3, 2, 2, Optional.of(LocalDate.of(2025, 7, 14)), Optional.of(LocalDate.of(2025, 8, 1))));
    }

    @Test
    void badValuesAreFoundByLineColumnAndReason() {
        Outcome outcome = node.load(visits, node.write("a.csv", HEADER
                + GOOD
                + ",,,2025-01-01 10:00:00,M,1\n"
                + "12345678,,,2025-01-01 10:00:00,M,1\n"
                + "123456789,254781369,,2025-01-01 10:00:00,M,1\n"
                + "123456789,,1961-02-30,2025-01-01 10:00:00,M,1\n"
                + "123456789,,2025-01-02,2025-01-01 10:00:00,M,1\n"
                + "123456789,,,2026-01-21 00:30:00,M,1\n"
                + "123456789,,,2025-01-01 10:00:00,X,-1\n"
                + "123456789,,,2025-01-01 10:00:00,F,abc\n"
                + GOOD));
        assertThat(node.quarantined()).containsExactlyInAnyOrder(
                "3 utente missing", "4 utente identifier", "5 nif identifier", "6 nascimento type", "7 nascimento, dia order",
                "8 dia range", "9 sexo code", "9 custo range", "10 custo type");
        assertThat(node.shapes()).contains("99999999", "9999-99-99", "-9", "AAA").doesNotContain("abc", "12345678");
        LoadReport report = outcome.reports().get(0);
        assertThat(report.read()).isEqualTo(10);
        assertThat(report.accepted()).isEqualTo(2);
        assertThat(report.quarantined()).isEqualTo(8);
        assertThat(report.reasons()).containsEntry(Reason.IDENTIFIER, 2L).containsEntry(Reason.TYPE, 2L);
    }

    @Test
    void aRowWithoutItsPersonIsBadEvenIfTheProfileDoesNotSayRequired() {
        String[] lines = VISITS.clone();
        lines[7] = lines[7].replace(", required: true", "");
        node.load(node.profile(lines), node.write("a.csv", HEADER + GOOD + ",,,2025-01-01 10:00:00,M,1\n"));
        assertThat(node.quarantined()).containsExactly("3 utente missing");
    }

    @Test
    void brokenLinesAreFoundAndTheOthersLoaded() {
        node.load(visits, node.write("a.csv", HEADER
                + GOOD
                + "123456789,,,2025-01-01 10:00:00,M\n"
                + "123456789,,,2025-01-01 10:00:00,M,1,2\n"
                + "123456789,,\"1961-07-15,2025-01-01 10:00:00,M,1\n"
                + "123456789,,\"1961-07-15\"x,2025-01-01 10:00:00,M,1\n"
                + "123456789,,\"1961-07-15\",2025-01-01 10:00:00,M,1\n"
                + GOOD));
        assertThat(node.quarantined()).containsExactly("3 - columns", "4 - columns", "5 - quotes", "6 - quotes");
        assertThat(node.table("visits").rows()).isEqualTo(3);
    }

    @Test
    void aFileCutInTheMiddleLosesItsLastLineOnly() {
        Outcome outcome = node.load(visits, node.write("a.csv", HEADER + GOOD + GOOD + "123456789,,1961-0"));
        assertThat(node.quarantined()).containsExactly("4 - cut_off");
        assertThat(outcome.reports().get(0).accepted()).isEqualTo(2);
    }

    @Test
    void aLastLineWithoutLineBreakIsLoadedAndNoted() {
        Outcome outcome = node.load(visits, node.write("a.csv", HEADER + GOOD + GOOD.strip()));
        assertThat(outcome.reports().get(0).accepted()).isEqualTo(2);
        assertThat(outcome.reports().get(0).notes()).containsExactly("a.csv does not end with a line break: see whether its last line is whole");
    }

    @Test
    void linesOfAnotherEncodingAreFound() {
        byte[] latin = (HEADER + GOOD + "123456789,,,2025-01-01 10:00:00,Ú,1\n").getBytes(StandardCharsets.ISO_8859_1);
        node.load(visits, node.write("a.csv", latin));
        assertThat(node.quarantined()).containsExactly("3 - encoding");
    }

    @Test
    void windows1252WithSemicolonsAndDecimalCommasIsRead() {
        Profile names = node.profile("profile: 1", "system: N", "table: names", "title: {pt: N, en: N}", "subject: id",
                "csv: {encoding: windows-1252, decimal_comma: true, date_format: '%d/%m/%Y'}", "columns:",
                "  - {name: id, class: identifier, identifier: GENERIC, identifies: subject, title: {pt: i, en: i}}",
                "  - {name: lugar, class: neutral, title: {pt: l, en: p}}",
                "  - {name: preço_, class: dropped, title: {pt: l, en: p}}".replace("preço_", "preco"),
                "  - {name: custo, class: neutral, type: 'decimal(8,2)', title: {pt: c, en: c}}",
                "  - {name: dia, class: neutral, type: date, title: {pt: d, en: d}}");
        String text = "\"id\";\"lugar\" ;preco;custo;dia\r\nA1;\"São João; €\";x;1234,5;31/01/2025\r\nA2;Évora;;;\r\n";
        node.load(names, node.write("n.csv", text.getBytes(Charset.forName("windows-1252"))));
        assertThat(node.rows("names", "lugar, custo, dia")).containsExactly("São João; €|1234.50|2025-01-31", "Évora|null|null");
    }

    @Test
    void anEmptyFileIsRefusedAndAFileWithoutRowsIsAnEmptyTable() {
        assertThatThrownBy(() -> node.load(visits, node.write("a.csv", ""))).hasMessage(
                "The extract a.csv is empty. Expected a line with the names of the columns.");
        Outcome outcome = node.load(visits, node.write("b.csv", HEADER));
        assertThat(outcome.version()).isPresent();
        assertThat(node.table("visits").rows()).isZero();
        assertThat(node.table("visits").files()).isNotEmpty();
        assertThat(node.rows("visits", "*")).isEmpty();
    }

    @Test
    void columnsThatTheProfileDoesNotKnowOrTheExtractLacksAreNamed() {
        assertThatThrownBy(() -> node.load(visits, node.write("a.csv", "utente,nif,nacimento,dia,sexo,custo\n")))
                .hasMessage("The extract a.csv has the column 'nacimento', which the profile of VISITS does not know (did you mean 'nascimento'?). "
                        + "Add it to the profile, with class 'dropped' if it is not to enter the lake.");
        assertThatThrownBy(() -> node.load(visits, node.write("a.csv", "utente,nif,dia,sexo,custo\n")))
                .hasMessageStartingWith("The extract a.csv lacks the column 'nascimento' of the profile of VISITS.");
    }

    @Test
    void tooManyBadRowsRefuseTheWholeExtractAndLeaveTheTable() {
        IngestFixture strict = new IngestFixture(root.resolve("strict"), 0.05);
        strict.load(visits, strict.write("a.csv", HEADER + GOOD.repeat(3)));
        Outcome outcome = strict.load(visits, strict.write("b.csv", HEADER + GOOD.repeat(18) + "1,,,2025-01-01 10:00:00,M,1\n"));
        assertThat(outcome.version()).isEmpty();
        assertThat(outcome.reports().get(0).refused()).isTrue();
        assertThat(strict.table("visits").rows()).isEqualTo(3);
        assertThat(strict.load(visits, strict.write("c.csv", HEADER + GOOD.repeat(19) + "1,,,2025-01-01 10:00:00,M,1\n")).version()).isPresent();
        assertThat(strict.table("visits").rows()).isEqualTo(19);
    }

    @Test
    void aRefusedTableKeepsTheOthersOfTheSameLoadOut() {
        IngestFixture strict = new IngestFixture(root.resolve("strict"), 0.05);
        String[] other = VISITS.clone();
        other[2] = "table: other";
        Extract good = new Extract(strict.profile(other), List.of(strict.write("a.csv", HEADER + GOOD)));
        Extract bad = new Extract(visits, List.of(strict.write("b.csv", HEADER + "1,,,2025-01-01 10:00:00,M,1\n")));
        strict.load(List.of(good, bad));
        assertThat(strict.lake().current().tables()).isEmpty();
        strict.load(List.of(good, new Extract(visits, List.of(strict.write("c.csv", HEADER + GOOD)))));
        assertThat(strict.lake().current().number()).isEqualTo(1);
        assertThat(strict.lake().current().tables()).containsOnlyKeys("other", "visits");
    }

    @Test
    void whereEachRowIsAPersonAllHaveDifferentNumbers() {
        Profile rows = node.profile("profile: 1", "system: R", "table: rows", "title: {pt: R, en: R}", "subject: each_row", "columns:",
                "  - {name: x, class: sensitive, type: double, measure: true, title: {pt: x, en: x}}");
        String values = IntStream.range(0, 5000).mapToObj(i -> i + ".5").collect(Collectors.joining("\n"));
        node.load(rows, node.write("a.csv", "x\n" + values + "\n"), node.write("b.csv", "x\n1\n2\n"));
        assertThat(node.rows("rows", "count(*), count(DISTINCT person), max(x)")).containsExactly("5002|5002|4999.5");
        assertThat(node.table("rows").description().maxRowsPerPerson()).isEqualTo(1);
    }

    @Test
    void parquetGivesTheSameRowsAndTheSameQuarantine() throws Exception {
        Path file = root.resolve("visits.parquet");
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:"); Statement statement = duck.createStatement()) {
            statement.execute("COPY (SELECT '123456789' AS utente, NULL::VARCHAR AS nif, DATE '1961-07-15' AS nascimento, TIMESTAMP '2025-07-14 23:50:00' AS dia, "
                    + "CASE WHEN i = 1 THEN 'X' ELSE 'F' END AS sexo, 12.5::DOUBLE AS custo FROM range(3) t(i)) TO '" + file + "' (FORMAT parquet)");
        }
        node.load(visits, file);
        assertThat(node.rows("visits", "ano, faixa, dia, sexo, custo")).containsExactly("1961|60-64|2025-07-14|F|12.50", "1961|60-64|2025-07-14|F|12.50");
        assertThat(node.quarantined()).containsExactly("2 sexo code");
    }

    @Test
    void aFileThatIsNoParquetEndsWithoutItsContentInTheMessage() {
        assertThatThrownBy(() -> node.load(visits, node.write("a.parquet", "123456789,secret")))
                .isInstanceOf(IngestFailure.class).hasMessageStartingWith("The extract a.parquet could not be read to its end")
                .hasMessageNotContaining("secret").hasMessageNotContaining("123456789");
    }

    @Test
    void thousandsOfBadRowsAmongManyAreAllFound() {
        StringBuilder text = new StringBuilder(HEADER);
        for (int i = 0; i < 60_000; i++) {
            text.append(i % 7 == 3 ? "12345,,,2025-01-01 10:00:00,M,1\n" : i % 11 == 5 ? "x,,\n" : GOOD);
        }
        Outcome outcome = node.load(visits, node.write("a.csv", text.toString()));
        long identifiers = IntStream.range(0, 60_000).filter(i -> i % 7 == 3).count();
        long columns = IntStream.range(0, 60_000).filter(i -> i % 7 != 3 && i % 11 == 5).count();
        assertThat(outcome.reports().get(0).reasons()).containsOnlyKeys(Reason.IDENTIFIER, Reason.COLUMNS)
                .containsEntry(Reason.IDENTIFIER, identifiers).containsEntry(Reason.COLUMNS, columns);
        assertThat(node.quarantined()).hasSize((int) (identifiers + columns)).contains("5 utente identifier", "7 - columns");
        assertThat(outcome.reports().get(0).accepted()).isEqualTo(60_000 - identifiers - columns);
    }
}
