package pt.arquipelago.node.history;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import pt.arquipelago.node.history.ReleasedNumbers.Reach;
import pt.arquipelago.node.lake.Lake;
import pt.arquipelago.node.lake.LakeException;
import pt.arquipelago.node.lake.LakeVersion;

/**
 * Which lake version a permit reads: the one of its first question, as long as it lasts. Numbers of two epochs of pseudonyms cannot be
 * compared; so permits whose answers are held against each other read versions of one epoch. While one of them lasts, a new one gets the
 * newest version of that epoch.
 */
public final class Pins {
    private final NodeStore store;
    private final Reach reach;
    private final Lake lake;

    public Pins(NodeStore store, Reach reach, Lake lake) {
        this.store = requireNonNull(store, "store is null");
        this.reach = requireNonNull(reach, "reach is null");
        this.lake = requireNonNull(lake, "lake is null");
    }

    /**
     * A permit that asks.
     *
     * @param applicant the organisation whose permit it is
     * @param expires epoch seconds
     * @param exact whether its answers are held against others; noisy ones are not
     */
    public record Asking(String permit, String applicant, long expires, boolean exact) {}

    /**
     * @param revoked permits that ended before they expire
     * @param now epoch seconds
     * @throws EpochsApartException when no version meets all that the permit's answers are held against
     */
    public LakeVersion of(Asking asking, Set<String> revoked, long now) {
        boolean held = asking.exact() && reach != Reach.NONE;
        return store.transaction(connection -> {
            Optional<Long> known = known(connection, asking, held);
            if (known.isPresent()) {
                return lake.version(known.get());
            }
            LakeVersion version = held ? beside(epochs(connection, asking, revoked, now)) : lake.current();
            if (version.number() > 0) {
                NodeStore.update(connection, "MERGE INTO pinned (permit, lake, expires, applicant, epoch) KEY (permit) VALUES (?, ?, ?, ?, ?)", asking.permit(), version.number(),
                        asking.expires(), held ? ReleasedNumbers.name(asking.applicant()) : null, version.epoch());
            }
            return version;
        });
    }

    private LakeVersion beside(SortedSet<Integer> epochs) {
        LakeVersion current = lake.current();
        if (epochs.isEmpty()) {
            return current;
        }
        if (epochs.size() > 1) {
            throw new EpochsApartException();
        }
        return epochs.first() == current.epoch() ? current : lake.newestOf(epochs.first()).orElseThrow(EpochsApartException::new);
    }

    /** A permit that was pinned without saying whose it is, by a test or an earlier release of the node, and had no answer since, is pinned as if anew. */
    private static Optional<Long> known(Connection connection, Asking asking, boolean held) throws SQLException {
        try (PreparedStatement query = NodeStore.prepared(connection, "SELECT lake, applicant FROM pinned WHERE permit = ?", asking.permit()); ResultSet row = query.executeQuery()) {
            if (!row.next()) {
                return Optional.empty();
            }
            long version = row.getLong(1);
            if (held && row.getString(2) == null) {
                if (History.answers(connection, asking.permit()) == 0) {
                    return Optional.empty();
                }
                NodeStore.update(connection, "UPDATE pinned SET applicant = ? WHERE permit = ?", ReleasedNumbers.name(asking.applicant()), asking.permit());
            }
            return Optional.of(version);
        }
    }

    /** Of the permits that last and are held against this one. */
    private SortedSet<Integer> epochs(Connection connection, Asking asking, Set<String> revoked, long now) throws SQLException {
        boolean everybody = reach == Reach.EVERYBODY;
        Object[] values = everybody ? new Object[] {asking.permit(), now} : new Object[] {asking.permit(), now, ReleasedNumbers.name(asking.applicant())};
        SortedSet<Integer> epochs = new TreeSet<>();
        try (PreparedStatement query = NodeStore.prepared(connection, "SELECT permit, lake, epoch FROM pinned WHERE applicant IS NOT NULL AND permit <> ? AND expires >= ?"
                + (everybody ? "" : " AND applicant = ?"), values); ResultSet row = query.executeQuery()) {
            while (row.next()) {
                if (!revoked.contains(row.getString(1))) {
                    epochs.add(row.getObject(3) == null ? epoch(row.getLong(2)) : row.getInt(3));
                }
            }
        }
        return epochs;
    }

    /** Of a pin that an earlier release made. */
    private int epoch(long version) {
        try {
            return lake.version(version).epoch();
        } catch (LakeException e) {
            throw new EpochsApartException();
        }
    }
}
