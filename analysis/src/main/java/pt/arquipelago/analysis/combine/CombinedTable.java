package pt.arquipelago.analysis.combine;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import pt.arquipelago.analysis.disclosure.Thresholds;
import pt.arquipelago.analysis.query.AggregateQuery;

/**
 * The cells of all nodes, side by side by row. They are not added up yet: each expression adds up the nodes that gave all its terms.
 *
 * @param answered the nodes that answered, with the thresholds each applied
 * @param silent nodes that were asked and gave no partial: refused, failed, too old, or gone
 * @param strict whether a cell is suppressed as soon as one node is missing
 * @param noisy whether the cells were released with noise
 */
public record CombinedTable(AggregateQuery query, Map<String, Thresholds> answered, Set<String> silent, boolean strict,
        List<CombinedRow> rows, boolean noisy) {
    /** Of exact cells. */
    public CombinedTable(AggregateQuery query, Map<String, Thresholds> answered, Set<String> silent, boolean strict, List<CombinedRow> rows) {
        this(query, answered, silent, strict, rows, false);
    }

    public CombinedTable {
        requireNonNull(query, "query is null");
        answered = Collections.unmodifiableMap(new TreeMap<>(answered));
        silent = Collections.unmodifiableSet(new TreeSet<>(silent));
        rows = List.copyOf(rows);
        if (answered.isEmpty()) {
            throw new IllegalArgumentException("no node answered");
        }
        if (!Collections.disjoint(answered.keySet(), silent)) {
            throw new IllegalArgumentException("a node is both silent and not");
        }
    }

    /** How many nodes were asked. */
    public int asked() {
        return answered.size() + silent.size();
    }
}
