package pt.arquipelago.analysis.evaluate;

import static java.util.Objects.requireNonNull;

/** What became of a term or an expression of one row. NULL is a known value; it is neither of the others. */
public sealed interface Outcome {
    /** A value of its type; null is NULL. */
    record Known(Object value) implements Outcome {}

    /** A division by zero, an overflow or a failed cast above the aggregate. */
    record NotComputable() implements Outcome {}

    /** Disclosure control lets no institution show it, or not all that were needed. */
    record Suppressed(String reason) implements Outcome {
        public Suppressed {
            requireNonNull(reason, "reason is null");
        }
    }
}
