package pt.arquipelago.node.history;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pt.arquipelago.analysis.guard.GuardedValue;
import pt.arquipelago.analysis.noise.Rho;

/**
 * What was released under each permit, for the permit's life: a question in the same canonical form gets the same bytes again. An entry is
 * pending until its audit entry is on disk and counts as released meanwhile; it is cancelled if nothing left.
 */
public final class History {
    private final NodeStore store;
    private final ReleasedNumbers numbers;
    private final NoiseAccount account;
    private final Reviews reviews;
    private final int questionsPerPermit;

    /** @param questionsPerPermit so many answers a permit has; repeats cost nothing */
    public History(NodeStore store, ReleasedNumbers numbers, NoiseAccount account, int questionsPerPermit) {
        this.account = requireNonNull(account, "account is null");
        this.store = requireNonNull(store, "store is null");
        this.numbers = requireNonNull(numbers, "numbers is null");
        this.reviews = new Reviews(store, numbers);
        this.questionsPerPermit = questionsPerPermit;
    }

    /** Cells that wait for the institution's checkers. */
    public Reviews reviews() {
        return reviews;
    }

    /**
     * @param position in the permit's history, from 1
     * @param reviewed cells of it that a checker released
     */
    public record Entry(long position, byte[] body, int reviewed) {}

    /**
     * What a question was answered, with the cells that a checker released since.
     *
     * @param question digest of the canonical question
     */
    public Optional<Entry> released(String permit, String question) {
        return store.transaction(connection -> find(connection, permit, question, "released"));
    }

    /**
     * An answer that would leave.
     *
     * @param applicant the organisation whose permit it is
     */
    public record Submission(String permit, String applicant, String question, long expires) {}

    /** What may leave of an answer, beside what left. */
    public interface Check {
        Passed of(pt.arquipelago.analysis.guard.History released);
    }

    /**
     * @param entered numbers that are new in the history
     * @param waiting what is kept for the institution's checkers, if there are any
     */
    public record Passed(byte[] body, List<pt.arquipelago.analysis.guard.History.Entry> entered, Optional<Waiting> waiting) {
        public Passed(byte[] body, List<pt.arquipelago.analysis.guard.History.Entry> entered) {
            this(body, entered, Optional.empty());
        }
    }

    /**
     * @param answer what makes the forms of its numbers
     * @param cells that were too close
     */
    public record Waiting(byte[] answer, List<Cell> cells) {
        public record Cell(byte[] cell, List<GuardedValue> numbers) {}
    }

    /**
     * Checks an answer against what left and enters what may leave, in one transaction under one lock, so that two questions cannot pass
     * each other.
     *
     * @throws QuestionsSpentException when the permit has had all its answers
     */
    public Entry pending(Submission answer, Check check) {
        return store.transaction(connection -> {
            if (answers(connection, answer.permit()) >= questionsPerPermit) {
                throw new QuestionsSpentException();
            }
            long position = next(connection, answer.permit());
            try {
                Passed passed = check.of(numbers.of(connection, answer.applicant()));
                NodeStore.update(connection, "INSERT INTO history (permit, position, question, state, body, expires, applicant, numbers) VALUES (?, ?, ?, 'pending', ?, ?, ?, ?)",
                        answer.permit(), position, answer.question(), passed.body(), answer.expires(), ReleasedNumbers.name(answer.applicant()),
                        numbers.entered(answer.permit(), position, passed.entered()));
                numbers.keepSolved(connection, answer.applicant());
                if (passed.waiting().isPresent()) {
                    reviews.enter(connection, answer, position, passed.waiting().get());
                }
                return new Entry(position, passed.body(), 0);
            } catch (SQLException | RuntimeException e) {
                numbers.forget();
                throw e;
            }
        });
    }

    /**
     * Enters a noisy answer and what it costs, in one transaction under one lock.
     *
     * @throws QuestionsSpentException when the permit has had all its answers
     * @throws BudgetSpentException when it has less left than the answer costs
     */
    public Entry pending(Submission answer, NoiseAccount.Cost cost, byte[] body) {
        return store.transaction(connection -> {
            if (answers(connection, answer.permit()) >= questionsPerPermit) {
                throw new QuestionsSpentException();
            }
            account.require(connection, answer.permit(), cost);
            long position = next(connection, answer.permit());
            NodeStore.update(connection, "INSERT INTO history (permit, position, question, state, body, expires, applicant, spent) VALUES (?, ?, ?, 'pending', ?, ?, ?, ?)",
                    answer.permit(), position, answer.question(), body, answer.expires(), ReleasedNumbers.name(answer.applicant()),
                    account.entered(answer.permit(), position, cost));
            return new Entry(position, body, 0);
        });
    }

    /** @throws BudgetSpentException when a permit has less left than an answer costs */
    public void requireBudget(String permit, NoiseAccount.Cost cost) {
        store.change(connection -> account.require(connection, permit, cost));
    }

    /** What a permit's noisy answers cost so far, by table. */
    public Map<String, Rho> spent(String permit) {
        return store.transaction(connection -> account.spent(connection, permit));
    }

    /** How many different questions more a permit may have answered. */
    public long left(String permit) {
        return store.transaction(connection -> Math.max(0, questionsPerPermit - answers(connection, permit)));
    }

    /** Nothing left. */
    public void cancelled(String permit, long position) {
        store.change(connection -> {
            cancel(connection, permit, position);
            numbers.forget();
        });
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
        store.change(connection -> {
            NodeStore.update(connection, "DELETE FROM review WHERE EXISTS (SELECT 1 FROM history h WHERE h.permit = review.permit AND h.position = review.position AND h.state = 'pending')");
            NodeStore.update(connection, "UPDATE history SET state = 'cancelled', body = X'', numbers = NULL, described = NULL WHERE state = 'pending'");
        });
    }

    static void cancel(Connection connection, String permit, long position) throws SQLException {
        if (NodeStore.update(connection, "UPDATE history SET state = 'cancelled', body = X'', numbers = NULL, described = NULL WHERE permit = ? AND position = ? AND state = 'pending'", permit, position) > 0) {
            NodeStore.update(connection, "DELETE FROM review WHERE permit = ? AND position = ?", permit, position);
        }
    }

    static long answers(Connection connection, String permit) throws SQLException {
        try (PreparedStatement query = NodeStore.prepared(connection, "SELECT COUNT(DISTINCT question) FROM history WHERE permit = ? AND state <> 'cancelled'", permit); ResultSet row = query.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private static Optional<Entry> find(Connection connection, String permit, String question, String state) throws SQLException {
        try (PreparedStatement query = NodeStore.prepared(connection, "SELECT position, body FROM history WHERE permit = ? AND question = ? AND state = ? ORDER BY position DESC LIMIT 1",
                permit, question, state); ResultSet row = query.executeQuery()) {
            return row.next() ? Optional.of(new Entry(row.getLong(1), row.getBytes(2), Reviews.released(connection, permit, question))) : Optional.empty();
        }
    }

    static long next(Connection connection, String permit) throws SQLException {
        try (PreparedStatement query = NodeStore.prepared(connection, "SELECT COALESCE(MAX(position), 0) + 1 FROM history WHERE permit = ?", permit); ResultSet row = query.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
