package pt.arquipelago.analysis.combine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import pt.arquipelago.analysis.InvalidFormat;
import pt.arquipelago.analysis.disclosure.Thresholds;
import pt.arquipelago.analysis.noise.NoisyNumber;
import pt.arquipelago.analysis.noise.NoisyTable;
import pt.arquipelago.analysis.partial.PartialCell;
import pt.arquipelago.analysis.partial.PartialTable;
import pt.arquipelago.analysis.query.AggregateQuery;

/** Lays the noisy tables of several nodes side by side. Nobody's thresholds hold here: the noise stands in their place. */
public final class NoisyCombination {
    private static final Thresholds NONE = new Thresholds(1, Map.of());

    private NoisyCombination() {}

    /**
     * @param silent nodes that were asked and gave no table
     * @throws InvalidFormat if a table is of another query
     */
    public static CombinedTable combine(AggregateQuery query, Map<String, NoisyTable> tables, Set<String> silent, boolean strict) {
        Map<String, Thresholds> answered = new TreeMap<>();
        Map<List<Object>, Map<String, List<PartialCell>>> rows = new HashMap<>();
        for (Map.Entry<String, NoisyTable> table : new TreeMap<>(tables).entrySet()) {
            if (!table.getValue().query().equals(query)) {
                throw new InvalidFormat("the answer of " + table.getKey() + " is to another query");
            }
            answered.put(table.getKey(), NONE);
            for (NoisyTable.Row row : table.getValue().rows()) {
                rows.computeIfAbsent(row.keys(), keys -> new TreeMap<>()).put(table.getKey(), cells(table.getValue(), row));
            }
        }
        List<CombinedRow> combined = new ArrayList<>();
        rows.forEach((keys, cells) -> combined.add(new CombinedRow(keys, cells)));
        combined.sort(Comparator.comparing(CombinedRow::keys, PartialTable::compareKeys));
        return new CombinedTable(query, answered, silent, strict, combined, true);
    }

    private static List<PartialCell> cells(NoisyTable table, NoisyTable.Row row) {
        List<PartialCell> cells = new ArrayList<>();
        for (int term = 0; term < table.query().terms().size(); term++) {
            List<Double> numbers = new ArrayList<>();
            List<Double> deviations = new ArrayList<>();
            double centre = 0;
            for (int i = 0; i < table.plan().numbers().size(); i++) {
                NoisyNumber number = table.plan().numbers().get(i);
                if (number.term() == term) {
                    numbers.add(row.numbers().get(i) * number.unit());
                    deviations.add(number.deviation());
                    centre = number.centre();
                }
            }
            cells.add(new PartialCell.Perturbed(numbers, deviations, centre));
        }
        return cells;
    }
}
