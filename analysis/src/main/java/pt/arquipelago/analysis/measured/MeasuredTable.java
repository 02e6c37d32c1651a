package pt.arquipelago.analysis.measured;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import pt.arquipelago.analysis.query.AggregateQuery;
import pt.arquipelago.analysis.query.Key;
import pt.arquipelago.analysis.query.Values;

/** A query's rows before any disclosure rule. It never leaves the node. */
public record MeasuredTable(AggregateQuery query, List<MeasuredRow> rows) {
    public MeasuredTable {
        requireNonNull(query, "query is null");
        List<MeasuredRow> canonical = new ArrayList<>(rows.size());
        Set<List<Object>> seen = new HashSet<>();
        for (MeasuredRow row : rows) {
            if (row.keys().size() != query.keys().size() || row.terms().size() != query.terms().size()) {
                throw new IllegalArgumentException("a row has not the query's keys and terms");
            }
            MeasuredRow checked = new MeasuredRow(canonicalKeys(query.keys(), row.keys()), row.persons(), row.terms(), row.elsewhere());
            if (!seen.add(checked.keys())) {
                throw new IllegalArgumentException("two rows have the same keys");
            }
            canonical.add(checked);
        }
        rows = List.copyOf(canonical);
    }

    private static List<Object> canonicalKeys(List<Key> keys, List<Object> values) {
        List<Object> canonical = new ArrayList<>(values.size());
        for (int i = 0; i < values.size(); i++) {
            canonical.add(Values.canonical(keys.get(i).type(), values.get(i)));
        }
        return canonical;
    }

    @Override
    public String toString() {
        return "MeasuredTable";
    }
}
