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
import pt.arquipelago.node.ingest.Ingest.Extract;
import pt.arquipelago.node.ingest.Ingest.Outcome;
import pt.arquipelago.node.profile.Profile;
import pt.arquipelago.node.settings.OperatorException;

/** Postcodes on their way to municipalities and regions, by the institution's table. */
class PostcodeTest {
    private static final String TABLE = "postcode,municipality\n4200,1312\n4200-001,1306\n3000-456,0603\n";

    @TempDir
    Path root;
    private IngestFixture node;
    private Profile people;

    @BeforeEach
    void node() {
        node = new IngestFixture(root, 0.5);
        people = node.profile("profile: 1", "system: P", "table: people", "title: {pt: p, en: p}", "subject: utente", "columns:",
                "  - {name: utente, class: identifier, identifier: PATIENT_NUMBER, title: {pt: u, en: p}}",
                "  - name: codigo_postal",
                "    class: quasi_identifier",
                "    title: {pt: c, en: c}",
                "    makes:",
                "      - {name: concelho, treatment: postcode_municipality, groupable: true, title: {pt: c, en: m}}",
                "      - {name: nuts3, treatment: postcode_nuts3, groupable: true, title: {pt: n, en: n}}");
    }

    @Test
    void aPostcodeBecomesItsMunicipalityAndRegionAndAnUnknownOneNothingThatIsCounted() {
        Outcome outcome = load(TABLE, "4200-319", "4200-001", "3000-456", "3000-457", "", "9999-999", "4200319");
        assertThat(node.rows("people", "concelho, nuts3")).containsExactlyInAnyOrder("1312|PT11A", "1306|PT11A", "0603|PT192", "null|null", "null|null", "null|null");
        assertThat(outcome.reports().get(0).notes()).contains("2 postcodes stand in no line of the table of postcodes, and have no place");
        assertThat(node.quarantined()).containsExactly("8 codigo_postal form");
        assertThat(node.rows("people", "*")).noneMatch(row -> row.contains("4200-"));
    }

    @Test
    void anotherTableMakesTheSameExtractAnother() {
        load(TABLE, "4200-319");
        assertThat(load(TABLE, "4200-319").reports().get(0).known()).isTrue();
        assertThat(load("postcode;municipality\n4200;1306\n", "4200-319").reports().get(0).known()).isFalse();
        assertThat(node.rows("people", "concelho")).containsExactly("1306");
    }

    @Test
    void withoutATableNothingIsTakenIn() {
        Extract extract = new Extract(people, List.of(node.write("people.csv", "utente,codigo_postal\n123456781,4200-319\n")));
        assertThatThrownBy(() -> node.load(List.of(extract))).isInstanceOf(IngestFailure.class).hasMessageContaining("'postcodes'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            zip,city                                  | line 1: expected the header postcode,municipality
            postcode,municipality                     | line 1: the table has no postcode
            postcode,municipality/420,1312            | line 2: expected a postcode
            postcode,municipality/4200,9999           | line 2: expected a postcode
            postcode,municipality/4200,1312,Porto     | line 2: expected a postcode
            postcode,municipality/4200,1312/4200,1306 | line 3: the postcode stands in an earlier line with another municipality
            """)
    void aWrongTableSaysItsLineAndWhatIsExpected(String table, String said) {
        assertThatThrownBy(() -> load(table.replace('/', '\n'), "4200-319")).isInstanceOf(OperatorException.class).hasMessageContaining(said);
    }

    @Test
    void whatHappensIsExplained() {
        Explanation explanation = Explanation.of(people, "test", java.time.LocalDate.of(2026, 1, 20));
        assertThat(explanation.columns().get(1).makes()).extracting(Explanation.Made::value).containsExactly("1312", "PT11A");
        assertThat(ExplanationWords.EN.of(explanation.columns().get(1).makes().get(0).lake().treatment())).contains("municipality of the postcode");
    }

    private Outcome load(String table, String... postcodes) {
        StringBuilder rows = new StringBuilder("utente,codigo_postal\n");
        for (int i = 0; i < postcodes.length; i++) {
            rows.append(123456780 + i).append(',').append(postcodes[i]).append('\n');
        }
        IngestSettings all = IngestFixture.settings(root, 0.5);
        IngestSettings settings = new IngestSettings(all.node(), all.domain(), all.lake(), all.quarantine(), all.key(), List.of(), 0.5, true, all.memory(), Map.of(),
                Optional.of(node.write("postcodes.csv", table)), Optional.empty(), true);
        return new Ingest(settings, IngestFixture.DOMAIN, IngestFixture.CLOCK, new PrintStream(PrintStream.nullOutputStream()))
                .load(List.of(new Extract(people, List.of(node.write("people.csv", rows.toString())))));
    }
}
