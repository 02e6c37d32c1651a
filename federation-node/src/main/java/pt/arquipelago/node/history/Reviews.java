package pt.arquipelago.node.history;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import pt.arquipelago.analysis.guard.GuardedValue;
import pt.arquipelago.node.settings.OperatorException;

/**
 * Cells that were too close to what left and wait for the institution's checkers, encrypted, until one decides or the permit ends. A cell
 * that is released becomes a new entry of its question, which a repeat is answered with; a repeat costs nothing.
 */
public final class Reviews {
    /** So many cells of one answer are kept; the others stay suppressed. */
    public static final int MOST_OF_ONE = 500;

    private final NodeStore store;
    private final ReleasedNumbers numbers;

    Reviews(NodeStore store, ReleasedNumbers numbers) {
        this.store = requireNonNull(store, "store is null");
        this.numbers = requireNonNull(numbers, "numbers is null");
    }

    /**
     * Which cell.
     *
     * @param position of its answer in the permit's history
     * @param number among the answer's cells that wait, from 1
     */
    public record Id(String permit, long position, int number) {
        /** As it is written: {@code PERMIT/POSITION/NUMBER}. */
        public static Id of(String text) {
            String[] parts = text.split("/");
            int last = parts.length - 1;
            if (last < 2 || !parts[last].matches("\\d{1,9}") || !parts[last - 1].matches("\\d{1,18}")) {
                throw new OperatorException("'" + text + "' names no cell: PERMIT/POSITION/NUMBER was expected, as `node review list` prints it.");
            }
            String permit = String.join("/", List.of(parts).subList(0, last - 1));
            return new Id(permit, Long.parseLong(parts[last - 1]), Integer.parseInt(parts[last]));
        }

        @Override
        public String toString() {
            return permit + "/" + position + "/" + number;
        }
    }

    /** @param expires with its permit, epoch seconds */
    public record Waiting(Id id, String applicant, long expires) {}

    /**
     * A cell with all that it takes to decide.
     *
     * @param question digest of the canonical question
     * @param answer what makes the forms of its numbers
     * @param body the answer as it left last
     * @param own numbers that the answer entered in the history
     */
    public record Held(Id id, String applicant, String question, long expires, byte[] answer, byte[] body, byte[] cell, List<GuardedValue> numbers, List<GuardedValue> own) {}

    /**
     * An answer that left.
     *
     * @param described what makes the forms of its numbers; absent: it left before there were checkers
     */
    public record Answer(String permit, long position, Optional<byte[]> described, byte[] body, List<GuardedValue> numbers) {}

    /** What is made of a cell beside what left, under the store's lock. */
    public interface Look<T> {
        T at(Held held, pt.arquipelago.analysis.guard.History released);
    }

    /** What must be done, and be on disk, before a released cell counts. */
    public interface Before {
        void at(long position);
    }

    void enter(Connection connection, History.Submission answer, long position, History.Waiting waiting) throws SQLException {
        NodeStore.update(connection, "UPDATE history SET described = ? WHERE permit = ? AND position = ?", numbers.sealedBytes(waiting.answer(), place(answer.permit(), position)), answer.permit(), position);
        int number = 0;
        for (History.Waiting.Cell cell : waiting.cells().subList(0, Math.min(MOST_OF_ONE, waiting.cells().size()))) {
            Id id = new Id(answer.permit(), position, ++number);
            NodeStore.update(connection, "INSERT INTO review (permit, position, number, state, expires, cell, numbers) VALUES (?, ?, ?, 'waiting', ?, ?, ?)",
                    id.permit(), id.position(), id.number(), answer.expires(), numbers.sealedBytes(cell.cell(), "cell " + id), numbers.sealed(cell.numbers(), "numbers of cell " + id));
        }
    }

    /** Those whose permit has not ended at a moment (epoch seconds), the oldest answer first. */
    public List<Waiting> waiting(long now) {
        return store.transaction(connection -> {
            List<Waiting> found = new ArrayList<>();
            try (PreparedStatement query = NodeStore.prepared(connection, "SELECT r.permit, r.position, r.number, h.applicant, r.expires FROM review r "
                    + "JOIN history h ON h.permit = r.permit AND h.position = r.position WHERE r.state = 'waiting' AND h.state = 'released' AND r.expires >= ? ORDER BY 1, 2, 3", now);
                    ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    found.add(new Waiting(new Id(row.getString(1), row.getLong(2), row.getInt(3)), row.getString(4), row.getLong(5)));
                }
            }
            return found;
        });
    }

    /** @throws OperatorException when the cell does not wait */
    public <T> T look(Id id, long now, Look<T> look) {
        return store.transaction(connection -> {
            Held held = held(connection, id, now);
            return look.at(held, numbers.of(connection, held.applicant()));
        });
    }

    /** What left that the cell's answer is held against. */
    public List<Answer> answers(String applicant) {
        return store.transaction(connection -> {
            List<Answer> found = new ArrayList<>();
            boolean everybody = numbers.meetsEverybody();
            Object[] values = everybody ? new Object[0] : new Object[] {applicant};
            try (PreparedStatement query = NodeStore.prepared(connection, "SELECT permit, position, described, body, numbers FROM history WHERE state = 'released' AND numbers IS NOT NULL"
                    + (everybody ? "" : " AND applicant = ?") + " ORDER BY permit, position", values); ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    String permit = row.getString(1);
                    long position = row.getLong(2);
                    Optional<byte[]> described = Optional.ofNullable(row.getBytes(3)).map(sealed -> numbers.openedBytes(sealed, place(permit, position)));
                    found.add(new Answer(permit, position, described, row.getBytes(4), numbers.of(row.getBytes(5), permit, position)));
                }
            }
            return found;
        });
    }

    /**
     * Enters the answer with the cell: checked and entered as pending in one transaction, and counted as released, with the cell decided,
     * when what must be before is done.
     *
     * @param check what is new in the history and the answer's bytes with the cell; whatever it throws stops the release
     * @throws OperatorException when the cell does not wait
     */
    public synchronized long release(Id id, long now, Look<History.Passed> check, Before before) {
        long position = store.transaction(connection -> {
            try {
                Held held = held(connection, id, now);
                History.Passed passed = check.at(held, numbers.of(connection, held.applicant()));
                long next = History.next(connection, id.permit());
                NodeStore.update(connection, "INSERT INTO history (permit, position, question, state, body, expires, applicant, numbers, described) VALUES (?, ?, ?, 'pending', ?, ?, ?, ?, ?)",
                        id.permit(), next, held.question(), passed.body(), held.expires(), held.applicant(), numbers.entered(id.permit(), next, passed.entered()),
                        numbers.sealedBytes(held.answer(), place(id.permit(), next)));
                return next;
            } catch (SQLException | RuntimeException e) {
                numbers.forget();
                throw e;
            }
        });
        boolean done = false;
        try {
            before.at(position);
            store.change(connection -> {
                NodeStore.update(connection, "UPDATE history SET state = 'released' WHERE permit = ? AND position = ? AND state = 'pending'", id.permit(), position);
                decided(connection, id, "released");
            });
            done = true;
            return position;
        } finally {
            if (!done) {
                store.change(connection -> {
                    History.cancel(connection, id.permit(), position);
                    numbers.forget();
                });
            }
        }
    }

    /** The cell stays suppressed, and what was kept of it is deleted. */
    public synchronized void keep(Id id, long now, Runnable before) {
        look(id, now, (held, released) -> held);
        before.run();
        store.change(connection -> decided(connection, id, "kept"));
    }

    /** Deletes what waits under permits that ended before a moment (epoch seconds). */
    public void forget(long now) {
        store.change(connection -> NodeStore.update(connection, "DELETE FROM review WHERE expires < ?", now));
    }

    /** How many cells of a question's answer a checker released so far. */
    static int released(Connection connection, String permit, String question) throws SQLException {
        try (PreparedStatement query = NodeStore.prepared(connection, "SELECT COUNT(*) FROM review r JOIN history h ON h.permit = r.permit AND h.position = r.position "
                + "WHERE r.permit = ? AND h.question = ? AND r.state = 'released'", permit, question); ResultSet row = query.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }

    private static void decided(Connection connection, Id id, String how) throws SQLException {
        if (NodeStore.update(connection, "UPDATE review SET state = ?, cell = X'', numbers = X'' WHERE permit = ? AND position = ? AND number = ? AND state = 'waiting'",
                how, id.permit(), id.position(), id.number()) != 1) {
            throw new IllegalStateException("cell " + id + " does not wait");
        }
    }

    private Held held(Connection connection, Id id, long now) throws SQLException {
        try (PreparedStatement query = NodeStore.prepared(connection, "SELECT r.state, r.expires, r.cell, r.numbers, h.applicant, h.question, h.described FROM review r "
                + "JOIN history h ON h.permit = r.permit AND h.position = r.position WHERE r.permit = ? AND r.position = ? AND r.number = ? AND h.state = 'released'",
                id.permit(), id.position(), id.number()); ResultSet row = query.executeQuery()) {
            if (!row.next() || row.getLong(2) < now) {
                throw new OperatorException("No cell " + id + " waits: there is none, or its permit ended. `node review list` names those that wait.");
            }
            if (!row.getString(1).equals("waiting")) {
                throw new OperatorException("Cell " + id + " was decided: it is " + row.getString(1) + ". The audit log names who decided and why.");
            }
            List<GuardedValue> own = new ArrayList<>();
            byte[] body = body(connection, id.permit(), row.getString(6), own);
            return new Held(id, row.getString(5), row.getString(6), row.getLong(2), numbers.openedBytes(row.getBytes(7), place(id.permit(), id.position())), body,
                    numbers.openedBytes(row.getBytes(3), "cell " + id), numbers.opened(row.getBytes(4), "numbers of cell " + id), own);
        }
    }

    /** The newest, and what all of the question's answers entered. */
    private byte[] body(Connection connection, String permit, String question, List<GuardedValue> own) throws SQLException {
        byte[] newest = {};
        try (PreparedStatement query = NodeStore.prepared(connection, "SELECT position, body, numbers FROM history WHERE permit = ? AND question = ? AND state = 'released' ORDER BY position",
                permit, question); ResultSet row = query.executeQuery()) {
            while (row.next()) {
                newest = row.getBytes(2);
                own.addAll(numbers.of(row.getBytes(3), permit, row.getLong(1)));
            }
        }
        return newest;
    }

    private static String place(String permit, long position) {
        return "answer " + position + " of " + permit;
    }
}
