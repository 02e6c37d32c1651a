package pt.arquipelago.node.history;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import pt.arquipelago.node.lake.Lake;

/**
 * Deletes what nobody can ask for any more. Once a permit has ended no question of it can be repeated: the answers' bytes go some time later.
 * What their numbers rest on stays, for whoever got them still knows them, until nobody reads pseudonyms of that epoch any more, so that nothing
 * could be compared with it.
 */
public final class Retention {
    /** For whoever has to look at an answer again after its permit's end. */
    public static final Duration AFTER_END = Duration.ofDays(30);
    private static final Duration BETWEEN = Duration.ofHours(1);

    private final NodeStore store;
    private final ReleasedNumbers numbers;
    private final Lake lake;
    private final Clock clock;
    private Instant next = Instant.MIN;

    public Retention(NodeStore store, ReleasedNumbers numbers, Lake lake, Clock clock) {
        this.store = requireNonNull(store, "store is null");
        this.numbers = requireNonNull(numbers, "numbers is null");
        this.lake = requireNonNull(lake, "lake is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /** Once an hour at most. */
    public synchronized void forgetWhatIsDue() {
        Instant now = clock.instant();
        if (!now.isBefore(next)) {
            next = now.plus(BETWEEN);
            forget(now.minus(AFTER_END).getEpochSecond(), lake.current().epoch());
        }
    }

    private void forget(long ended, int epoch) {
        store.change(connection -> {
            NodeStore.update(connection, "DELETE FROM job WHERE expires < ?", ended);
            NodeStore.update(connection, "DELETE FROM review WHERE expires < ?", ended);
            NodeStore.update(connection, "UPDATE history SET body = X'', described = NULL, spent = NULL WHERE expires < ? AND (described IS NOT NULL OR spent IS NOT NULL OR body <> X'')", ended);
            int comparable = NodeStore.update(connection, "UPDATE history SET numbers = NULL WHERE expires < ? AND numbers IS NOT NULL AND permit IN (SELECT p.permit FROM pinned p WHERE p.epoch < ? "
                    + "AND NOT EXISTS (SELECT 1 FROM pinned l WHERE l.expires >= ? AND (l.epoch IS NULL OR l.epoch = p.epoch)))", ended, epoch, ended);
            NodeStore.update(connection, "DELETE FROM history WHERE expires < ? AND numbers IS NULL", ended);
            NodeStore.update(connection, "DELETE FROM pinned WHERE expires < ? AND permit NOT IN (SELECT h.permit FROM history h)", ended);
            if (comparable > 0) {
                numbers.forget();
            }
        });
    }
}
