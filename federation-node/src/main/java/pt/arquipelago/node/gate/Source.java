package pt.arquipelago.node.gate;

import java.util.Map;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.expressions.Expression;
import pt.arquipelago.node.lake.ColumnDescription;

/** Where a column below the aggregate comes from: what the rules ask of it depends on this alone. */
sealed interface Source {
    /** A column of a permitted table that is no pseudonym. */
    record Base(String table, ColumnDescription description) implements Source {}

    /**
     * A pseudonym.
     *
     * @param subject the {@code person} of the table that it stands in
     * @param isSubject whether it is that person's own
     */
    record Pseudonym(String table, ColumnDescription description, ExprId subject, boolean isSubject) implements Source {
        String type() {
            return description.identifierType().orElseThrow();
        }
    }

    /** A key of a step by person: what it is a function of, in the columns below the step. */
    record StepKey(Expression expression, Map<ExprId, Column> columns) implements Source {}

    /**
     * A result by person.
     *
     * @param degree of COUNT and AMOUNT: how many measures are multiplied in it; a count and a date difference have degree 1
     * @param branched whether a literal of the user decides which records are in it
     * @param always whether every person has one: it is never NULL
     */
    record ByPerson(Result result, int degree, boolean branched, boolean always) implements Source {
        static ByPerson other() {
            return new ByPerson(Result.OTHER, 0, true, false);
        }
    }

    /** Kinds of results by person. */
    enum Result {
        /** A number of records, documents or codes. */
        COUNT,
        /** A sum or mean of what may be an argument. */
        AMOUNT,
        /** The first or last of some dates. */
        DATE,
        /** 0 or 1, from constants of a condition. */
        FLAG,
        /** Anything else: for conditions and bands alone. */
        OTHER
    }
}
