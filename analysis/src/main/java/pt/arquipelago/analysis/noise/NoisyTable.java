package pt.arquipelago.analysis.noise;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import pt.arquipelago.analysis.query.AggregateQuery;
import pt.arquipelago.analysis.query.Values;

/** What leaves a node for one question under release {@code noisy}, ordered by its keys. */
public record NoisyTable(AggregateQuery query, NoisePlan plan, List<Row> rows) {

    /**
     * @param keys an element may be null
     * @param numbers in the plan's order and units
     */
    public record Row(List<Object> keys, List<Long> numbers) {
        public Row {
            keys = Collections.unmodifiableList(new ArrayList<>(requireNonNull(keys, "keys is null")));
            numbers = List.copyOf(numbers);
        }
    }

    public NoisyTable {
        requireNonNull(query, "query is null");
        requireNonNull(plan, "plan is null");
        List<Row> canonical = new ArrayList<>(rows.size());
        Set<List<Object>> seen = new HashSet<>();
        for (Row row : rows) {
            if (row.keys().size() != query.keys().size() || row.numbers().size() != plan.numbers().size()) {
                throw new IllegalArgumentException("a row has not the query's keys and the plan's numbers");
            }
            List<Object> keys = new ArrayList<>();
            for (int i = 0; i < row.keys().size(); i++) {
                keys.add(Values.canonical(query.keys().get(i).type(), row.keys().get(i)));
            }
            if (!seen.add(keys)) {
                throw new IllegalArgumentException("two rows have the same keys");
            }
            canonical.add(new Row(keys, row.numbers()));
        }
        canonical.sort((a, b) -> compare(a.keys(), b.keys()));
        rows = List.copyOf(canonical);
    }

    private static int compare(List<Object> a, List<Object> b) {
        for (int i = 0; i < a.size(); i++) {
            int compared = Values.nullsLast().compare(a.get(i), b.get(i));
            if (compared != 0) {
                return compared;
            }
        }
        return 0;
    }
}
