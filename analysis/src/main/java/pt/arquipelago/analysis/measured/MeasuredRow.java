package pt.arquipelago.analysis.measured;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * One row as measured.
 *
 * @param keys an element may be null
 * @param persons distinct persons, counted exactly up to a cap
 * @param terms in the query's order
 * @param elsewhere for each sensitive key: distinct persons of the rows that differ from this one in that key alone, up to the cap
 */
public record MeasuredRow(List<Object> keys, int persons, List<MeasuredTerm> terms, List<Integer> elsewhere) {
    public MeasuredRow {
        keys = Collections.unmodifiableList(new ArrayList<>(requireNonNull(keys, "keys is null")));
        terms = List.copyOf(terms);
        elsewhere = List.copyOf(elsewhere);
        if (persons < 0 || elsewhere.stream().anyMatch(count -> count < 0)) {
            throw new IllegalArgumentException("persons is negative");
        }
    }

    /** Of a query without sensitive keys. */
    public MeasuredRow(List<Object> keys, int persons, List<MeasuredTerm> terms) {
        this(keys, persons, terms, List.of());
    }

    public MeasuredRow with(List<Integer> personsElsewhere) {
        return new MeasuredRow(keys, persons, terms, personsElsewhere);
    }

    /** The same with what was counted of some terms. */
    public MeasuredRow with(Map<Integer, List<Concentration>> counted) {
        List<MeasuredTerm> changed = new ArrayList<>(terms);
        counted.forEach((term, concentrations) -> changed.set(term, terms.get(term).with(concentrations)));
        return new MeasuredRow(keys, persons, changed, elsewhere);
    }

    @Override
    public String toString() {
        return "MeasuredRow";
    }
}
