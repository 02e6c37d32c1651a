package pt.arquipelago.node.execution;

import java.util.List;
import org.apache.spark.sql.Row;
import pt.arquipelago.node.gate.CompiledQuestion;

/** One row of {@link RecordsPass}, put together from its groups of persons. */
final class RecordsRow {
    private final List<Object> keys;
    private final List<Marks> marks;
    private final long[][] marked;
    private final List<Tally> tallies;
    private Object[] sparkKeys = {};
    private long records = 0;

    RecordsRow(List<Object> keys, CompiledQuestion question, List<Marks> marks) {
        this.keys = keys;
        this.marks = marks;
        this.marked = marks.stream().map(mark -> new long[(mark.ofPersons() ? RecordsPass.GROUPS : 1) * mark.words()]).toArray(long[][]::new);
        this.tallies = question.terms().stream().map(term -> Tally.of(term.term())).toList();
    }

    /** Columns: the keys, the group, the number of records, the marks, the statistics in the terms' order. */
    void add(Row part) {
        sparkKeys = new Object[keys.size()];
        for (int i = 0; i < sparkKeys.length; i++) {
            sparkKeys[i] = part.get(i);
        }
        int at = sparkKeys.length;
        int group = part.getInt(at++);
        records += part.getLong(at++);
        for (int i = 0; i < marked.length; i++) {
            // Persons of different groups are different; another protected person may stand in several.
            int first = marks.get(i).ofPersons() ? group * marks.get(i).words() : 0;
            for (int word = 0; word < marks.get(i).words(); word++) {
                marked[i][first + word] |= part.getLong(at++);
            }
        }
        for (Tally tally : tallies) {
            tally.add(group, part, at);
            at += tally.width();
        }
    }

    List<Object> keys() {
        return keys;
    }

    /** As Spark has them. */
    Object[] sparkKeys() {
        return sparkKeys.clone();
    }

    long records() {
        return records;
    }

    /** At least so many distinct values of one of the marks meet a condition. */
    int marked(int mark, int condition) {
        return marks.get(mark).count(marked[mark], condition);
    }

    Tally tally(int term) {
        return tallies.get(term);
    }
}
