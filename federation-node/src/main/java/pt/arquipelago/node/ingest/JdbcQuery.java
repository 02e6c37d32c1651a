package pt.arquipelago.node.ingest;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.ServiceLoader;
import pt.arquipelago.node.profile.Profile;
import pt.arquipelago.node.profile.SourceColumn;

/**
 * The rows of a query as an extract in CSV: fetched in portions and kept encrypted ({@link Spool}), since what has to be
 * looked at twice must be the same twice. What a database says of an error may quote values, so only its code is told.
 */
final class JdbcQuery {
    private static final int PORTION = 10_000;

    private final String name;
    private final QuerySetting setting;
    private final Profile profile;

    JdbcQuery(String name, QuerySetting setting, Profile profile) {
        this.name = name;
        this.setting = setting;
        this.profile = profile;
    }

    Spool rows(Map<String, String> environment) {
        String password = setting.password(environment);
        try (Connection connection = connect(password)) {
            connection.setReadOnly(true);
            // With auto-commit some drivers fetch all rows at once.
            connection.setAutoCommit(false);
            try (PreparedStatement statement = connection.prepareStatement(setting.sql(), ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
                statement.setFetchSize(PORTION);
                try (ResultSet rows = statement.executeQuery()) {
                    return Spool.of("query " + name, to -> write(rows, to));
                }
            }
        } catch (SQLException e) {
            throw failure("could not be asked", e);
        }
    }

    private void write(ResultSet rows, OutputStream raw) throws IOException {
        OutputStream to = new BufferedOutputStream(raw, 1 << 16);
        try {
            List<JdbcColumn> columns = columns(rows.getMetaData());
            line(to, columns.stream().map(JdbcColumn::name).toList());
            List<String> cells = new ArrayList<>();
            while (rows.next()) {
                cells.clear();
                for (JdbcColumn column : columns) {
                    cells.add(column.text(rows));
                }
                line(to, cells);
            }
            to.flush();
        } catch (SQLException e) {
            throw failure("ended before its last row, and the table is as it was", e);
        }
    }

    private List<JdbcColumn> columns(ResultSetMetaData metadata) throws SQLException {
        List<JdbcColumn> columns = new ArrayList<>();
        for (int i = 1; i <= metadata.getColumnCount(); i++) {
            String label = metadata.getColumnLabel(i);
            // Some databases write all names in capitals.
            Optional<SourceColumn> column = profile.column(label)
                    .or(() -> profile.columns().stream().filter(each -> each.name().equalsIgnoreCase(label)).findFirst());
            columns.add(JdbcColumn.of(metadata, i, column));
        }
        return columns;
    }

    /** A line is a record: a break inside a text becomes a blank. */
    private static void line(OutputStream to, List<String> cells) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i);
            line.append(i == 0 ? "" : ",");
            if (cell != null && !cell.isEmpty()) {
                line.append('"').append(cell.replace('\n', ' ').replace('\r', ' ').replace("\"", "\"\"")).append('"');
            }
        }
        to.write(line.append('\n').toString().getBytes(StandardCharsets.UTF_8));
    }

    private Connection connect(String password) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", setting.user());
        properties.setProperty("password", password);
        if (setting.driver().isEmpty()) {
            return DriverManager.getConnection(setting.url(), properties);
        }
        for (Driver driver : ServiceLoader.load(Driver.class, loader(setting.driver().get()))) {
            if (driver.acceptsURL(setting.url())) {
                return driver.connect(setting.url(), properties);
            }
        }
        throw new IngestFailure("The jar " + setting.driver().get() + " holds no driver for the address of the query " + name + ".");
    }

    private static ClassLoader loader(Path jar) {
        if (!Files.isRegularFile(jar)) {
            throw new IngestFailure("The driver's jar " + jar + " is not there. Check the key 'driver' of the query.");
        }
        try {
            return new URLClassLoader(new URL[] {jar.toUri().toURL()}, JdbcQuery.class.getClassLoader());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private IngestFailure failure(String what, SQLException e) {
        String state = e.getSQLState() == null ? e.getClass().getSimpleName() : "SQL state " + e.getSQLState();
        String hint = "08001".equals(e.getSQLState()) ? " Check the address, and that the driver stands on the class path or in the key 'driver'." : "";
        return new IngestFailure("The query " + name + " " + what + " (" + state + ")." + hint);
    }
}
