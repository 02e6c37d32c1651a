package pt.arquipelago.node.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pt.arquipelago.node.ingest.Ingest.Extract;
import pt.arquipelago.node.ingest.Ingest.Outcome;
import pt.arquipelago.node.profile.CsvFormat;
import pt.arquipelago.node.profile.Profile;

class JdbcQueryTest {
    private static final Map<String, String> ENVIRONMENT = Map.of("SOURCE_PASSWORD", "none");
    private static EmbeddedPostgres database;

    @TempDir
    Path root;

    @BeforeAll
    static void start() throws IOException, SQLException {
        database = EmbeddedPostgres.start();
        try (Connection connection = database.getPostgresDatabase().getConnection(); Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE visit (utente varchar, nascimento timestamp, dia timestamptz, urgente boolean, custo numeric, nota text)");
            statement.execute("INSERT INTO visit VALUES ('123456789', '1961-07-15', '2025-07-14 23:30:00+01', true, 12.50, 'com \"aspas\", e' || chr(10) || 'linhas'),"
                    + " ('987654321', NULL, '2025-07-14 23:30:00+00', false, NULL, 'é'), ('12', NULL, '2025-07-15 10:00:00+01', NULL, 1, NULL)");
        }
    }

    @AfterAll
    static void stop() throws IOException {
        database.close();
    }

    @Test
    void theRowsOfAQueryAreAnExtract() {
        IngestFixture node = new IngestFixture(root, 0.5);
        Profile visits = visits(node);
        try (Spool rows = query("SELECT utente, nascimento, dia, urgente, custo, nota AS \"NOTA\" FROM visit ORDER BY dia", "SOURCE_PASSWORD", visits).rows(ENVIRONMENT)) {
            Outcome outcome = node.load(List.of(new Extract(visits, List.of(), List.of(rows))));
            assertThat(outcome.reports().get(0).files()).containsExactly("query visits");
        }
        assertThat(node.rows("visits", "ano, dia, urgente, custo, nota")).containsExactly(
                "1961|2025-07-14|true|12.50|com \"aspas\", e linhas", "null|2025-07-15|false|null|é");
        assertThat(node.quarantined()).containsExactly("4 utente identifier");
    }

    @Test
    void whatTheDatabaseSaysOfAnErrorIsNotRepeated() {
        Profile visits = visits(new IngestFixture(root, 0.5));
        assertThatThrownBy(() -> query("SELECT 1/(utente::bigint - 123456789) FROM visit", "SOURCE_PASSWORD", visits).rows(ENVIRONMENT))
                .isInstanceOf(IngestFailure.class).hasMessageContaining("query visits").hasMessageContaining("SQL state 22012").hasMessageNotContaining("123456789");
        assertThatThrownBy(() -> query("SELECT 1", "NOT_SET", visits).rows(ENVIRONMENT)).hasMessageContaining("NOT_SET");
    }

    @Test
    void aDriverThatIsNotThereIsNamed() {
        Profile visits = visits(new IngestFixture(root, 0.5));
        QuerySetting oracle = new QuerySetting("jdbc:oracle:thin:@//host:1521/x", "reader", "SOURCE_PASSWORD", "SELECT 1", Optional.empty());
        assertThatThrownBy(() -> new JdbcQuery("visits", oracle, visits).rows(ENVIRONMENT)).isInstanceOf(IngestFailure.class).hasMessageContaining("key 'driver'");
        QuerySetting absent = new QuerySetting(oracle.url(), "reader", "SOURCE_PASSWORD", "SELECT 1", Optional.of(root.resolve("ojdbc.jar")));
        assertThatThrownBy(() -> new JdbcQuery("visits", absent, visits).rows(ENVIRONMENT)).hasMessageContaining("ojdbc.jar is not there");
    }

    private static Profile visits(IngestFixture node) {
        return node.profile("profile: 1", "system: VISITS", "table: visits", "title: {pt: V, en: V}", "subject: utente", "csv: {decimal_comma: true, date_format: '%d/%m/%Y'}", "columns:",
                "  - {name: utente, class: identifier, identifier: PATIENT_NUMBER, title: {pt: u, en: p}}",
                "  - {name: nascimento, class: quasi_identifier, type: date, treatment: year, as: ano, title: {pt: n, en: b}}",
                "  - {name: dia, class: quasi_identifier, type: timestamp, treatment: day, required: true, title: {pt: d, en: d}}",
                "  - {name: urgente, class: neutral, type: boolean, title: {pt: u, en: u}}",
                "  - {name: custo, class: neutral, type: 'decimal(8,2)', measure: true, title: {pt: c, en: c}}",
                "  - {name: nota, class: neutral, title: {pt: n, en: n}}").written(CsvFormat.standard());
    }

    private static JdbcQuery query(String sql, String passwordEnv, Profile profile) {
        return new JdbcQuery("visits", new QuerySetting(database.getJdbcUrl("postgres", "postgres"), "postgres", passwordEnv, sql, Optional.empty()), profile);
    }
}
