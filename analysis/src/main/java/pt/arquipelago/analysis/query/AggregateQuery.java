package pt.arquipelago.analysis.query;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a node is asked: keys and terms to compute, and the expressions that finish them. Compiled from a question's SQL by the gate of
 * each node; equal questions have equal digests.
 *
 * @param source canonical form of relations, joins, filters and per-person steps
 * @param limit rows kept after ordering, at least 0
 * @param offset rows left out before {@code limit} counts, at least 0
 * @param groupings present if rows of several sets of keys are asked for
 */
public record AggregateQuery(int version, JsonNode source, List<Key> keys, List<Term> terms, List<Output> outputs,
        Optional<Expr> having, List<Ordering> orderBy, Optional<Long> limit, long offset, Optional<Groupings> groupings) {
    public static final int VERSION = 1;
    /** A declared grid of keys is shown whole up to this many rows. */
    public static final long MAX_GRID_ROWS = 10_000;
    private static final int MAX_KEYS = 64;
    private static final int MAX_TERMS = 1_000;
    private static final int MAX_OUTPUTS = 1_000;
    private static final long MAX_COUNT = (1L << 53) - 1;

    public AggregateQuery(int version, JsonNode source, List<Key> keys, List<Term> terms, List<Output> outputs,
            Optional<Expr> having, List<Ordering> orderBy, Optional<Long> limit, long offset) {
        this(version, source, keys, terms, outputs, having, orderBy, limit, offset, Optional.empty());
    }

    public AggregateQuery {
        Digests.requireCanonical(requireNonNull(source, "source is null"));
        keys = List.copyOf(keys);
        terms = List.copyOf(terms);
        outputs = List.copyOf(outputs);
        requireNonNull(having, "having is null");
        orderBy = List.copyOf(orderBy);
        requireNonNull(limit, "limit is null");
        require(version == VERSION, "version is not " + VERSION);
        require(keys.size() <= MAX_KEYS, "more than " + MAX_KEYS + " keys");
        require(terms.size() <= MAX_TERMS, "more than " + MAX_TERMS + " terms");
        require(!outputs.isEmpty() && outputs.size() <= MAX_OUTPUTS, "no outputs, or more than " + MAX_OUTPUTS);
        require(offset >= 0 && offset <= MAX_COUNT && limit.orElse(0L) >= 0 && limit.orElse(0L) <= MAX_COUNT, "limit or offset is out of range");
        int manyKeys = keys.size();
        requireNonNull(groupings, "groupings is null").ifPresent(sets -> sets.require(manyKeys));
        Set<String> names = new HashSet<>();
        for (Output output : outputs) {
            require(names.add(output.name()), "two outputs are called " + output.name());
        }
        Typing typing = new Typing(keys, terms);
        outputs.forEach(output -> typing.require(output.expr(), output.type(), "output " + output.name()));
        having.ifPresent(condition -> {
            typing.require(condition, ValueType.BOOLEAN, "having");
            require(condition.overs().isEmpty(), "having sums over rows");
        });
        orderBy.forEach(ordering -> typing.typeOf(ordering.expr()));
    }

    private static void require(boolean met, String otherwise) {
        if (!met) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** The indices of the terms that a line through pairs of values is fitted with, anywhere in the query. */
    public Set<Integer> fitted() {
        Set<Integer> fitted = new HashSet<>();
        outputs.forEach(output -> fitted.addAll(output.expr().fitted()));
        having.ifPresent(condition -> fitted.addAll(condition.fitted()));
        orderBy.forEach(ordering -> fitted.addAll(ordering.expr().fitted()));
        return fitted;
    }

    /** Whether all combinations of the keys' declared codes are rows of the result, whatever the records hold. */
    public boolean wholeGrid() {
        long rows = 1;
        for (Key key : keys) {
            rows = key.codes().isEmpty() ? Long.MAX_VALUE : Math.multiplyExact(rows, (long) key.codes().get().size());
            if (rows > MAX_GRID_ROWS) {
                return false;
            }
        }
        return true;
    }

    /** All combinations of the keys' declared codes; no keys make one row without any. */
    public List<List<Object>> grid() {
        List<List<Object>> rows = List.of(List.of());
        for (Key key : keys) {
            List<List<Object>> longer = new ArrayList<>();
            for (List<Object> row : rows) {
                for (Object code : key.codes().orElseThrow()) {
                    List<Object> next = new ArrayList<>(row);
                    next.add(code);
                    longer.add(next);
                }
            }
            rows = longer;
        }
        return rows;
    }

    public ObjectNode toJson() {
        return QueryJson.write(this);
    }

    /** @throws pt.arquipelago.analysis.InvalidFormat if it is not a query of this version, to the letter */
    public static AggregateQuery fromJson(JsonNode json) {
        return QueryJson.read(json);
    }

    /** {@link #fromJson(JsonNode)} of a text, which also must hold nothing else and no field twice. */
    public static AggregateQuery fromJson(String json) {
        return QueryJson.read(StrictJson.parse(json));
    }

    public String digest() {
        return Digests.of(toJson());
    }
}
