package pt.arquipelago.catalog.description;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/**
 * How the data are reached. They are never downloaded: an approved question travels to them.
 *
 * @param applyAt where an application is made
 * @param persons smallest number of persons behind a published number, as the holder declares it
 * @param others the same for other protected persons in a row, by type, such as {@code professional}
 * @param holder what else the holder asks for
 */
public record Access(URI applyAt, int persons, Map<String, Integer> others, HolderRules holder) {
    public Access(URI applyAt, int persons, Map<String, Integer> others) {
        this(applyAt, persons, others, HolderRules.NONE);
    }

    public Access {
        requireNonNull(holder, "holder is null");
        Iris.requireHttp(requireNonNull(applyAt, "applyAt is null"));
        others = java.util.Collections.unmodifiableMap(new TreeMap<>(others));
        if (persons < 1 || others.values().stream().anyMatch(k -> k < 1)) {
            throw new IllegalArgumentException("A threshold is below 1.");
        }
    }
}
