package pt.arquipelago.catalog.service.view;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import pt.arquipelago.catalog.service.store.PublishedDataset;

/**
 * The list of datasets.
 *
 * @param datasets of this page of the list
 * @param totals of all that was found
 * @param words what was searched for
 * @param kept other choices in force, by parameter, which a new search keeps
 */
public record ListView(List<PublishedDataset> datasets, Totals totals, String words, Map<String, String> kept, List<FacetGroup> facets, Optional<String> previous, Optional<String> next) {
    public ListView {
        datasets = List.copyOf(datasets);
        requireNonNull(totals, "totals is null");
        requireNonNull(words, "words is null");
        kept = Map.copyOf(kept);
        facets = List.copyOf(facets);
        requireNonNull(previous, "previous is null");
        requireNonNull(next, "next is null");
    }

    /**
     * @param institutions how many institutions published them
     * @param records as published, in all of them together: a hint whether a question can be answered
     * @param individuals somebody in two datasets is counted in each
     */
    public record Totals(int datasets, long institutions, long records, long individuals) {}
}
