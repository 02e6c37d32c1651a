package pt.arquipelago.analysis.result;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;

/** What a reader must know of one cell. {@code row} and {@code column} count from 0. */
public record Mark(int row, int column, String mark) {
    /** A division by zero, an overflow or a failed cast above the aggregate: the cell is null. */
    public static final String NOT_COMPUTABLE = "not_computable";

    /** The cell adds up what was released of other rows; what was suppressed in them is not in it. */
    public static final String OF_RELEASED = "total of released cells";

    public Mark {
        requireNonNull(mark, "mark is null");
    }

    /** The cell is a quantile by the histogram method, and the true one is no further from it than that. */
    public static String spread(BigDecimal atMost) {
        return "± " + atMost.toPlainString();
    }

    /** The cell is made of a quantile that is known so well. */
    public static String ofQuantile(BigDecimal atMost) {
        return "of a quantile " + spread(atMost);
    }

    /** The cell stands on fewer institutions than were asked. */
    public static String nodes(int used, int asked) {
        return "nodes: " + used + " of " + asked;
    }

    /** Institutions where the row has fewer than their threshold of persons, or none, are not in this count of persons. */
    public static String missingPersons(long atMost) {
        return "at most " + atMost + " persons missing";
    }
}
