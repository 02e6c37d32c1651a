package pt.arquipelago.node.ingest;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A DuckDB of its own in this process: nothing is downloaded, its settings are locked, and unless a folder for it is given
 * it never writes what does not fit into memory to a disk.
 */
public final class Engine implements AutoCloseable {
    private static final Pattern KIND = Pattern.compile("(?:java\\.sql\\.SQLException: )?([A-Z][A-Za-z ]{2,40} Error):.*", Pattern.DOTALL);

    /** Takes one row of a result after another. */
    @FunctionalInterface
    public interface RowReader {
        void row(ResultSet row) throws SQLException;
    }

    private final Connection connection;

    private Engine(Connection connection) {
        this.connection = connection;
    }

    /** For steps that see identifiers: it has no folder to spill to. Functions are registered before the settings are locked. */
    static Engine forExtract(String memory, ZoneId zone) {
        return open(memory, zone, Optional.empty());
    }

    /** For steps over pseudonymised Parquet. */
    public static Engine forLake(String memory, Path spill) {
        return open(memory, ZoneId.of("UTC"), Optional.of(spill));
    }

    private static Engine open(String memory, ZoneId zone, Optional<Path> spill) {
        try {
            Connection connection = DriverManager.getConnection("jdbc:duckdb:");
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET autoinstall_known_extensions = false");
                statement.execute("SET autoload_known_extensions = false");
                statement.execute("SET temp_directory = " + Sql.text(spill.map(Path::toString).orElse("")));
                statement.execute("SET memory_limit = " + Sql.text(memory));
                statement.execute("SET preserve_insertion_order = false");
                statement.execute("SET TimeZone = " + Sql.text(zone.getId()));
                statement.execute("SET lock_configuration = true");
            }
            return new Engine(connection);
        } catch (SQLException e) {
            throw failure("The engine does not start. Check the key 'memory' of the settings (such as 2GB)", e);
        }
    }

    Functions functions() {
        return new Functions(connection);
    }

    /** Returns the number of rows written, if it writes any. */
    public long execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    public void query(String sql, RowReader reader) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                reader.row(rows);
            }
        }
    }

    /** The one number of a query. */
    public long number(String sql) throws SQLException {
        long[] number = new long[1];
        query(sql, row -> number[0] = row.getLong(1));
        return number[0];
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failure("The engine does not end", e);
        }
    }

    /** The engine's own text may quote values, so only its kind of error is told. */
    public static IngestFailure failure(String problem, SQLException e) {
        Matcher kind = KIND.matcher(String.valueOf(e.getMessage()));
        return new IngestFailure(problem + " (" + (kind.matches() ? kind.group(1) : e.getClass().getSimpleName()) + ").");
    }
}
