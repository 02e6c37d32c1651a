package pt.arquipelago.accessbody.database;

import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import pt.arquipelago.accessbody.config.AccessBodyConfig.DatabaseSettings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DatabaseTest {
    @TempDir
    private Path folder;
    @TempDir
    private Path image;

    @Test
    void whatWasCommittedIsOnDiskAtOnceForAProcessThatIsKilled() throws IOException {
        Assumptions.assumeFalse(TestDatabase.isPostgresql(), "PostgreSQL keeps its own files");
        try (Database database = Database.open(folder, DatabaseSettings.FILE, Map.of())) {
            for (int i = 0; i < 5; i++) {
                String node = "node-" + i;
                database.change(handle -> insert(handle, node));
                Files.copy(folder.resolve("access-body.mv.db"), image.resolve(i + ".mv.db"));
            }
        }
        for (int i = 0; i < 5; i++) {
            try (Database killed = Database.open(image, h2(image.resolve(String.valueOf(i))), Map.of())) {
                int nodes = killed.transaction(DatabaseTest::nodes);
                assertThat(nodes).isEqualTo(i + 1);
            }
        }
    }

    @Test
    void aTransactionThatFailsLeavesNothing() {
        try (Database database = TestDatabase.open(folder)) {
            assertThatThrownBy(() -> database.change(handle -> {
                insert(handle, "one");
                throw new IllegalArgumentException("half way");
            })).hasMessage("half way");
            int nodes = database.transaction(DatabaseTest::nodes);
            assertThat(nodes).isZero();
        }
    }

    @Test
    void timesComeBackAsTheyWere() {
        Instant now = Instant.parse("2026-11-22T09:00:00.123456Z");
        try (Database database = TestDatabase.open(folder)) {
            database.change(handle -> handle.createUpdate("INSERT INTO node_contact (node_id, state, seen_at) VALUES ('a', 'ready', :now)").bind("now", now).execute());
            Instant kept = database.transaction(handle -> handle.createQuery("SELECT seen_at FROM node_contact").mapTo(Instant.class).one());
            assertThat(kept).isEqualTo(now);
        }
    }

    @Test
    void oneProcessHasIt() {
        DatabaseSettings settings = TestDatabase.settings();
        try (Database database = Database.open(folder, settings, TestDatabase.environment())) {
            // The same process may open the same H2 file twice; another one may not.
            if (TestDatabase.isPostgresql()) {
                assertThatThrownBy(() -> Database.open(folder, settings, TestDatabase.environment())).hasMessageContaining("no other access body")
                        .hasRootCauseMessage("another access body is running on it");
            }
            database.change(handle -> insert(handle, "one"));
        }
        try (Database again = Database.open(folder, settings, TestDatabase.environment())) {
            int nodes = again.transaction(DatabaseTest::nodes);
            assertThat(nodes).isEqualTo(1);
        }
    }

    @Test
    void onlyKnownDatabasesAreServed() {
        assertThatThrownBy(() -> settings("jdbc:oracle:thin:x")).hasMessageContaining("database.url");
    }

    @Test
    void noPasswordStandsInTheSettings() {
        assertThatThrownBy(() -> settings("jdbc:postgresql://db/arquipelago?password=x")).hasMessageContaining("database.password_env");
        var unset = new DatabaseSettings(Optional.empty(), Optional.empty(), Optional.of("NOT_SET"));
        assertThatThrownBy(() -> Database.open(folder, unset, Map.of())).hasRootCauseMessage("the environment variable NOT_SET (database.password_env) is not set");
    }

    private static DatabaseSettings h2(Path file) {
        return settings("jdbc:h2:file:" + file);
    }

    private static DatabaseSettings settings(String url) {
        return new DatabaseSettings(Optional.of(url), Optional.empty(), Optional.empty());
    }

    private static void insert(Handle handle, String node) {
        handle.createUpdate("INSERT INTO node_contact (node_id, state) VALUES (:node, 'ready')").bind("node", node).execute();
    }

    private static int nodes(Handle handle) {
        return handle.createQuery("SELECT COUNT(*) FROM node_contact").mapTo(Integer.class).one();
    }
}
