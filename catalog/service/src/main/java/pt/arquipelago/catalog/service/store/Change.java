package pt.arquipelago.catalog.service.store;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import pt.arquipelago.catalog.description.LocalText;

/**
 * What happened to a dataset.
 *
 * @param number position in the history of the whole catalogue, from 1 and without gaps
 * @param version of the description: the new one, or the last one of a dataset that was withdrawn
 * @param reason why it was withdrawn
 */
public record Change(long number, Instant at, Kind kind, URI dataset, int version, Optional<LocalText> reason) {
    public enum Kind {
        CREATE, UPDATE, DELETE
    }

    public Change {
        requireNonNull(at, "at is null");
        requireNonNull(kind, "kind is null");
        requireNonNull(dataset, "dataset is null");
        requireNonNull(reason, "reason is null");
        if ((kind == Kind.DELETE) != reason.isPresent()) {
            throw new IllegalArgumentException("A withdrawal and nothing else has a reason.");
        }
    }
}
