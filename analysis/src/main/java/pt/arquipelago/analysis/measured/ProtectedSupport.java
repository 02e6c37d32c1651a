package pt.arquipelago.analysis.measured;

import static java.util.Objects.requireNonNull;

/**
 * How many other protected persons of one type (the prescriber) stand behind a term's records.
 *
 * @param distinct distinct persons of that type, counted exactly up to a cap
 * @param subjectsWithout distinct subjects whose records leave that column NULL, counted exactly up to the same cap; 0 where {@code distinct}
 *     reached it, for then they are not counted: either number is enough, and the cap is no less than any threshold
 */
public record ProtectedSupport(String type, int distinct, int subjectsWithout) {
    public ProtectedSupport {
        requireNonNull(type, "type is null");
        if (distinct < 0 || subjectsWithout < 0) {
            throw new IllegalArgumentException("a count is negative");
        }
    }
}
