package pt.arquipelago.accessbody.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import pt.arquipelago.accessbody.config.AccessBodyConfig.DatabaseSettings;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

import static java.util.Objects.requireNonNull;

/** The state of the access body: opened by one process at a time, migrated to the newest tables, and used in transactions only. */
public final class Database implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final int CONNECTIONS = 16;
    /** A commit is on disk when it returns; locks are waited for patiently; we close the file ourselves. */
    private static final String FILE_SETTINGS = ";WRITE_DELAY=0;LOCK_TIMEOUT=20000;DB_CLOSE_ON_EXIT=FALSE";
    private static final String USER = "arquipelago";
    /** Any number that other programs on the same database are unlikely to lock. */
    private static final long ONLY_ONE = 0x41727175_6970L;

    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private final Handle sole;

    private Database(HikariDataSource pool, Handle sole) {
        this.pool = pool;
        this.jdbi = Jdbi.create(pool);
        this.sole = sole;
    }

    /**
     * @param folder of the file, where the settings name no database
     * @param environment where the database's password is, by the name that the settings give
     * @throws IllegalStateException when it cannot be opened or migrated, or another access body has it
     */
    public static Database open(Path folder, DatabaseSettings settings, Map<String, String> environment) {
        requireNonNull(folder, "folder is null");
        String address = settings.url().orElseGet(() -> "jdbc:h2:file:" + folder.toAbsolutePath().resolve("access-body") + FILE_SETTINGS);
        boolean postgresql = address.startsWith("jdbc:postgresql:");
        HikariDataSource pool = null;
        try {
            pool = new HikariDataSource(pool(address, settings, environment));
            Handle sole = postgresql ? alone(Jdbi.create(pool)) : null;
            Flyway.configure().dataSource(pool).placeholders(Map.of("bytes", postgresql ? "BYTEA" : "BLOB")).load().migrate();
            return new Database(pool, sole);
        } catch (RuntimeException e) {
            if (pool != null) {
                pool.close();
            }
            throw new IllegalStateException("The database " + address + " cannot be opened or migrated. Does it exist, may its user make tables, and is no other access body running on it?", e);
        }
    }

    private static HikariConfig pool(String address, DatabaseSettings settings, Map<String, String> environment) {
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl(address);
        pool.setUsername(settings.user().orElse(USER));
        pool.setPassword(settings.passwordEnv().map(name -> password(name, environment)).orElse(""));
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setMinimumIdle(2);
        pool.setPoolName("access-body");
        return pool;
    }

    private static String password(String name, Map<String, String> environment) {
        String password = environment.get(name);
        if (password == null) {
            throw new IllegalStateException("the environment variable " + name + " (database.password_env) is not set");
        }
        return password;
    }

    /** An H2 file is locked by its process; on PostgreSQL a lock of the session does the same, and is gone when the process dies. */
    private static Handle alone(Jdbi jdbi) {
        Handle handle = jdbi.open();
        if (!handle.createQuery("SELECT pg_try_advisory_lock(:only)").bind("only", ONLY_ONE).mapTo(Boolean.class).one()) {
            handle.close();
            throw new IllegalStateException("another access body is running on it");
        }
        return handle;
    }

    /** At once: the session's own end comes when the server notices it. */
    private static void giveUp(Handle sole) {
        try (sole) {
            sole.createQuery("SELECT pg_advisory_unlock(:only)").bind("only", ONLY_ONE).mapTo(Boolean.class).one();
        } catch (JdbiException e) {
            LOG.warn("the lock of the database ends with its session: {}", e.getClass().getSimpleName());
        }
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
        if (sole != null) {
            giveUp(sole);
        }
        pool.close();
    }
}
