package pt.arquipelago.analysis.partial;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import pt.arquipelago.analysis.query.AggregateQuery;
import pt.arquipelago.analysis.query.Key;
import pt.arquipelago.analysis.query.Moments;
import pt.arquipelago.analysis.query.Term;
import pt.arquipelago.analysis.query.Values;

/** Brings the keys and released values of a row to their canonical Java form, or says that they are not of the query's types. */
final class CanonicalCells {
    private CanonicalCells() {}

    static PartialRow canonical(AggregateQuery query, PartialRow row) {
        if (row.keys().size() != query.keys().size() || row.cells().size() != query.terms().size()) {
            throw new IllegalArgumentException("a row has not the query's keys and terms");
        }
        List<Object> keys = new ArrayList<>();
        for (int i = 0; i < row.keys().size(); i++) {
            Key key = query.keys().get(i);
            keys.add(Values.canonical(key.type(), row.keys().get(i)));
        }
        List<PartialCell> cells = new ArrayList<>();
        for (int i = 0; i < row.cells().size(); i++) {
            cells.add(cell(query.terms().get(i), row.cells().get(i)));
        }
        return new PartialRow(keys, cells);
    }

    private static PartialCell cell(Term term, PartialCell cell) {
        if (cell instanceof PartialCell.Perturbed) {
            throw new IllegalArgumentException("a noisy cell stands in a table of exact values");
        }
        return cell instanceof PartialCell.Released released
                ? new PartialCell.Released(value(term, released.value()), released.personsAtLeast())
                : cell;
    }

    private static Object value(Term term, Object value) {
        return switch (term.kind()) {
            case SUM -> Values.canonical(term.type(), value);
            case RECORDS, PERSONS, DOCUMENTS -> positive(Values.canonical(term.type(), value));
            case VALUES -> values(term, value);
            case MOMENTS -> {
                if (!(value instanceof Moments)) {
                    throw new IllegalArgumentException("moments are missing");
                }
                yield value;
            }
        };
    }

    private static Object positive(Object count) {
        if (!(count instanceof Long n) || n < 1) {
            throw new IllegalArgumentException("a released count is below 1");
        }
        return count;
    }

    private static Object values(Term term, Object value) {
        if (!(value instanceof List<?> list) || list.isEmpty()) {
            throw new IllegalArgumentException("a list of values is missing or empty");
        }
        List<Object> canonical = new ArrayList<>(list.size());
        for (Object element : list) {
            canonical.add(requireNonNull(Values.canonical(term.type(), element), "a value is null"));
        }
        canonical.sort(Values::compare);
        if (new HashSet<>(canonical).size() != canonical.size()) {
            throw new IllegalArgumentException("a value stands twice in its list");
        }
        return List.copyOf(canonical);
    }
}
