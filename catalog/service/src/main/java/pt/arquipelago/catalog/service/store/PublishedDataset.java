package pt.arquipelago.catalog.service.store;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Instant;
import pt.arquipelago.catalog.description.DatasetDescription;

/** A description the catalogue took. @param received when */
public record PublishedDataset(URI iri, DatasetDescription description, Instant received) {
    public PublishedDataset {
        requireNonNull(iri, "iri is null");
        requireNonNull(description, "description is null");
        requireNonNull(received, "received is null");
    }
}
