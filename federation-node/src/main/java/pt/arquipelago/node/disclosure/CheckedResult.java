package pt.arquipelago.node.disclosure;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import pt.arquipelago.analysis.disclosure.Rounding;
import pt.arquipelago.analysis.disclosure.Thresholds;
import pt.arquipelago.analysis.noise.NoisyTable;
import pt.arquipelago.analysis.partial.PartialTable;
import pt.arquipelago.analysis.query.AggregateQuery;
import pt.arquipelago.policies.signature.CanonicalJson;

/**
 * A partial table that passed disclosure control, or whose every number has noise in it, in the very bytes that may leave. Only this package makes one, and
 * release takes nothing else.
 */
public final class CheckedResult {
    private final AggregateQuery query;
    private final Optional<PartialTable> table;
    private final Thresholds thresholds;
    private final Rounding rounding;
    private final byte[] bytes;

    CheckedResult(PartialTable table, Thresholds thresholds, Rounding rounding, byte[] bytes) {
        this(table.query(), Optional.of(table), thresholds, rounding, bytes);
    }

    /** Of a noisy table, to which no threshold applies. */
    CheckedResult(NoisyTable table, byte[] bytes) {
        this(table.query(), Optional.empty(), Thresholds.defaults(), Rounding.NONE, bytes);
    }

    CheckedResult(AggregateQuery query, Optional<PartialTable> table, Thresholds thresholds, Rounding rounding, byte[] bytes) {
        this.query = requireNonNull(query, "query is null");
        this.table = requireNonNull(table, "table is null");
        this.thresholds = requireNonNull(thresholds, "thresholds is null");
        this.rounding = requireNonNull(rounding, "rounding is null");
        this.bytes = bytes.clone();
    }

    public AggregateQuery query() {
        return query;
    }

    /** With the reasons that only the holder sees; not of a noisy table. */
    public PartialTable table() {
        return table.orElseThrow();
    }

    public Thresholds thresholds() {
        return thresholds;
    }

    public Rounding rounding() {
        return rounding;
    }

    /** The Arrow stream. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** SHA-256 of {@link #bytes}. */
    public String digest() {
        return CanonicalJson.digest(bytes);
    }
}
