package pt.arquipelago.node.history;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Every order that came, by its {@code jti}, until it expires: so that none is run twice, also after a restart. */
public final class Jobs {
    private final NodeStore store;

    public Jobs(NodeStore store) {
        this.store = requireNonNull(store, "store is null");
    }

    /** What is known of an order that comes in. */
    public sealed interface Standing {
        /** Never seen: it is remembered now and is this caller's to run. */
        record New() implements Standing {}

        /** Seen with the same bytes, not answered yet. */
        record InProgress() implements Standing {}

        /** Answered: the kept answer. */
        record Answered(KeptAnswer answer) implements Standing {}

        /** Seen with other bytes. */
        record OtherBytes() implements Standing {}
    }

    /** A signed manifest with the bytes that belong to it. */
    public record KeptAnswer(String manifest, byte[] body) {}

    /** @param expires epoch seconds after which the order is refused anyway */
    public Standing begin(String jti, String digest, String compact, long expires) {
        return store.transaction(connection -> {
            try (PreparedStatement known = NodeStore.prepared(connection, "SELECT digest, manifest, body FROM job WHERE jti = ?", jti); ResultSet row = known.executeQuery()) {
                if (!row.next()) {
                    NodeStore.update(connection, "INSERT INTO job (jti, digest, compact, expires) VALUES (?, ?, ?, ?)", jti, digest, compact, expires);
                    return new Standing.New();
                }
                if (!row.getString(1).equals(digest)) {
                    return new Standing.OtherBytes();
                }
                return row.getString(2) == null ? new Standing.InProgress() : new Standing.Answered(new KeptAnswer(row.getString(2), row.getBytes(3)));
            }
        });
    }

    /** Keeps an answer until it is acknowledged, and longer: until the order expires. */
    static void answer(Connection connection, String jti, KeptAnswer answer) throws SQLException {
        if (NodeStore.update(connection, "UPDATE job SET manifest = ?, body = ? WHERE jti = ? AND manifest IS NULL", answer.manifest(), answer.body(), jti) != 1) {
            throw new IllegalStateException("order " + jti + " is not waiting for an answer");
        }
    }

    public void answer(String jti, KeptAnswer answer) {
        store.change(connection -> answer(connection, jti, answer));
    }

    public void acknowledged(String jti) {
        store.change(connection -> NodeStore.update(connection, "UPDATE job SET acknowledged = TRUE WHERE jti = ?", jti));
    }

    /** Answers that nobody acknowledged yet. */
    public List<KeptAnswer> unacknowledged() {
        return store.transaction(connection -> {
            List<KeptAnswer> answers = new ArrayList<>();
            try (PreparedStatement query = NodeStore.prepared(connection, "SELECT manifest, body FROM job WHERE manifest IS NOT NULL AND NOT acknowledged ORDER BY jti");
                    ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    answers.add(new KeptAnswer(rows.getString(1), rows.getBytes(2)));
                }
            }
            return answers;
        });
    }

    /** Orders without an answer, as they came: after a restart, those that were cut short. */
    public List<String> unanswered() {
        return store.transaction(connection -> {
            List<String> orders = new ArrayList<>();
            try (PreparedStatement query = NodeStore.prepared(connection, "SELECT compact FROM job WHERE manifest IS NULL ORDER BY jti"); ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    orders.add(rows.getString(1));
                }
            }
            return orders;
        });
    }

    /** Forgets acknowledged orders that expired before a moment (epoch seconds): they are refused as expired from then on. */
    public void forget(long expiredBefore) {
        store.change(connection -> NodeStore.update(connection, "DELETE FROM job WHERE expires < ? AND acknowledged", expiredBefore));
    }
}
