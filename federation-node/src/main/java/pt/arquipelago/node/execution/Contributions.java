package pt.arquipelago.node.execution;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import pt.arquipelago.analysis.guard.Basis;
import pt.arquipelago.analysis.guard.Fingerprint;

/** What the numbers of some terms rest on, whole and exact: equal contributions are added up once. */
final class Contributions {
    private final List<Contribution> all = new ArrayList<>();
    private final Map<Contribution, Integer> places = new HashMap<>();
    private final Map<Integer, List<Pair>> numbers = new HashMap<>();

    private record Pair(int whole, int exact) {}

    void add(int term, Contribution whole, Contribution exact) {
        numbers.computeIfAbsent(term, none -> new ArrayList<>()).add(new Pair(place(whole), place(exact)));
    }

    List<Contribution> all() {
        return List.copyOf(all);
    }

    List<Basis> basis(int term, Fingerprints row) {
        List<Basis> found = new ArrayList<>();
        for (Pair pair : numbers.getOrDefault(term, List.of())) {
            Fingerprint whole = row.of(pair.whole());
            found.add(new Basis(whole, pair.whole() == pair.exact() ? whole : row.of(pair.exact())));
        }
        return found;
    }

    /** How many records count in a term, and of whom. */
    Statistic.Records records(int term, Fingerprints row) {
        return row.records(numbers.get(term).get(0).exact());
    }

    private int place(Contribution contribution) {
        return places.computeIfAbsent(contribution, unseen -> {
            all.add(contribution);
            return all.size() - 1;
        });
    }
}
