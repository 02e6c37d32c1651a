package pt.arquipelago.catalog.service.search;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import pt.arquipelago.catalog.service.store.DatasetStore;
import pt.arquipelago.catalog.service.store.PublishedDataset;

/** Datasets by words and facets, with what each facet would still find; variables by words. */
public final class Search {
    private final DatasetStore store;
    private final SearchIndex index;
    private final Map<URI, Values> known = new ConcurrentHashMap<>();

    public Search(DatasetStore store, SearchIndex index) {
        this.store = requireNonNull(store, "store is null");
        this.index = requireNonNull(index, "index is null");
    }

    /** A value and how many datasets have it. */
    public record Count(String value, long count) {}

    /**
     * What was found.
     *
     * @param datasets the best first; by title where no words were given
     * @param facets for each what would be found if it alone chose nothing, most first
     */
    public record Result(List<PublishedDataset> datasets, Map<Facet, List<Count>> facets) {
        /** Records, as published, of all that was found; a dataset that publishes none adds nothing. */
        public long records() {
            return datasets.stream().mapToLong(entry -> entry.description().figures().records().orElse(0L)).sum();
        }

        /** Individuals likewise; somebody in two datasets is counted in each. */
        public long individuals() {
            return datasets.stream().mapToLong(entry -> entry.description().figures().individuals().orElse(0L)).sum();
        }
    }

    public Result find(Selection selection) {
        List<PublishedDataset> selected = new ArrayList<>();
        Map<Facet, Map<String, Long>> counts = new EnumMap<>(Facet.class);
        for (Facet facet : Facet.values()) {
            counts.put(facet, new HashMap<>());
        }
        for (PublishedDataset entry : saying(selection.words())) {
            Map<Facet, List<String>> values = values(entry);
            Optional<Facet> miss = Optional.empty();
            int misses = 0;
            for (Map.Entry<Facet, String> choice : selection.chosen().entrySet()) {
                if (!values.get(choice.getKey()).contains(choice.getValue())) {
                    misses++;
                    miss = Optional.of(choice.getKey());
                }
            }
            if (misses == 0) {
                selected.add(entry);
                counts.forEach((facet, sums) -> count(sums, values.get(facet)));
            } else if (misses == 1) {
                count(counts.get(miss.orElseThrow()), values.get(miss.orElseThrow()));
            }
        }
        Map<Facet, List<Count>> facets = new EnumMap<>(Facet.class);
        counts.forEach((facet, values) -> facets.put(facet, values.entrySet().stream().map(entry -> new Count(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(Count::count).reversed().thenComparing(Count::value)).toList()));
        return new Result(List.copyOf(selected), facets);
    }

    private static void count(Map<String, Long> sums, List<String> values) {
        values.forEach(value -> sums.merge(value, 1L, Long::sum));
    }

    /** What a version of a description has in each facet, worked out once. */
    private record Values(PublishedDataset of, Map<Facet, List<String>> byFacet) {}

    private Map<Facet, List<String>> values(PublishedDataset entry) {
        return known.compute(entry.iri(), (iri, before) -> {
            if (before != null && before.of() == entry) {
                return before;
            }
            Map<Facet, List<String>> values = new EnumMap<>(Facet.class);
            for (Facet facet : Facet.values()) {
                values.put(facet, facet.of(entry));
            }
            return new Values(entry, values);
        }).byFacet();
    }

    private List<PublishedDataset> saying(String words) {
        if (words.isBlank()) {
            return store.list();
        }
        return index.datasets(words).keySet().stream().map(iri -> store.find(iri).orElse(null)).filter(Objects::nonNull).toList();
    }

    /** A variable's name with the datasets that have it, the best first. */
    public record VariableHits(String name, List<PublishedDataset> datasets) {}

    /** @param nuts only datasets of that region or a part of it */
    public List<VariableHits> variables(String words, Optional<String> nuts) {
        Map<String, List<PublishedDataset>> found = new java.util.LinkedHashMap<>();
        for (SearchIndex.Found hit : index.variables(words)) {
            store.find(hit.dataset()).filter(entry -> nuts.isEmpty() || entry.description().coverage().nuts().stream().anyMatch(code -> code.startsWith(nuts.get())))
                    .ifPresent(entry -> found.computeIfAbsent(hit.variable(), name -> new ArrayList<>()).add(entry));
        }
        return found.entrySet().stream().map(entry -> new VariableHits(entry.getKey(), List.copyOf(entry.getValue()))).toList();
    }

    public Optional<PublishedDataset> dataset(URI iri) {
        return store.find(iri);
    }
}
