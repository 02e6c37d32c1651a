package pt.arquipelago.catalog.service.search;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import pt.arquipelago.catalog.service.store.DatasetStore;
import pt.arquipelago.catalog.service.store.PublishedDataset;

/** Datasets by words and facets, with what each facet would still find; variables by words. */
public final class Search {
    private final DatasetStore store;
    private final SearchIndex index;
    private final FacetNumbers numbers = new FacetNumbers();
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
        List<PublishedDataset> saying = saying(selection.words());
        List<int[][]> values = saying.stream().map(this::values).toList();
        long[][] counts = numbers.counters();
        int[] chosen = new int[selection.chosen().size()];
        int[] wanted = new int[chosen.length];
        int choices = 0;
        for (Map.Entry<Facet, String> choice : selection.chosen().entrySet()) {
            chosen[choices] = choice.getKey().ordinal();
            wanted[choices++] = numbers.known(choice.getKey(), choice.getValue());
        }
        List<PublishedDataset> selected = new ArrayList<>();
        for (int i = 0; i < saying.size(); i++) {
            int[][] has = values.get(i);
            int misses = 0;
            int miss = 0;
            for (int choice = 0; choice < choices; choice++) {
                if (!contains(has[chosen[choice]], wanted[choice])) {
                    misses++;
                    miss = chosen[choice];
                }
            }
            if (misses == 0) {
                selected.add(saying.get(i));
                for (int facet = 0; facet < has.length; facet++) {
                    count(counts[facet], has[facet]);
                }
            } else if (misses == 1) {
                count(counts[miss], has[miss]);
            }
        }
        Map<Facet, List<Count>> facets = new EnumMap<>(Facet.class);
        for (Facet facet : Facet.values()) {
            long[] sums = counts[facet.ordinal()];
            facets.put(facet, IntStream.range(0, sums.length).filter(number -> sums[number] > 0).mapToObj(number -> new Count(numbers.value(facet, number), sums[number]))
                    .sorted(Comparator.comparing(Count::count).reversed().thenComparing(Count::value)).toList());
        }
        return new Result(List.copyOf(selected), facets);
    }

    private static boolean contains(int[] values, int wanted) {
        for (int value : values) {
            if (value == wanted) {
                return true;
            }
        }
        return false;
    }

    private static void count(long[] sums, int[] values) {
        for (int value : values) {
            sums[value]++;
        }
    }

    /** What a version of a description has in each facet, worked out once. */
    private record Values(PublishedDataset of, int[][] byFacet) {}

    private int[][] values(PublishedDataset entry) {
        Values before = known.get(entry.iri());
        if (before != null && before.of() == entry) {
            return before.byFacet();
        }
        Values now = new Values(entry, numbers.of(entry));
        known.put(entry.iri(), now);
        return now.byFacet();
    }

    private List<PublishedDataset> saying(String words) {
        if (words.isBlank()) {
            return store.list();
        }
        return index.datasets(words).stream().map(iri -> store.find(iri).orElse(null)).filter(Objects::nonNull).toList();
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
