package pt.arquipelago.catalog.service.store;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Instant;
import pt.arquipelago.catalog.description.DatasetDescription;
import pt.arquipelago.catalog.service.quality.MetadataQuality;

/**
 * A description the catalogue took.
 *
 * @param version 1 for the first, counted on through withdrawals
 * @param first when the dataset first came
 * @param received when this version came
 * @param quality of the metadata, not of the data
 */
public record PublishedDataset(URI iri, DatasetDescription description, int version, Instant first, Instant received, MetadataQuality quality) {
    public PublishedDataset {
        requireNonNull(iri, "iri is null");
        requireNonNull(description, "description is null");
        requireNonNull(first, "first is null");
        requireNonNull(received, "received is null");
        requireNonNull(quality, "quality is null");
        if (version < 1) {
            throw new IllegalArgumentException("A version is counted from 1.");
        }
    }
}
