package pt.arquipelago.policies.permit;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.node.ObjectNode;
import pt.arquipelago.policies.transparency.TreeHead;

/**
 * A node's signed answer to an order: {@code arquipelago-manifest+jwt}. It carries no value of a result; the partial table travels
 * beside it and is bound by {@code partial_digest}.
 *
 * @param iss the node
 * @param aud the body that gave the order
 * @param order {@code jti} of the order
 * @param permit id of the permit
 * @param refusal why not, when refused, failed or incompatible
 * @param queryDigest digest of the AggregateQuery, before obligations
 * @param query the AggregateQuery, when released or checked
 * @param partialDigest SHA-256 of the Arrow bytes, when released
 * @param bundles digests of the policies that decided
 * @param thresholds those that were applied
 * @param rounding counts and sums are multiples of this; absent: nothing was rounded
 * @param noise under release {@code noisy}, when released or checked: what the answer costs and how much noise it has
 * @param undeclared rules and obligations of the institution's own policy that had a part in this answer and that its published
 *        descriptions did not name when the permit was issued; absent: none
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Manifest(String iss, String aud, String order, String task, String permit, Outcome outcome, Optional<Refused> refusal,
        String questionDigest, Optional<String> queryDigest, Optional<ObjectNode> query, Optional<String> partialDigest,
        List<String> bundles, Optional<Lake> lake, Optional<Thresholds> thresholds, Optional<Integer> rounding, Optional<History> history, TreeHead audit, long iat,
        Optional<Noise> noise, Optional<List<String>> undeclared) {

    /** Without noise, and with nothing undeclared. */
    public Manifest(String iss, String aud, String order, String task, String permit, Outcome outcome, Optional<Refused> refusal,
            String questionDigest, Optional<String> queryDigest, Optional<ObjectNode> query, Optional<String> partialDigest,
            List<String> bundles, Optional<Lake> lake, Optional<Thresholds> thresholds, Optional<Integer> rounding, Optional<History> history, TreeHead audit, long iat) {
        this(iss, aud, order, task, permit, outcome, refusal, questionDigest, queryDigest, query, partialDigest, bundles, lake, thresholds, rounding, history, audit,
                iat, Optional.empty(), Optional.empty());
    }

    public Manifest {
        Require.node(iss);
        Require.party(aud, "aud");
        Require.id(order, "order");
        Require.id(task, "task");
        Require.id(permit, "permit");
        requireNonNull(outcome, "outcome is null");
        requireNonNull(refusal, "refusal is null");
        Require.digest(questionDigest, "question_digest");
        requireNonNull(queryDigest, "queryDigest is null").ifPresent(digest -> Require.digest(digest, "query_digest"));
        query = requireNonNull(query, "query is null").map(ObjectNode::deepCopy);
        requireNonNull(partialDigest, "partialDigest is null").ifPresent(digest -> Require.digest(digest, "partial_digest"));
        bundles = List.copyOf(bundles);
        bundles.forEach(bundle -> Require.digest(bundle, "a bundle"));
        requireNonNull(lake, "lake is null");
        requireNonNull(thresholds, "thresholds is null");
        if (requireNonNull(rounding, "rounding is null").orElse(2) < 2) {
            throw new IllegalArgumentException("rounding is to multiples of 2 or more");
        }
        requireNonNull(history, "history is null");
        requireNonNull(audit, "audit is null");
        Require.order(0, iat, "iat");
        if (requireNonNull(noise, "noise is null").isPresent() && outcome != Outcome.RELEASED && outcome != Outcome.CHECKED) {
            throw new IllegalArgumentException("only an answer has noise");
        }
        undeclared = requireNonNull(undeclared, "undeclared is null").map(names -> Require.unique(Require.some(names, "undeclared"), "undeclared"));
        undeclared.ifPresent(names -> names.forEach(name -> Require.id(name, "what was not declared")));
        requireWhole(outcome, refusal.isPresent(), queryDigest.isPresent() && query.isPresent(), partialDigest.isPresent());
    }

    private static void requireWhole(Outcome outcome, boolean refusal, boolean query, boolean partial) {
        boolean answered = outcome == Outcome.RELEASED || outcome == Outcome.CHECKED;
        if (answered == refusal || answered && !query || partial != (outcome == Outcome.RELEASED)) {
            throw new IllegalArgumentException("a manifest has a query when released or checked, a partial table when released, else a refusal");
        }
    }

    /**
     * A refusal as people outside see it.
     *
     * @param place counts from 1 in the question's text
     * @param rewritten a question that may have been meant and that passes the gate
     */
    public record Refused(String code, String message, String remedy, Optional<Place> place, Optional<String> rewritten) {
        public Refused {
            Require.id(code, "code");
            Require.text(message, "message");
            Require.text(remedy, "remedy");
            requireNonNull(place, "place is null");
            requireNonNull(rewritten, "rewritten is null").ifPresent(text -> Require.text(text, "rewritten"));
        }

        public Refused(String code, String message, String remedy, Optional<Place> place) {
            this(code, message, remedy, place, Optional.empty());
        }
    }

    /** Line and column count from 1, length in characters. */
    public record Place(int line, int column, int length) {
        public Place {
            if (line < 1 || column < 1 || length < 0) {
                throw new IllegalArgumentException("line and column count from 1");
            }
        }
    }

    /**
     * The lake version that was read, and the Delta version of each of its tables.
     *
     * @param erased when persons were last erased from that version, epoch seconds: earlier answers cannot be made again
     * @param held true: persons have new pseudonyms since, and the permit stays with the version before, for what left is compared by them
     */
    public record Lake(long version, Map<String, Long> tables, Optional<Long> erased, Optional<Boolean> held) {
        public Lake {
            tables = Map.copyOf(tables);
            requireNonNull(erased, "erased is null");
            if (!requireNonNull(held, "held is null").orElse(true)) {
                throw new IllegalArgumentException("held is left out unless it is true");
            }
        }

        public Lake(long version, Map<String, Long> tables) {
            this(version, tables, Optional.empty(), Optional.empty());
        }
    }

    /**
     * What a noisy answer costs: nothing of it depends on the data.
     *
     * @param rho of zero-concentrated differential privacy
     * @param delta the chance, over all rows, that a row is shown which one person alone makes
     * @param rows in which one person counts, at most; {@code records} of one person that count in one row, at most
     * @param threshold noisy number of persons from which on a row is shown; absent: all rows are known beforehand
     * @param ranges what amounts are cut to; absent: none are added up
     * @param budgets of each table that the question is about
     * @param repeat true: the same was answered before, and this costs nothing more; absent: it was not
     */
    public record Noise(double rho, double delta, int rows, int records, Optional<Long> threshold, List<Deviation> deviations, Optional<List<Range>> ranges, List<Budget> budgets,
            Optional<Boolean> repeat) {
        public Noise {
            requireNonNull(threshold, "threshold is null");
            deviations = List.copyOf(deviations);
            ranges = requireNonNull(ranges, "ranges is null").map(List::copyOf);
            budgets = List.copyOf(budgets);
            requireNonNull(repeat, "repeat is null");
            if (!(rho > 0) || !(delta >= 0) || rows < 1 || records < 1) {
                throw new IllegalArgumentException("rho is positive, delta no less than 0, rows and records at least 1");
            }
        }
    }

    /**
     * The standard deviation of the noise in one number.
     *
     * @param term index in the AggregateQuery; -1: only decides whether a row is shown
     * @param part {@code count}, {@code sum} or {@code squares}
     */
    public record Deviation(int term, String part, double deviation) {
        public Deviation {
            Require.id(part, "part");
        }
    }

    /**
     * What each record's amount is cut to in one number.
     *
     * @param term index in the AggregateQuery
     * @param name of the column, or of what is no bare column the output that sums it up
     * @param from who says so, of each end: {@code form} (WHERE, a clip), {@code question}, {@code permit}, {@code profile}
     */
    public record Range(int term, String name, double low, double high, List<String> from) {
        public Range {
            Require.text(name, "name");
            from = List.copyOf(from);
            from.forEach(source -> Require.id(source, "from"));
            if (!(low < high) || from.isEmpty()) {
                throw new IllegalArgumentException("a range has a lower and a higher end, and somebody who says so");
            }
        }
    }

    /**
     * @param rho what the permit has for this table
     * @param spent of it, this answer included if it was released
     * @param epsilon what all of it means at delta 0.000001
     */
    public record Budget(String table, double rho, double spent, double epsilon) {
        public Budget {
            Require.table(table);
        }
    }

    /**
     * Where the question stands in the node's history of releases, and the digest of its canonical form.
     *
     * @param left how many different questions more the node answers under the permit, this one counted
     * @param reviewed cells that were too close to what left, and that a person of the institution released; absent: none
     */
    public record History(long position, String question, Optional<Long> left, Optional<Integer> reviewed) {
        public History {
            Require.digest(question, "question");
            if (requireNonNull(left, "left is null").orElse(0L) < 0) {
                throw new IllegalArgumentException("fewer questions than none are left");
            }
            if (requireNonNull(reviewed, "reviewed is null").orElse(1) < 1) {
                throw new IllegalArgumentException("reviewed is left out where no cell was released");
            }
        }

        public History(long position, String question, Optional<Long> left) {
            this(position, question, left, Optional.empty());
        }

        public History(long position, String question) {
            this(position, question, Optional.empty());
        }
    }
}
