package pt.arquipelago.node.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pt.arquipelago.node.ingest.Ingest.Extract;
import pt.arquipelago.node.ingest.Ingest.Outcome;
import pt.arquipelago.node.lake.ColumnDescription;
import pt.arquipelago.node.profile.Profile;
import pt.arquipelago.node.profile.ProfileReader;
import pt.arquipelago.node.settings.OperatorException;

/** The pharmaceutical product (PhPID) beside a medicine's code, by the institution's table. */
class MedicineTest {
    private static final String TABLE = "code,phpid\n50012345,0x1A2B3C4D5E6F\n5440987,0xFFEEDDCCBBAA\n";

    @TempDir
    Path root;
    private IngestFixture node;
    private Profile medicines;

    @BeforeEach
    void node() {
        node = new IngestFixture(root, 0.5);
        medicines = node.profile("profile: 1", "system: M", "table: medicines", "title: {pt: m, en: m}", "subject: utente", "columns:",
                "  - {name: utente, class: identifier, identifier: PATIENT_NUMBER, title: {pt: u, en: p}}",
                "  - name: cnpem",
                "    class: sensitive",
                "    check: CNPEM",
                "    title: {pt: c, en: c}",
                "    keep: true",
                "    makes:",
                "      - {name: phpid, treatment: phpid, groupable: true, title: {pt: p, en: p}}");
    }

    @Test
    void thePharmaceuticalProductStandsBesideTheCodeAndUnknownCodesAreCounted() {
        Outcome outcome = load(Optional.of(TABLE), "50012345", "50099999", "", "1234");
        assertThat(node.rows("medicines", "cnpem, phpid")).containsExactlyInAnyOrder("50012345|0x1A2B3C4D5E6F", "50099999|null", "null|null");
        assertThat(outcome.reports().get(0).notes()).contains("1 rows have a cnpem that the table of medicines does not know, and no PhPID");
        assertThat(node.quarantined()).containsExactly("5 cnpem identifier");
    }

    @Test
    void withoutATableThereIsNone() {
        Outcome outcome = load(Optional.empty(), "50012345");
        assertThat(node.rows("medicines", "cnpem, phpid")).containsExactly("50012345|null");
        assertThat(outcome.reports().get(0).notes()).noneMatch(note -> note.contains("PhPID"));
    }

    @Test
    void anotherTableMakesTheSameExtractAnother() {
        load(Optional.empty(), "50012345");
        assertThat(load(Optional.empty(), "50012345").reports().get(0).known()).isTrue();
        assertThat(load(Optional.of(TABLE), "50012345").reports().get(0).known()).isFalse();
        assertThat(load(Optional.of("code;phpid\n50012345;0x00000000\n"), "50012345").reports().get(0).known()).isFalse();
        assertThat(node.rows("medicines", "phpid")).containsExactly("0x00000000");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            cnpem,phpid                                 | line 1: expected the header code,phpid
            code,phpid                                  | line 1: the table has no code
            code,phpid/40012345,0x1A2B                  | line 2: expected a CNPEM
            code,phpid/5440988,0x1A2B                   | line 2: expected a CNPEM
            code,phpid/50012345,0x1A 2B                 | line 2: expected a CNPEM
            code,phpid/50012345                         | line 2: expected a CNPEM
            code,phpid/50012345,0x1A2B/50012345,0x1A2C  | line 3: the code stands in an earlier line with another PhPID
            """)
    void aWrongTableSaysItsLineAndWhatIsExpected(String table, String said) {
        assertThatThrownBy(() -> load(Optional.of(table.replace('/', '\n')), "50012345")).isInstanceOf(OperatorException.class).hasMessageContaining(said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pem", "pem-ppp", "dem"})
    void standsInEverySystemThatHasTheCode(String system) {
        assertThat(ProfileReader.named(system).lakeColumns()).filteredOn(column -> column.name().equals("phpid")).hasSize(1).allMatch(ColumnDescription::groupable);
    }

    @Test
    void whatHappensIsExplained() {
        Explanation explanation = Explanation.of(medicines, "test", java.time.LocalDate.of(2026, 1, 20));
        assertThat(explanation.columns().get(1).makes()).extracting(Explanation.Made::value).containsExactly("50012345", "0x00000000INVENTADO");
        assertThat(ExplanationWords.EN.of(explanation.columns().get(1).makes().get(1).lake().treatment())).contains("pharmaceutical product");
    }

    private Outcome load(Optional<String> table, String... codes) {
        StringBuilder rows = new StringBuilder("utente,cnpem\n");
        for (int i = 0; i < codes.length; i++) {
            rows.append(123456780 + i).append(',').append(codes[i]).append('\n');
        }
        IngestSettings all = IngestFixture.settings(root, 0.5);
        IngestSettings settings = new IngestSettings(all.node(), all.domain(), all.lake(), all.quarantine(), all.key(), List.of(), 0.5, true, all.memory(), Map.of(),
                Optional.empty(), table.map(text -> node.write("table.csv", text)), true);
        return new Ingest(settings, IngestFixture.DOMAIN, IngestFixture.CLOCK, new PrintStream(PrintStream.nullOutputStream()))
                .load(List.of(new Extract(medicines, List.of(node.write("medicines.csv", rows.toString())))));
    }
}
