package pt.arquipelago.analysis.disclosure;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.TreeMap;
import pt.arquipelago.analysis.query.AggregateQuery;

/**
 * How many distinct persons must stand behind what is released.
 *
 * @param persons k, for the subjects of the data
 * @param others for each other protected type, such as {@code professional}; a type that is missing here is held to {@code persons}
 */
public record Thresholds(int persons, Map<String, Integer> others) {
    public static final String PROFESSIONAL = "professional";

    public Thresholds {
        requireNonNull(others, "others is null");
        others = java.util.Collections.unmodifiableMap(new TreeMap<>(others));
        if (persons < 1 || others.values().stream().anyMatch(threshold -> threshold < 1)) {
            throw new IllegalArgumentException("a threshold is below 1");
        }
    }

    /** Ten persons, three professionals. */
    public static Thresholds defaults() {
        return new Thresholds(10, Map.of(PROFESSIONAL, 3));
    }

    /** The threshold for another protected type; one that nobody set is as high as for the subjects. */
    public int other(String type) {
        return others.getOrDefault(type, persons);
    }

    /** How far persons are counted exactly for a query's rules: one that fits a line asks for more of them. */
    public Thresholds counted(AggregateQuery query) {
        return query.fitted().isEmpty() ? this : new Thresholds(Math.max(persons, Saturation.LEAST_PERSONS), others);
    }

    /** The largest threshold: counts up to here must be exact. */
    public int largest() {
        return others.values().stream().mapToInt(Integer::intValue).reduce(persons, Math::max);
    }

    /** The higher of both, type by type. */
    public static Thresholds stricter(Thresholds a, Thresholds b) {
        Map<String, Integer> others = new TreeMap<>();
        for (Thresholds one : java.util.List.of(a, b)) {
            for (String type : one.others.keySet()) {
                others.put(type, Math.max(a.others.getOrDefault(type, 1), b.others.getOrDefault(type, 1)));
            }
        }
        return new Thresholds(Math.max(a.persons, b.persons), others);
    }
}
