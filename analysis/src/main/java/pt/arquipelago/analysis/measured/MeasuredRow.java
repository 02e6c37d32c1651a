package pt.arquipelago.analysis.measured;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One row as measured: its keys (an element may be null), its distinct persons up to a cap, and its terms in the query's order. */
public record MeasuredRow(List<Object> keys, int persons, List<MeasuredTerm> terms) {
    public MeasuredRow {
        keys = Collections.unmodifiableList(new ArrayList<>(requireNonNull(keys, "keys is null")));
        terms = List.copyOf(terms);
        if (persons < 0) {
            throw new IllegalArgumentException("persons is negative");
        }
    }

    @Override
    public String toString() {
        return "MeasuredRow";
    }
}
