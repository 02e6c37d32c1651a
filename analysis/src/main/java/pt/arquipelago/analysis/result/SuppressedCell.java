package pt.arquipelago.analysis.result;

import static java.util.Objects.requireNonNull;

/** A cell that is not shown: it is null in its row and never 0. {@code row} and {@code column} count from 0. */
public record SuppressedCell(int row, int column, String reason) {
    public static final String THRESHOLD = "threshold";
    public static final String DISCLOSURE = "disclosure";
    /** Asked with {@code strict}, and an institution gave no answer at all. */
    public static final String INCOMPLETE = "incomplete";

    public SuppressedCell {
        requireNonNull(reason, "reason is null");
    }
}
