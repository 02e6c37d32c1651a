package pt.arquipelago.node.history;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * What was released under each permit, for the permit's life: a question in the same canonical form gets the same bytes again. An entry is
 * pending until its audit entry is on disk and counts as released meanwhile; it is cancelled if nothing left.
 */
public final class History {
    private final NodeStore store;

    public History(NodeStore store) {
        this.store = requireNonNull(store, "store is null");
    }

    /** @param position in the permit's history, from 1 */
    public record Entry(long position, byte[] body) {}

    /** The lake version of a permit: the one of its first question. */
    public long pinnedLake(String permit, long current, long expires) {
        return store.transaction(connection -> {
            try (PreparedStatement known = NodeStore.prepared(connection, "SELECT lake FROM pinned WHERE permit = ?", permit); ResultSet row = known.executeQuery()) {
                if (row.next()) {
                    return row.getLong(1);
                }
            }
            NodeStore.update(connection, "INSERT INTO pinned (permit, lake, expires) VALUES (?, ?, ?)", permit, current, expires);
            return current;
        });
    }

    /** @param question digest of the canonical question */
    public Optional<Entry> released(String permit, String question) {
        return store.transaction(connection -> find(connection, permit, question, "released"));
    }

    /** Enters what is about to leave; one transaction with the check, so that two questions cannot pass each other. */
    public Entry pending(String permit, String question, byte[] body, long expires) {
        return store.transaction(connection -> {
            long position = next(connection, permit);
            NodeStore.update(connection, "INSERT INTO history (permit, position, question, state, body, expires) VALUES (?, ?, ?, 'pending', ?, ?)",
                    permit, position, question, body, expires);
            return new Entry(position, body);
        });
    }

    /** Nothing left. */
    public void cancelled(String permit, long position) {
        store.change(connection -> NodeStore.update(connection, "UPDATE history SET state = 'cancelled', body = X'' WHERE permit = ? AND position = ? AND state = 'pending'", permit, position));
    }

    /** The entry counts as released and the order as answered, in one transaction. */
    public void released(String permit, long position, String jti, Jobs.KeptAnswer answer) {
        store.change(connection -> {
            NodeStore.update(connection, "UPDATE history SET state = 'released' WHERE permit = ? AND position = ? AND state = 'pending'", permit, position);
            Jobs.answer(connection, jti, answer);
        });
    }

    /** After a restart: what was pending never left, for an answer is kept in the same transaction that releases it. */
    public void cancelPending() {
        store.change(connection -> NodeStore.update(connection, "UPDATE history SET state = 'cancelled', body = X'' WHERE state = 'pending'"));
    }

    private static Optional<Entry> find(Connection connection, String permit, String question, String state) throws SQLException {
        try (PreparedStatement query = NodeStore.prepared(connection, "SELECT position, body FROM history WHERE permit = ? AND question = ? AND state = ? ORDER BY position LIMIT 1",
                permit, question, state); ResultSet row = query.executeQuery()) {
            return row.next() ? Optional.of(new Entry(row.getLong(1), row.getBytes(2))) : Optional.empty();
        }
    }

    private static long next(Connection connection, String permit) throws SQLException {
        try (PreparedStatement query = NodeStore.prepared(connection, "SELECT COALESCE(MAX(position), 0) + 1 FROM history WHERE permit = ?", permit); ResultSet row = query.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
