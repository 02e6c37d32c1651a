package pt.arquipelago.node.execution;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_distinct;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import pt.arquipelago.analysis.measured.MeasuredRow;
import pt.arquipelago.node.gate.CompiledQuestion;

/**
 * For a sensitive key, how many persons with the same other keys are in other categories of it (rules 3.5). The rows themselves say it
 * nearly always: at least as many as the largest of the others has, fewer than enough if there is but one and that has fewer. Only where
 * there are several small ones are persons counted.
 */
final class OtherCategories {
    private final CompiledQuestion question;
    private final FlatRelation flat;
    private final int key;
    private final int least;

    /** @param least so many persons are enough */
    OtherCategories(CompiledQuestion question, FlatRelation flat, int key, int least) {
        this.question = question;
        this.flat = flat;
        this.key = key;
        this.least = least;
    }

    /**
     * @param sparkKeys of each row, the keys as Spark has them
     * @return for each row the persons in other categories, or at least so many if that is enough
     */
    List<Integer> persons(List<MeasuredRow> rows, List<Object[]> sparkKeys) {
        Map<List<Object>, List<Integer>> groups = new HashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            groups.computeIfAbsent(without(rows.get(i).keys()), none -> new ArrayList<>()).add(i);
        }
        List<Integer> persons = new ArrayList<>();
        List<Object[]> open = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            int row = i;
            int[] others = groups.get(without(rows.get(i).keys())).stream().filter(other -> other != row).mapToInt(other -> rows.get(other).persons()).toArray();
            int most = java.util.Arrays.stream(others).max().orElse(0);
            boolean isOpen = rows.get(i).persons() >= least && most < least && (least - 1L) * others.length >= least;
            persons.add(most);
            if (isOpen) {
                open.add(sparkKeys.get(i));
            }
        }
        if (!open.isEmpty()) {
            Map<List<Object>, Integer> counted = counted(open);
            for (int i = 0; i < rows.size(); i++) {
                persons.set(i, Math.max(persons.get(i), counted.getOrDefault(rows.get(i).keys(), 0)));
            }
        }
        return persons;
    }

    /** Of rows, each the only large one among those with the same other keys: all others are too few to show for themselves. */
    private Map<List<Object>, Integer> counted(List<Object[]> open) {
        var elsewhere = Passes.besides(question, flat.records(), open, key);
        Map<List<Object>, Integer> counted = new HashMap<>();
        for (Row row : Passes.byRow(question, elsewhere).agg(count_distinct(col(FlatRelation.PERSON))).collectAsList()) {
            counted.put(SparkValues.keys(question.query().keys(), row), (int) Math.min(row.getLong(question.keys().size()), least));
        }
        return counted;
    }

    private List<Object> without(List<Object> keys) {
        List<Object> others = new ArrayList<>(keys);
        others.remove(key);
        return others;
    }
}
