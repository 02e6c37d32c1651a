package pt.arquipelago.catalog.service.view;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import pt.arquipelago.catalog.description.DatasetKey;
import pt.arquipelago.catalog.service.store.Change;

/** The history of a description, with what differs between two of its versions where that was asked. */
public record HistoryView(DatasetKey key, List<Change> history, Optional<Difference> difference) {
    public HistoryView {
        requireNonNull(key, "key is null");
        history = List.copyOf(history);
        requireNonNull(difference, "difference is null");
    }

    /** Statements as N-Triples. */
    public record Difference(int from, int to, List<String> removed, List<String> added) {
        public Difference {
            removed = List.copyOf(removed);
            added = List.copyOf(added);
        }
    }
}
