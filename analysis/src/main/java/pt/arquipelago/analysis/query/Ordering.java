package pt.arquipelago.analysis.query;

import static java.util.Objects.requireNonNull;

/** One ORDER BY expression. What is not computable and what is suppressed comes last, in this order, whatever {@code nullsFirst} says. */
public record Ordering(Expr expr, boolean ascending, boolean nullsFirst) {
    public Ordering {
        requireNonNull(expr, "expr is null");
    }

    /** With Spark's default: NULL first when ascending, last when descending. */
    public Ordering(Expr expr, boolean ascending) {
        this(expr, ascending, ascending);
    }
}
