package pt.arquipelago.analysis.combine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import pt.arquipelago.analysis.InvalidFormat;
import pt.arquipelago.analysis.disclosure.DisclosureControl;
import pt.arquipelago.analysis.disclosure.Thresholds;
import pt.arquipelago.analysis.partial.PartialCell;
import pt.arquipelago.analysis.partial.PartialRow;
import pt.arquipelago.analysis.partial.PartialTable;
import pt.arquipelago.analysis.query.AggregateQuery;

/** Lays the partial tables of several nodes side by side. The order in which they come makes no difference. */
public final class Combination {
    private Combination() {}

    /** All nodes that were asked answered, all with the same thresholds. */
    public static CombinedTable combine(AggregateQuery query, Map<String, PartialTable> partials, boolean strict, Thresholds thresholds) {
        List<NodeAnswer> answers = partials.entrySet().stream()
                .map(partial -> new NodeAnswer(partial.getKey(), partial.getValue(), thresholds))
                .toList();
        return combine(query, answers, Set.of(), strict);
    }

    /**
     * @param silent nodes that were asked and gave no partial
     * @throws InvalidFormat if an answer is to another query, or shows a cell below its own thresholds
     */
    public static CombinedTable combine(AggregateQuery query, List<NodeAnswer> answers, Set<String> silent, boolean strict) {
        Map<String, Thresholds> answered = new TreeMap<>();
        Map<List<Object>, Map<String, List<PartialCell>>> rows = new HashMap<>();
        for (NodeAnswer answer : answers) {
            if (!answer.partial().query().equals(query)) {
                throw new InvalidFormat("the answer of " + answer.node() + " is to another query");
            }
            if (answered.put(answer.node(), answer.thresholds()) != null) {
                throw new IllegalArgumentException(answer.node() + " answers twice");
            }
            DisclosureControl.recheck(answer.partial(), answer.thresholds());
            for (PartialRow row : answer.partial().rows()) {
                rows.computeIfAbsent(row.keys(), keys -> new TreeMap<>()).put(answer.node(), row.cells());
            }
        }
        if (query.wholeGrid()) {
            query.grid().forEach(keys -> rows.computeIfAbsent(keys, none -> new TreeMap<>()));
        }
        List<CombinedRow> combined = new ArrayList<>();
        rows.forEach((keys, cells) -> combined.add(new CombinedRow(keys, cells)));
        combined.sort(Comparator.comparing(CombinedRow::keys, PartialTable::compareKeys));
        return new CombinedTable(query, answered, silent, strict, combined);
    }
}
