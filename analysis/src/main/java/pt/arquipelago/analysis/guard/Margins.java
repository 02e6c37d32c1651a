package pt.arquipelago.analysis.guard;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The sums of a table's rows over every proper subset of its keys. */
final class Margins {
    private final TableForm form;
    private final Map<Place, Margin> margins = new LinkedHashMap<>();

    Margins(TableForm form) {
        this.form = form;
    }

    /** Rows that agree in some keys. */
    final class Margin {
        private final Place place;
        private final Set<Integer> members = new LinkedHashSet<>();
        private final Set<List<Object>> others = new LinkedHashSet<>();

        private Margin(Place place) {
            this.place = place;
        }

        List<Integer> keys() {
            return place.keys();
        }

        List<Object> values() {
            return place.values();
        }

        Set<Integer> members() {
            return members;
        }

        /** Whether the form alone says that there are no records of this margin outside its rows. */
        boolean complete() {
            List<Integer> free = new ArrayList<>();
            for (int key = 0; key < form.keys(); key++) {
                if (!place.keys().contains(key)) {
                    free.add(key);
                }
            }
            long combinations = 1;
            for (int i = 0; i < free.size(); i++) {
                Optional<Set<Object>> closed = form.closed(free.get(i));
                int at = i;
                if (closed.isEmpty() || closed.get().size() > others.size() || !others.stream().allMatch(values -> closed.get().contains(values.get(at)))) {
                    return false;
                }
                combinations *= closed.get().size();
            }
            return combinations == others.size();
        }
    }

    private record Place(List<Integer> keys, List<Object> values) {}

    void member(int row, List<Object> keys) {
        for (int subset = 0; subset < (1 << keys.size()) - 1; subset++) {
            List<Integer> which = new ArrayList<>();
            List<Object> values = new ArrayList<>();
            List<Object> others = new ArrayList<>();
            for (int key = 0; key < keys.size(); key++) {
                if ((subset >> key & 1) == 1) {
                    which.add(key);
                    values.add(keys.get(key));
                } else {
                    others.add(keys.get(key));
                }
            }
            Margin margin = margins.computeIfAbsent(new Place(which, values), Margin::new);
            margin.members.add(row);
            margin.others.add(others);
        }
    }

    List<Margin> all() {
        return List.copyOf(margins.values());
    }

    List<Margin> of(int row) {
        return margins.values().stream().filter(margin -> margin.members.contains(row)).toList();
    }
}
