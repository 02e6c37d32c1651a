package pt.arquipelago.node.gate;

import static java.util.Objects.requireNonNull;

import org.apache.spark.sql.catalyst.expressions.Expression;

/**
 * Other protected persons in the rows of a question (rules 3.3).
 *
 * @param type such as {@code professional}; the same type may stand several times (several tables, or several columns of one), each
 *     tested alone. {@link #PERSON}: the subject of a second table that is joined by a document only
 * @param threshold declared for the type; for {@link #PERSON} the threshold of persons holds where it is larger
 * @param column their pseudonym, resolved against the question's child; above a step by person it is one of those behind the person's
 *     records (the least), so that their number is never overstated
 */
public record ProtectedExpression(String type, int threshold, Expression column) {
    /** A subject other than the one whose persons are counted. */
    public static final String PERSON = "person";

    public ProtectedExpression {
        requireNonNull(type, "type is null");
        requireNonNull(column, "column is null");
        if (threshold < 1) {
            throw new IllegalArgumentException("threshold is not positive");
        }
    }
}
