package pt.arquipelago.node.publish;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import pt.arquipelago.catalog.description.ValueFigures;
import pt.arquipelago.node.quality.Measurement;
import pt.arquipelago.node.quality.Measurement.ValueCount;

/**
 * What of the counts of values may stand in the catalogue: those with the threshold of persons, and of every other kind of person, behind them,
 * rounded to 100. Where the rest of a column would show as more than nothing although fewer persons than the threshold stand behind it, the smallest that is shown joins it; where all
 * persons of a sensitive column have one value, none is shown. Of a table with fewer than a hundred persons, or than the threshold, nothing is.
 */
final class RoundedValues {
    private static final long ROUNDING = 100;

    private final Measurement exact;
    private final int threshold;
    private final Map<String, Integer> others;
    private final Set<String> sensitive;

    /**
     * @param others how many of the persons that a column names must stand behind a value
     * @param sensitive columns whose value is not told where everybody has the same
     */
    RoundedValues(Measurement exact, int threshold, Map<String, Integer> others, Set<String> sensitive) {
        this.exact = requireNonNull(exact, "exact is null");
        this.threshold = threshold;
        this.others = Map.copyOf(others);
        this.sensitive = Set.copyOf(sensitive);
    }

    /** By column and value; what may not be told is not there. */
    Map<String, Map<String, ValueFigures>> values() {
        Map<String, Map<String, ValueFigures>> shown = new LinkedHashMap<>();
        if (exact.size().persons() >= Math.max(ROUNDING, threshold)) {
            exact.values().stream().collect(Collectors.groupingBy(ValueCount::column, LinkedHashMap::new, Collectors.toList()))
                    .forEach((column, counts) -> {
                        List<ValueCount> told = told(column, counts);
                        if (!told.isEmpty()) {
                            Map<String, ValueFigures> figures = new LinkedHashMap<>();
                            told.forEach(count -> figures.put(count.value(), new ValueFigures(rounded(count.rows()), rounded(count.persons()))));
                            shown.put(column, figures);
                        }
                    });
        }
        return shown;
    }

    private List<ValueCount> told(String column, List<ValueCount> counts) {
        List<ValueCount> told = new ArrayList<>(counts.stream().filter(this::enough).toList());
        while (!told.isEmpty() && persons(counts) - persons(told) < threshold && restShows(told)) {
            told.remove(told.stream().min(Comparator.comparingLong(ValueCount::rows)).orElseThrow());
        }
        return told.size() == 1 && sensitive.contains(column) && persons(counts) - persons(told) < threshold ? List.of() : told;
    }

    private boolean enough(ValueCount count) {
        return count.persons() >= threshold && rounded(count.persons()) > 0 && rounded(count.rows()) > 0
                && others.entrySet().stream().allMatch(other -> count.others().getOrDefault(other.getKey(), 0L) >= other.getValue());
    }

    /** Whether table and told values, each known to within its rounding, leave at least one record or person for the rest. */
    private boolean restShows(List<ValueCount> told) {
        return least(exact.size().rows(), told.stream().map(ValueCount::rows).toList()) > 0 || least(exact.size().persons(), told.stream().map(ValueCount::persons).toList()) > 0;
    }

    private static long least(long whole, List<Long> parts) {
        return rounded(whole) - ROUNDING / 2 - parts.stream().mapToLong(part -> rounded(part) + ROUNDING / 2 - 1).sum();
    }

    private static long persons(List<ValueCount> counts) {
        return counts.stream().mapToLong(ValueCount::persons).sum();
    }

    private static long rounded(long count) {
        return (count + ROUNDING / 2) / ROUNDING * ROUNDING;
    }
}
