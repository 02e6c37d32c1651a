package pt.arquipelago.catalog.description;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * What else there is to look at.
 *
 * @param related other datasets, such as the other tables of the same node; sorted, distinct
 * @param referencedBy publications and pages that use or cite the dataset; sorted, distinct
 * @param sample where rows that were generated, never real ones, show what the data look like
 */
public record Links(List<URI> related, List<URI> referencedBy, Optional<URI> sample) {
    private static final Links NONE = new Links(List.of(), List.of(), Optional.empty());

    public Links {
        related = checked(related);
        referencedBy = checked(referencedBy);
        requireNonNull(sample, "sample is null").ifPresent(Iris::requireHttp);
    }

    public static Links none() {
        return NONE;
    }

    private static List<URI> checked(List<URI> addresses) {
        return addresses.stream().map(Iris::requireHttp).distinct().sorted().toList();
    }
}
