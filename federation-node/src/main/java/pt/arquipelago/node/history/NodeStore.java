package pt.arquipelago.node.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import pt.arquipelago.node.settings.OperatorException;

/**
 * The node's small store of jobs and released answers: one H2 file in the state folder, held by one process. It keeps nothing but what
 * was released or may be said outside, orders, and, encrypted, what the released numbers rest on and cells that wait for a checker.
 */
public final class NodeStore implements AutoCloseable {
    private static final String[] SCHEMA = {
        "CREATE TABLE IF NOT EXISTS job (jti VARCHAR PRIMARY KEY, digest VARCHAR NOT NULL, compact VARCHAR NOT NULL, expires BIGINT NOT NULL, "
            + "manifest VARCHAR, body VARBINARY, acknowledged BOOLEAN NOT NULL DEFAULT FALSE)",
        "CREATE TABLE IF NOT EXISTS pinned (permit VARCHAR PRIMARY KEY, lake BIGINT NOT NULL, expires BIGINT NOT NULL)",
        "CREATE TABLE IF NOT EXISTS history (permit VARCHAR NOT NULL, position BIGINT NOT NULL, question VARCHAR NOT NULL, state VARCHAR NOT NULL, "
            + "body VARBINARY NOT NULL, expires BIGINT NOT NULL, PRIMARY KEY (permit, position))",
        "CREATE INDEX IF NOT EXISTS history_question ON history (permit, question)",
        "ALTER TABLE history ADD COLUMN IF NOT EXISTS applicant VARCHAR",
        "ALTER TABLE history ADD COLUMN IF NOT EXISTS numbers VARBINARY",
        "ALTER TABLE history ADD COLUMN IF NOT EXISTS spent VARBINARY",
        "ALTER TABLE history ADD COLUMN IF NOT EXISTS described VARBINARY",
        "CREATE TABLE IF NOT EXISTS review (permit VARCHAR NOT NULL, position BIGINT NOT NULL, number INT NOT NULL, state VARCHAR NOT NULL, expires BIGINT NOT NULL, "
            + "cell VARBINARY NOT NULL, numbers VARBINARY NOT NULL, PRIMARY KEY (permit, position, number))",
        "ALTER TABLE pinned ADD COLUMN IF NOT EXISTS applicant VARCHAR",
        "ALTER TABLE pinned ADD COLUMN IF NOT EXISTS epoch INT",
        "UPDATE pinned SET applicant = (SELECT MAX(h.applicant) FROM history h WHERE h.permit = pinned.permit AND h.numbers IS NOT NULL) WHERE applicant IS NULL AND epoch IS NULL",
        "CREATE TABLE IF NOT EXISTS solved (whose VARCHAR PRIMARY KEY, bytes VARBINARY NOT NULL)",
        "CREATE TABLE IF NOT EXISTS secret (name VARCHAR PRIMARY KEY, wrapped VARBINARY NOT NULL)",
    };

    private final Connection connection;

    private NodeStore(Connection connection) {
        this.connection = connection;
    }

    /** @throws OperatorException when the folder cannot be used, or another process holds it */
    public static NodeStore open(Path state) {
        return openFile(state.resolve("node"));
    }

    /** @param named without the {@code .mv.db} that the file's name ends with */
    public static NodeStore openFile(Path named) {
        Path file = named.toAbsolutePath().normalize();
        Path state = file.getParent();
        try {
            Files.createDirectories(state);
            Connection connection = DriverManager.getConnection("jdbc:h2:file:" + file + ";DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0;TRACE_LEVEL_FILE=0", "node", "");
            try (Statement statement = connection.createStatement()) {
                for (String table : SCHEMA) {
                    statement.execute(table);
                }
            }
            connection.setAutoCommit(false);
            connection.commit();
            return new NodeStore(connection);
        } catch (SQLException | IOException e) {
            throw new OperatorException("The state folder " + state + " cannot be used (" + e.getClass().getSimpleName()
                    + "). One process owns it: stop the other, or give the node the right to write there.");
        }
    }

    /** Work that is done whole or not at all, one at a time. */
    public interface Work<T> {
        T in(Connection connection) throws SQLException;
    }

    /** Changes that are made whole or not at all. */
    public interface Change {
        void in(Connection connection) throws SQLException;
    }

    public synchronized <T> T transaction(Work<T> work) {
        try {
            try {
                T done = work.in(connection);
                connection.commit();
                return done;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the node's store failed with state " + e.getSQLState());
        }
    }

    public void change(Change change) {
        transaction(each -> {
            change.in(each);
            return true;
        });
    }

    @Override
    public synchronized void close() {
        // A thread that was interrupted to make it stop would cut the writing of the file short.
        boolean interrupted = Thread.interrupted();
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("the node's store cannot be closed, state " + e.getSQLState());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    static int update(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = prepared(connection, sql, values)) {
            return statement.executeUpdate();
        }
    }

    static PreparedStatement prepared(Connection connection, String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }
}
