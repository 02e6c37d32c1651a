package pt.arquipelago.accessbody.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import pt.arquipelago.accessbody.config.AccessBodyConfig.DatabaseSettings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** An empty database of the kind that this run of the tests is about: H2 in a file, or one of a PostgreSQL server's own. */
public final class TestDatabase {
    private static final boolean POSTGRESQL = "postgresql".equals(System.getProperty("arquipelago.test.database"));
    private static final AtomicInteger MADE = new AtomicInteger();
    private static EmbeddedPostgres server;

    private TestDatabase() {}

    public static boolean isPostgresql() {
        return POSTGRESQL;
    }

    /** Settings of a new one; the same settings open the same state again, in the same folder. */
    public static DatabaseSettings settings() {
        if (!POSTGRESQL) {
            return DatabaseSettings.FILE;
        }
        String name = "test" + MADE.incrementAndGet();
        EmbeddedPostgres running = running();
        try (Connection connection = running.getPostgresDatabase().getConnection(); var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new DatabaseSettings(Optional.of(running.getJdbcUrl("postgres", name).replaceFirst("\\?.*", "")), Optional.of("postgres"), Optional.of("TEST_DATABASE_PASSWORD"));
    }

    /** The environment that the settings' password is read from. */
    public static Map<String, String> environment() {
        return Map.of("TEST_DATABASE_PASSWORD", "postgres");
    }

    public static Database open(Path folder) {
        return Database.open(folder, settings(), environment());
    }

    private static synchronized EmbeddedPostgres running() {
        if (server == null) {
            try {
                server = EmbeddedPostgres.builder().setServerConfig("fsync", "off").setServerConfig("max_connections", "300").start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return server;
    }
}
