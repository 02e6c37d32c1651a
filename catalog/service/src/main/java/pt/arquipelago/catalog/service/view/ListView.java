package pt.arquipelago.catalog.service.view;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import pt.arquipelago.catalog.service.store.PublishedDataset;

/**
 * The list of datasets.
 *
 * @param words what was searched for
 * @param kept other choices in force, by parameter, which a new search keeps
 * @param institutions how many institutions published them
 */
public record ListView(List<PublishedDataset> datasets, String words, Map<String, String> kept, List<FacetGroup> facets, long institutions) {
    public ListView {
        datasets = List.copyOf(datasets);
        requireNonNull(words, "words is null");
        kept = Map.copyOf(kept);
        facets = List.copyOf(facets);
    }
}
