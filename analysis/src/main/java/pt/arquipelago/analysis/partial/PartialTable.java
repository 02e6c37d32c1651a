package pt.arquipelago.analysis.partial;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import pt.arquipelago.analysis.query.AggregateQuery;
import pt.arquipelago.analysis.query.Values;

/** What leaves a node for one query: the rows that k persons stand behind, ordered by their keys, so that order tells nothing. */
public record PartialTable(AggregateQuery query, List<PartialRow> rows) {
    public PartialTable {
        requireNonNull(query, "query is null");
        List<PartialRow> canonical = new ArrayList<>(rows.size());
        Set<List<Object>> seen = new HashSet<>();
        for (PartialRow row : rows) {
            PartialRow checked = CanonicalCells.canonical(query, row);
            if (!seen.add(checked.keys())) {
                throw new IllegalArgumentException("two rows have the same keys");
            }
            canonical.add(checked);
        }
        canonical.sort(Comparator.comparing(PartialRow::keys, PartialTable::compareKeys));
        rows = List.copyOf(canonical);
    }

    /** Order of two rows' keys: the first that differs decides, NULL last. */
    public static int compareKeys(List<Object> a, List<Object> b) {
        Comparator<Object> order = Values.nullsLast();
        for (int i = 0; i < a.size(); i++) {
            int compared = order.compare(a.get(i), b.get(i));
            if (compared != 0) {
                return compared;
            }
        }
        return 0;
    }

    /** The same with no more said of a suppressed cell than people outside the node may know. */
    public PartialTable outside() {
        return new PartialTable(query, rows.stream()
                .map(row -> new PartialRow(row.keys(), row.cells().stream().map(PartialTable::outside).toList()))
                .toList());
    }

    private static PartialCell outside(PartialCell cell) {
        return cell instanceof PartialCell.Suppressed suppressed ? new PartialCell.Suppressed(suppressed.reason().outside()) : cell;
    }
}
