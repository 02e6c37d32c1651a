package pt.arquipelago.policies.decision;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import pt.arquipelago.policies.permit.Thresholds;

/**
 * What the node must do with an allowed question.
 *
 * @param thresholds the stricter of permit, holder and policies
 * @param rounding counts are rounded to multiples of this; 1: not rounded
 * @param maskedColumns {@code table.column}; a question that uses one is refused by this node
 * @param rowFilters by table, a Spark SQL condition on its columns that every row must meet; several conditions all hold
 */
public record Obligations(Thresholds thresholds, int rounding, Set<String> maskedColumns, Map<String, List<String>> rowFilters) {
    public Obligations {
        requireNonNull(thresholds, "thresholds is null");
        if (rounding < 1) {
            throw new IllegalArgumentException("rounding must be at least 1");
        }
        maskedColumns = Set.copyOf(maskedColumns);
        rowFilters = rowFilters.entrySet().stream().collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> List.copyOf(entry.getValue())));
    }

    public static Obligations of(Thresholds thresholds) {
        return new Obligations(thresholds, 1, Set.of(), Map.of());
    }

    /** Both hold: the higher thresholds, the coarser rounding, all masks, all filters. */
    public Obligations and(Obligations other) {
        Set<String> masked = new TreeSet<>(maskedColumns);
        masked.addAll(other.maskedColumns);
        Map<String, List<String>> filters = new TreeMap<>(rowFilters);
        other.rowFilters.forEach((table, conditions) -> filters.merge(table, conditions,
                (mine, theirs) -> Stream.concat(mine.stream(), theirs.stream()).distinct().toList()));
        return new Obligations(thresholds.stricter(other.thresholds), Math.max(rounding, other.rounding), masked, filters);
    }
}
