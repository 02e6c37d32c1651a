package pt.arquipelago.accessbody.portal.view;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import static java.util.Objects.requireNonNull;

/**
 * What an institution declares of its own rules for one table, in one language.
 *
 * @param persons fewest behind a number; absent if the catalogue does not say
 * @param professionals the same
 * @param rounding counts and sums are multiples of it; 1: they are not rounded
 * @param masked columns that no question may use there
 * @param conditions that records must meet to be counted, in SQL
 */
public record HolderView(Optional<Integer> persons, Optional<Integer> professionals, List<Rule> rules, int rounding, List<String> masked, List<String> conditions) {
    public HolderView {
        requireNonNull(persons, "persons is null");
        requireNonNull(professionals, "professionals is null");
        rules = List.copyOf(rules);
        masked = List.copyOf(masked);
        conditions = List.copyOf(conditions);
    }

    /** A refusal that a question may meet there. */
    public record Rule(String code, String text) {}

    /** Described tables by what their institutions ask for there: those that ask for the same stand together. */
    public static Map<HolderView, List<DatasetView>> alike(List<DatasetView> described) {
        return described.stream().filter(dataset -> !dataset.holder().isEmpty()).collect(Collectors.groupingBy(DatasetView::holder, LinkedHashMap::new, Collectors.toList()));
    }

    public boolean isEmpty() {
        return persons.isEmpty() && professionals.isEmpty() && rules.isEmpty() && rounding <= 1 && masked.isEmpty() && conditions.isEmpty();
    }
}
