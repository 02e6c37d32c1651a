package pt.arquipelago.analysis.partial;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A row that k persons stand behind: its keys (an element may be null) and one cell for each of the query's terms. */
public record PartialRow(List<Object> keys, List<PartialCell> cells) {
    public PartialRow {
        keys = Collections.unmodifiableList(new ArrayList<>(requireNonNull(keys, "keys is null")));
        cells = List.copyOf(cells);
    }
}
