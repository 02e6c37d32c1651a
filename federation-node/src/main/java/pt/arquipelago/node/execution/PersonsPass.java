package pt.arquipelago.node.execution;

import static org.apache.spark.sql.functions.bit_or;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import pt.arquipelago.analysis.query.Kind;
import pt.arquipelago.node.execution.FlatRelation.TermBits;
import pt.arquipelago.node.gate.CompiledQuestion;

/**
 * Exact counts of distinct persons: first one row for each person of each row of the result, then their number. The masks of a
 * person's records are or-ed on the way, so that the same two steps count the persons of every condition, and, where a question asks
 * for nothing but counts, give its whole measured table.
 */
final class PersonsPass {
    private final CompiledQuestion question;
    private final FlatRelation flat;
    private final List<Integer> bits;

    PersonsPass(CompiledQuestion question, FlatRelation flat) {
        this.question = question;
        this.flat = flat;
        TreeSet<Integer> needed = new TreeSet<>();
        needed.add(Counter.ALWAYS);
        for (int i = 0; i < question.terms().size(); i++) {
            TermBits term = flat.bits(i);
            needed.add(term.support());
            term.rest().ifPresent(needed::add);
        }
        this.bits = List.copyOf(needed);
    }

    /** Whether this pass alone measures the question: counts of records and persons, nobody else protected. */
    static boolean suffices(CompiledQuestion question) {
        return question.others().isEmpty()
                && question.terms().stream().anyMatch(term -> term.term().kind() == Kind.PERSONS)
                && question.terms().stream().allMatch(term -> term.term().kind() == Kind.PERSONS || term.term().kind() == Kind.RECORDS);
    }

    List<Row> rows() {
        List<Column> byPerson = new ArrayList<>();
        byPerson.add(count(lit(1)).as("n"));
        for (int mask = 0; mask < flat.masks(); mask++) {
            byPerson.add(bit_or(col(Conditions.mask(mask))).as(Conditions.mask(mask)));
        }
        for (int i = 0; i < question.terms().size(); i++) {
            if (countsUnderCondition(i)) {
                byPerson.add(count(when(Conditions.met(flat.bits(i).condition()), lit(1))).as(FlatRelation.argument(i)));
            }
        }
        Dataset<Row> persons = Passes.byKeys(question, flat.records(), FlatRelation.PERSON)
                .agg(byPerson.get(0), byPerson.subList(1, byPerson.size()).toArray(Column[]::new));
        List<Column> counts = new ArrayList<>();
        for (int bit : bits) {
            counts.add(count(when(col(FlatRelation.PERSON).isNotNull().and(Conditions.met(bit)), lit(1))));
        }
        for (int i = 0; i < question.terms().size(); i++) {
            if (isRecords(i)) {
                Column counted = col(countsUnderCondition(i) ? FlatRelation.argument(i) : "n");
                counts.add(coalesce(sum(counted), lit(0L)));
                counts.add(coalesce(max(counted), lit(0L)));
            }
        }
        return Passes.byKeys(question, persons).agg(counts.get(0), counts.subList(1, counts.size()).toArray(Column[]::new)).collectAsList();
    }

    private boolean isRecords(int term) {
        return question.terms().get(term).term().kind() == Kind.RECORDS;
    }

    private boolean countsUnderCondition(int term) {
        return isRecords(term) && flat.bits(term).condition() != Counter.ALWAYS;
    }

    /** What one row of {@link #rows} says: the keys, persons of each bit, records of each RECORDS term and the most that one person has. */
    final class Reading {
        private final Row row;

        Reading(Row row) {
            this.row = row;
        }

        List<Object> keys() {
            return SparkValues.keys(question.query().keys(), row);
        }

        long persons() {
            return personsOf(Counter.ALWAYS);
        }

        long persons(int term) {
            return personsOf(flat.bits(term).support());
        }

        long rest(int term) {
            Optional<Integer> rest = flat.bits(term).rest();
            return rest.isPresent() ? personsOf(rest.get()) : 0;
        }

        Object[] sparkKeys() {
            Object[] keys = new Object[question.keys().size()];
            for (int i = 0; i < keys.length; i++) {
                keys[i] = row.get(i);
            }
            return keys;
        }

        long records(int term) {
            return row.getLong(positionOf(term));
        }

        long mostOfOnePerson(int term) {
            return row.getLong(positionOf(term) + 1);
        }

        private int positionOf(int term) {
            int before = 0;
            for (int i = 0; i < term; i++) {
                before += isRecords(i) ? 2 : 0;
            }
            return question.keys().size() + bits.size() + before;
        }

        private long personsOf(int bit) {
            return row.getLong(question.keys().size() + bits.indexOf(bit));
        }
    }
}
