package pt.arquipelago.node.disclosure;

import static java.util.Objects.requireNonNull;

import pt.arquipelago.analysis.disclosure.Rounding;
import pt.arquipelago.analysis.disclosure.Thresholds;
import pt.arquipelago.analysis.partial.PartialTable;
import pt.arquipelago.policies.signature.CanonicalJson;

/**
 * A partial table that passed disclosure control, in the very bytes that may leave. Only {@link NodeDisclosure} makes one, and
 * release takes nothing else.
 */
public final class CheckedResult {
    private final PartialTable table;
    private final Thresholds thresholds;
    private final Rounding rounding;
    private final byte[] bytes;

    CheckedResult(PartialTable table, Thresholds thresholds, Rounding rounding, byte[] bytes) {
        this.table = requireNonNull(table, "table is null");
        this.thresholds = requireNonNull(thresholds, "thresholds is null");
        this.rounding = requireNonNull(rounding, "rounding is null");
        this.bytes = bytes.clone();
    }

    /** With the reasons that only the holder sees. */
    public PartialTable table() {
        return table;
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
