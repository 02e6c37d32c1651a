package pt.arquipelago.catalog.service.view;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import pt.arquipelago.catalog.service.store.Change;

/**
 * What happened in the catalogue, in order.
 *
 * @param last number of the last change there is, which may be after these
 */
public record ChangesView(URI base, List<Change> changes, long last) {
    public ChangesView {
        requireNonNull(base, "base is null");
        changes = List.copyOf(changes);
    }

    /** The dataset's address within this site. */
    public String address(Change change) {
        return change.dataset().toString().substring(base.toString().length());
    }

    /** The number to go on from, if there are more. */
    public Optional<Long> next() {
        return changes.isEmpty() ? Optional.empty() : Optional.of(changes.get(changes.size() - 1).number()).filter(reached -> reached < last);
    }
}
