package pt.arquipelago.accessbody.database;

import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
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
        try (Database database = Database.open(folder, Optional.empty())) {
            for (int i = 0; i < 5; i++) {
                String node = "node-" + i;
                database.change(handle -> insert(handle, node));
                Files.copy(folder.resolve("access-body.mv.db"), image.resolve(i + ".mv.db"));
            }
        }
        for (int i = 0; i < 5; i++) {
            try (Database killed = Database.open(image, Optional.of("jdbc:h2:file:" + image.resolve(String.valueOf(i))))) {
                int nodes = killed.transaction(DatabaseTest::nodes);
                assertThat(nodes).isEqualTo(i + 1);
            }
        }
    }

    @Test
    void aTransactionThatFailsLeavesNothing() {
        try (Database database = Database.open(folder, Optional.empty())) {
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
        try (Database database = Database.open(folder, Optional.empty())) {
            database.change(handle -> handle.createUpdate("INSERT INTO node_contact (node_id, state, seen_at) VALUES ('a', 'ready', :now)").bind("now", now).execute());
            Instant kept = database.transaction(handle -> handle.createQuery("SELECT seen_at FROM node_contact").mapTo(Instant.class).one());
            assertThat(kept).isEqualTo(now);
        }
    }

    @Test
    void onlyKnownDatabasesAreServed() {
        assertThatThrownBy(() -> Database.open(folder, Optional.of("jdbc:oracle:thin:x"))).hasMessageContaining("database.url");
    }

    private static void insert(Handle handle, String node) {
        handle.createUpdate("INSERT INTO node_contact (node_id, state) VALUES (:node, 'ready')").bind("node", node).execute();
    }

    private static int nodes(Handle handle) {
        return handle.createQuery("SELECT COUNT(*) FROM node_contact").mapTo(Integer.class).one();
    }
}
