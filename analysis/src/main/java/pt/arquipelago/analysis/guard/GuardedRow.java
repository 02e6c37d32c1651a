package pt.arquipelago.analysis.guard;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A row that would leave.
 *
 * @param keys an element may be null
 * @param terms for each term what the numbers that its cell is made of rest on, one unless it is moments; absent: another rule keeps it back
 */
public record GuardedRow(List<Object> keys, List<Optional<List<Basis>>> terms) {
    public GuardedRow {
        keys = Collections.unmodifiableList(new ArrayList<>(requireNonNull(keys, "keys is null")));
        terms = terms.stream().map(cell -> cell.map(List::copyOf)).toList();
    }

    @Override
    public String toString() {
        return "GuardedRow";
    }
}
