package pt.arquipelago.node.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pt.arquipelago.node.ingest.Ingest.Extract;
import pt.arquipelago.node.ingest.Ingest.Outcome;
import pt.arquipelago.node.profile.ProfileReader;

/** How extracts of the SNS come to their tables: by the profiles that come with the project. */
class SnsLoadsTest {
    @TempDir
    Path root;
    private IngestFixture node;

    @BeforeEach
    void node() {
        node = new IngestFixture(root, 0.5);
    }

    /** Three documents, then an extract that brings the second one corrected, a new one, and nothing of the others. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            pem     | estado=anulada;motivo_anulacao=erro de prescrição | estado = 'anulada'
            pem-ppp | estado=anulada;motivo_anulacao=pedido do utente   | estado = 'anulada'
            esp     | estado=anulado;resultado_valor=                   | estado = 'anulado'
            crd     | data_fim=2025-04-30                               | data_fim = DATE '2025-04-30'
            sico    | causa_basica=C34.1                                | causa_basica = 'C34.1'
            rentev  | estado=revogado                                   | estado = 'revogado'
            ccc     | resultado=inapto                                  | resultado = 'inapto'
            bas     | estado=recusado;motivo_recusa=fora do prazo       | estado = 'recusado'
            cit     | data_fim=2025-03-05;dias=5                        | dias = 5
            """)
    void aCancelledOrAmendedDocumentTakesThePlaceOfTheEarlierOne(String system, String change, String changed) {
        String table = ProfileReader.named(system).table();
        load(system, numbered(system, "", 1, 2, 3));
        assertThat(node.rows(table + " WHERE " + changed, "count(*)")).containsExactly("0");
        List<Map<String, String>> later = numbered(system, change, 2);
        later.addAll(numbered(system, "", 4));
        Outcome outcome = load(system, later);
        assertThat(outcome.reports().get(0).quarantined()).isZero();
        assertThat(node.rows(table, "count(*)")).containsExactly("4");
        assertThat(node.rows(table + " WHERE " + changed, "count(*)")).containsExactly("1");
        assertThat(outcome.reports().get(0).notes()).contains("1 rows took the place of earlier ones with their key, 1 are new");
    }

    @Test
    void theLinesOfAPrescriptionAreCancelledOneByOne() {
        load("pem", List.of(SnsRows.good("pem"), SnsRows.with("pem", "numero_linha=2")));
        load("pem", List.of(SnsRows.with("pem", "numero_linha=2;estado=anulada")));
        assertThat(node.rows("source_pem", "numero_linha, estado")).containsExactly("1|ativa", "2|anulada");
    }

    /** A prescription that an extract brings as active and as cancelled: the system does not say when it was cancelled. */
    @Test
    void twoStatesOfOnePrescriptionInOneExtractAreListedAndNeitherEnters() {
        List<Map<String, String>> rows = numbered("pem", "", 1, 2, 3);
        rows.addAll(numbered("pem", "estado=anulada", 2));
        Outcome outcome = load("pem", rows);
        assertThat(node.quarantined()).containsExactlyInAnyOrder("3 numero_receita, numero_linha repeated", "5 numero_receita, numero_linha repeated");
        assertThat(outcome.reports().get(0).accepted()).isEqualTo(2);
        assertThat(node.rows("source_pem", "estado")).containsExactly("ativa", "ativa");
    }

    @ParameterizedTest
    @CsvSource({"dem, data_dispensa", "siso, data_utilizacao=;data_emissao", "rse, data_evento", "siars, data_contacto"})
    void theMonthsOfAnExtractAreReplacedAndTheOthersStay(String system, String day) {
        String table = ProfileReader.named(system).table();
        load(system, List.of(SnsRows.with(system, day + "=2025-03-30"), SnsRows.with(system, day + "=2025-04-01"), SnsRows.with(system, day + "=2025-04-02")));
        Outcome outcome = load(system, List.of(SnsRows.with(system, day + "=2025-04-03")));
        assertThat(outcome.reports().get(0).notes()).contains("replaced the months 2025-04: 1 rows in the place of 2");
        String column = day.substring(day.indexOf(';') + 1);
        assertThat(node.rows(table, column)).containsExactly("2025-03-30", "2025-04-03");
    }

    @ParameterizedTest
    @CsvSource({"rnu, numero_utente, 813274", "rnp, cedula, 77"})
    void aRegistryIsReplaced(String system, String person, String number) {
        load(system, List.of(SnsRows.with(system, person + "=" + number + "111"), SnsRows.with(system, person + "=" + number + "222")));
        load(system, List.of(SnsRows.with(system, person + "=" + number + "333")));
        assertThat(node.rows(ProfileReader.named(system).table(), "count(*)")).containsExactly("1");
    }

    @Test
    void whoeverIsNotInTheRegistryIsListedOnceItIsLoaded() {
        List<Map<String, String>> rows = List.of(SnsRows.good("dem"), SnsRows.with("dem", "numero_utente=999999998"));
        Outcome before = load("dem", rows);
        assertThat(before.reports().get(0).quarantined()).isZero();
        assertThat(before.reports().get(0).notes()).contains("it was not looked whether numero_utente stands in source_rnu, which the lake does not hold yet");
        load("rnu", List.of(SnsRows.good("rnu")));
        Outcome after = new Ingest(IngestFixture.settings(root, 0.5), IngestFixture.DOMAIN, IngestFixture.CLOCK, System.out).again().load(List.of(extract("dem", rows)));
        assertThat(after.reports().get(0).notes()).noneMatch(note -> note.contains("source_rnu"));
        assertThat(node.quarantined()).containsExactly("3 numero_utente reference");
        assertThat(node.rows("source_dem", "count(*)")).containsExactly("1");
    }

    /** The registry of the same load comes first, in whatever order they are named. */
    @Test
    void anExtractIsComparedWithTheRegistryThatComesWithIt() {
        load("rnu", List.of(SnsRows.with("rnu", "numero_utente=813274111")));
        Outcome outcome = node.load(List.of(extract("cit", List.of(SnsRows.good("cit"))), extract("rnu", List.of(SnsRows.good("rnu")))));
        assertThat(outcome.reports()).extracting(LoadReport::system).containsExactly("RNU", "CIT");
        assertThat(outcome.reports()).allSatisfy(report -> assertThat(report.quarantined()).isZero());
    }

    @Test
    void anInstitutionWhoseRegistryDoesNotHoldEverybodySaysSo() {
        load("rnu", List.of(SnsRows.with("rnu", "numero_utente=813274111")));
        IngestSettings all = IngestFixture.settings(root, 0);
        IngestSettings lenient = new IngestSettings(all.node(), all.domain(), all.lake(), all.quarantine(), all.key(), all.earlierKeys(), 0, true, all.memory(), Map.of(), Optional.empty(), Optional.empty(), false);
        Outcome refused = new Ingest(all, IngestFixture.DOMAIN, IngestFixture.CLOCK, System.out).load(List.of(extract("cit", List.of(SnsRows.good("cit")))));
        assertThat(refused.version()).isEmpty();
        assertThat(ReportText.table(refused)).contains("'check_references: false'");
        Outcome taken = new Ingest(lenient, IngestFixture.DOMAIN, IngestFixture.CLOCK, System.out).load(List.of(extract("cit", List.of(SnsRows.good("cit")))));
        assertThat(taken.version()).isPresent();
        assertThat(taken.reports().get(0).notes()).contains("it was not looked whether numero_utente stands in source_rnu: 'check_references' is false");
    }

    @Test
    void aDayThatWouldTakeAMonthAwayIsRefused() {
        load("dem", IntStream.rangeClosed(1, 9).mapToObj(day -> SnsRows.with("dem", "data_dispensa=2025-04-0" + day)).toList());
        Extract day = extract("dem", List.of(SnsRows.with("dem", "data_dispensa=2025-04-10")));
        assertThatThrownBy(() -> node.load(List.of(day))).isInstanceOf(IngestFailure.class).hasMessageContaining("2025-04").hasMessageContaining("whole months");
        assertThat(node.rows("source_dem", "count(*)")).containsExactly("9");
    }

    private Outcome load(String system, List<Map<String, String>> rows) {
        return node.load(List.of(extract(system, rows)));
    }

    private Extract extract(String system, List<Map<String, String>> rows) {
        return new Extract(ProfileReader.named(system), List.of(node.write(system + ".csv", SnsRows.csv(rows))));
    }

    private static List<Map<String, String>> numbered(String system, String change, int... numbers) {
        List<Map<String, String>> rows = new ArrayList<>();
        for (int number : numbers) {
            rows.add(SnsRows.numbered(system, change.isEmpty() ? SnsRows.good(system) : SnsRows.with(system, change), number));
        }
        return rows;
    }
}
