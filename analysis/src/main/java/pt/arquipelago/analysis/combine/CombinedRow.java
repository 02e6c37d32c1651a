package pt.arquipelago.analysis.combine;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import pt.arquipelago.analysis.partial.PartialCell;

/** One row: for each node where it is present, its cells in the order of the query's terms. Where a node is missing, the row is absent. */
public record CombinedRow(List<Object> keys, Map<String, List<PartialCell>> cells) {
    public CombinedRow {
        requireNonNull(keys, "keys is null");
        cells = Collections.unmodifiableMap(new TreeMap<>(cells));
    }
}
