package pt.arquipelago.node.lake;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Exact figures of one version of a table, computed at ingest from pseudonymised rows. They stay at the node: what the
 * catalogue shows of them is rounded first.
 *
 * @param persons distinct subjects
 * @param maxRowsPerPerson the most rows one person has; 0 for an empty table
 * @param from the day before which one row in a hundred lies, if the table has a date: the first day could be one person's
 * @param to the day after which one row in a hundred lies
 */
public record TableFigures(
        long rows, long persons, long maxRowsPerPerson, Optional<LocalDate> from, Optional<LocalDate> to) {
    public TableFigures {
        requireNonNull(from, "from is null");
        requireNonNull(to, "to is null");
        if (rows < 0 || persons < 0 || maxRowsPerPerson < 0) {
            throw new IllegalArgumentException("a figure is negative");
        }
    }

    public static TableFigures none() {
        return new TableFigures(0, 0, 0, Optional.empty(), Optional.empty());
    }
}
