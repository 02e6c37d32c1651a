package pt.arquipelago.node.history;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What can be worked out of the numbers of some entries, solved once and kept beside them, encrypted, so that opening a history does not
 * solve it again. The entries' own sketches stay: where one of the entries is gone, all is solved anew.
 *
 * @param entries by their places
 * @param solved as the guard's history gives it
 */
record SolvedNumbers(Set<String> entries, byte[] solved) {
    SolvedNumbers {
        entries = Set.copyOf(entries);
    }

    static Optional<SolvedNumbers> read(Connection connection, HistorySecret secret, String whose) throws SQLException {
        try (PreparedStatement query = NodeStore.prepared(connection, "SELECT bytes FROM solved WHERE whose = ?", whose); ResultSet row = query.executeQuery()) {
            return row.next() ? Optional.of(of(ByteBuffer.wrap(secret.opened(row.getBytes(1), place(whose))))) : Optional.empty();
        }
    }

    void write(Connection connection, HistorySecret secret, String whose) throws SQLException {
        NodeStore.update(connection, "MERGE INTO solved (whose, bytes) KEY (whose) VALUES (?, ?)", whose, secret.sealed(bytes(), place(whose)));
    }

    private static String place(String whose) {
        return "solved for " + whose;
    }

    private byte[] bytes() {
        byte[] places = String.join("\n", entries).getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Integer.BYTES + places.length + solved.length).putInt(places.length).put(places).put(solved).array();
    }

    private static SolvedNumbers of(ByteBuffer bytes) {
        byte[] places = new byte[bytes.getInt()];
        bytes.get(places);
        byte[] solved = new byte[bytes.remaining()];
        bytes.get(solved);
        return new SolvedNumbers(new LinkedHashSet<>(List.of(new String(places, StandardCharsets.UTF_8).split("\n"))), solved);
    }
}
