package pt.arquipelago.analysis.combine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import pt.arquipelago.analysis.query.Expr;
import pt.arquipelago.analysis.query.Groupings;

/**
 * A row of the result before anything is evaluated: one combined row, or a total over several.
 *
 * @param keys NULL where it is a total
 * @param totalled the indices of the keys over which it is a total
 */
record ResultRow(List<Object> keys, List<CombinedRow> rows, Set<Integer> totalled) {
    static List<ResultRow> of(CombinedTable table) {
        if (table.query().groupings().isEmpty()) {
            return table.rows().stream().map(row -> new ResultRow(row.keys(), List.of(row), Set.of())).toList();
        }
        Groupings groupings = table.query().groupings().get();
        List<ResultRow> all = new ArrayList<>();
        groupings.sets().forEach(set -> all.addAll(of(table, set)));
        return all;
    }

    private static List<ResultRow> of(CombinedTable table, List<Integer> set) {
        Set<Integer> totalled = new TreeSet<>();
        for (int i = 0; i < table.query().keys().size(); i++) {
            if (!set.contains(i)) {
                totalled.add(i);
            }
        }
        Map<List<Object>, List<CombinedRow>> groups = new LinkedHashMap<>();
        for (CombinedRow row : table.rows()) {
            List<Object> keys = new ArrayList<>(row.keys());
            totalled.forEach(key -> keys.set(key, null));
            groups.computeIfAbsent(Collections.unmodifiableList(keys), none -> new ArrayList<>()).add(row);
        }
        List<ResultRow> rows = new ArrayList<>();
        groups.forEach((keys, members) -> rows.add(new ResultRow(keys, members, totalled)));
        return rows;
    }

    Standing standing(CombinedTable table, Expr expr) {
        return totalled.isEmpty() ? new Support(table, rows.get(0), expr) : new TotalSupport(table, rows, expr);
    }
}
