package pt.arquipelago.analysis.query;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * GROUPING SETS, ROLLUP, CUBE: nodes compute the rows of all keys together; the totals over some keys are finished from what was released
 * of those rows.
 *
 * @param sets for each kind of row the indices of its keys, in ascending order; the other keys are NULL in it
 * @param keysByPerson whether the canonical form says that no person is in two rows: then counts of persons add up
 */
public record Groupings(List<List<Integer>> sets, boolean keysByPerson) {
    private static final int MAX_SETS = 64;

    public Groupings {
        sets = sets.stream().map(List::copyOf).toList();
        if (sets.isEmpty() || sets.size() > MAX_SETS || new HashSet<>(sets).size() != sets.size()) {
            throw new IllegalArgumentException("no grouping sets, more than " + MAX_SETS + ", or one twice");
        }
        for (List<Integer> set : sets) {
            if (!List.copyOf(new TreeSet<>(set)).equals(set)) {
                throw new IllegalArgumentException("the keys of a grouping set are not in ascending order");
            }
        }
    }

    void require(int keys) {
        Set<Integer> named = new HashSet<>();
        sets.forEach(named::addAll);
        if (named.stream().anyMatch(key -> key < 0 || key >= keys) || named.size() != keys) {
            throw new IllegalArgumentException("grouping sets name another key, or not all");
        }
    }
}
