package pt.arquipelago.analysis.noise;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The exact sums of a row over persons whose contributions are bounded, one for each number of the plan, in its units. It never leaves the
 * node.
 *
 * @param keys an element may be null
 */
public record BoundedRow(List<Object> keys, List<Long> sums) {
    public BoundedRow {
        keys = Collections.unmodifiableList(new ArrayList<>(requireNonNull(keys, "keys is null")));
        sums = List.copyOf(sums);
    }

    /** Says nothing, so that no log can carry what was measured. */
    @Override
    public String toString() {
        return "BoundedRow";
    }
}
