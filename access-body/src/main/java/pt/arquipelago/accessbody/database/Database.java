package pt.arquipelago.accessbody.database;

import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

import static java.util.Objects.requireNonNull;

/** The state of the access body: opened, migrated to the newest tables, and used in transactions only. */
public final class Database implements AutoCloseable {
    private static final int CONNECTIONS = 16;
    /** A commit is on disk when it returns; locks are waited for patiently; we close the file ourselves. */
    private static final String SETTINGS = ";WRITE_DELAY=0;LOCK_TIMEOUT=20000;DB_CLOSE_ON_EXIT=FALSE";

    private final JdbcConnectionPool pool;
    private final Jdbi jdbi;

    private Database(JdbcConnectionPool pool) {
        this.pool = pool;
        this.jdbi = Jdbi.create(pool);
    }

    /** @param url a JDBC address of H2; without it a file in {@code folder} */
    public static Database open(Path folder, Optional<String> url) {
        requireNonNull(folder, "folder is null");
        String address = url.orElseGet(() -> "jdbc:h2:file:" + folder.toAbsolutePath().resolve("access-body") + SETTINGS);
        if (!address.startsWith("jdbc:h2:")) {
            throw new IllegalArgumentException("database.url: only H2 (jdbc:h2:…) is served so far");
        }
        JdbcConnectionPool pool = JdbcConnectionPool.create(address, "arquipelago", "");
        pool.setMaxConnections(CONNECTIONS);
        try {
            Flyway.configure().dataSource(pool).placeholders(Map.of("bytes", "BLOB")).load().migrate();
        } catch (RuntimeException e) {
            pool.dispose();
            throw new IllegalStateException("The database " + address + " cannot be opened or migrated. Is another access body running on it? Stop it first.", e);
        }
        return new Database(pool);
    }

    /** Runs all of {@code work} or none of it. */
    public <T> T transaction(Function<Handle, T> work) {
        return jdbi.inTransaction(work::apply);
    }

    public void change(Consumer<Handle> work) {
        jdbi.useTransaction(work::accept);
    }

    @Override
    public void close() {
        pool.dispose();
    }
}
