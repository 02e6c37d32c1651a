package pt.arquipelago.node.lake;

import static java.util.Objects.requireNonNull;

/**
 * Someone other than the subject who stands in the row and is protected too, such as the prescriber (rules, 3.3).
 *
 * @param column the column with that person's pseudonym
 * @param type what they are, for example {@code professional}
 * @param threshold how many of them must stand behind a number that leaves, at least
 */
public record ProtectedColumn(String column, String type, int threshold) {
    public ProtectedColumn {
        requireNonNull(column, "column is null");
        requireNonNull(type, "type is null");
        if (threshold < 1) {
            throw new IllegalArgumentException("threshold of " + column + " is " + threshold + ", expected 1 or more");
        }
    }
}
