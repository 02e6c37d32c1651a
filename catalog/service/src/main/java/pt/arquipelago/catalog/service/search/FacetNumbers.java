package pt.arquipelago.catalog.service.search;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import pt.arquipelago.catalog.service.store.PublishedDataset;

/** The values of facets as numbers from 0, given as they are first seen, so that counting them over many datasets is adding in an array. */
final class FacetNumbers {
    static final int UNKNOWN = -1;
    private static final Facet[] FACETS = Facet.values();

    private final Map<Facet, Map<String, Integer>> numbers = new EnumMap<>(Facet.class);
    private final Map<Facet, List<String>> values = new EnumMap<>(Facet.class);

    FacetNumbers() {
        for (Facet facet : FACETS) {
            numbers.put(facet, new HashMap<>());
            values.put(facet, new ArrayList<>());
        }
    }

    /** What a dataset has in each facet, in the facets' order. */
    synchronized int[][] of(PublishedDataset entry) {
        int[][] all = new int[FACETS.length][];
        for (Facet facet : FACETS) {
            all[facet.ordinal()] = facet.of(entry).stream().distinct().mapToInt(value -> number(facet, value)).toArray();
        }
        return all;
    }

    private int number(Facet facet, String value) {
        return numbers.get(facet).computeIfAbsent(value, unseen -> {
            values.get(facet).add(unseen);
            return values.get(facet).size() - 1;
        });
    }

    /** Of a value that somebody asks for. */
    synchronized int known(Facet facet, String value) {
        return numbers.get(facet).getOrDefault(value, UNKNOWN);
    }

    /** Counters for every value seen so far. */
    synchronized long[][] counters() {
        long[][] counters = new long[FACETS.length][];
        for (Facet facet : FACETS) {
            counters[facet.ordinal()] = new long[values.get(facet).size()];
        }
        return counters;
    }

    synchronized String value(Facet facet, int number) {
        return values.get(facet).get(number);
    }
}
