package pt.arquipelago.node.execution;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.classic.SparkSession;
import pt.arquipelago.analysis.measured.MeasuredRow;
import pt.arquipelago.analysis.measured.MeasuredTable;
import pt.arquipelago.analysis.measured.MeasuredTerm;
import pt.arquipelago.analysis.measured.SupportedValue;
import pt.arquipelago.analysis.query.Kind;
import pt.arquipelago.node.gate.CompiledQuestion;

/**
 * Computes a question that passed the gate: each row's statistics and, beside each, who stands behind it. What it returns has passed
 * no rule yet and never leaves the node.
 */
public final class Execution {
    /** More rows than this are no aggregate that a person reads; such a question ends as failed. */
    public static final int MAX_ROWS = 200_000;

    private final SparkSession session;
    private final SparkContext spark;

    public Execution(NodeSpark spark) {
        this.session = (SparkSession) requireNonNull(spark, "spark is null").session();
        this.spark = session.sparkContext();
    }

    /**
     * @param cap persons are counted exactly up to here: at least the largest threshold
     * @param group names the work, so that {@link #cancel} finds it; never used again
     */
    public MeasuredTable measure(CompiledQuestion question, int cap, String group) {
        spark.setJobGroup(group, "question", false);
        try {
            FlatRelation flat = FlatRelation.of(question, session);
            MeasuredTable measured = PersonsPass.suffices(question) ? counts(question, flat, cap) : all(question, flat, cap);
            if (measured.rows().size() > MAX_ROWS) {
                throw new TooManyRowsException();
            }
            return measured;
        } finally {
            spark.clearJobGroup();
        }
    }

    /** Stops the work of a group, running or still to come. */
    public void cancel(String group) {
        spark.cancelJobGroupAndFutureJobs(group);
    }

    private static MeasuredTable counts(CompiledQuestion question, FlatRelation flat, int cap) {
        PersonsPass pass = new PersonsPass(question, flat);
        List<MeasuredRow> rows = new ArrayList<>();
        for (Row row : pass.rows()) {
            PersonsPass.Reading reading = pass.new Reading(row);
            List<MeasuredTerm> terms = new ArrayList<>();
            for (int i = 0; i < question.terms().size(); i++) {
                long value = question.terms().get(i).term().kind() == Kind.PERSONS ? reading.persons(i) : reading.records(i);
                terms.add(new MeasuredTerm(value, capped(reading.persons(i), cap), capped(reading.rest(i), cap), List.of()));
            }
            rows.add(new MeasuredRow(reading.keys(), capped(reading.persons(), cap), terms));
        }
        return new MeasuredTable(question.query(), rows);
    }

    private static MeasuredTable all(CompiledQuestion question, FlatRelation flat, int cap) {
        RecordsPass pass = new RecordsPass(question, flat, cap);
        List<RecordsPass.Reading> readings = pass.rows().stream().map(row -> pass.new Reading(row)).toList();
        List<Map<List<Object>, ?>> distinct = distinct(question, flat, cap);
        List<MeasuredRow> rows = new ArrayList<>();
        for (RecordsPass.Reading reading : readings) {
            List<Object> keys = reading.keys();
            List<MeasuredTerm> terms = new ArrayList<>();
            for (int i = 0; i < question.terms().size(); i++) {
                Object value = switch (question.terms().get(i).term().kind()) {
                    case RECORDS, SUM, MOMENTS -> reading.value(i);
                    case PERSONS, DOCUMENTS -> distinct.get(i).containsKey(keys) ? distinct.get(i).get(keys) : (Object) 0L;
                    case VALUES -> distinct.get(i).containsKey(keys) ? distinct.get(i).get(keys) : List.<SupportedValue>of();
                };
                terms.add(new MeasuredTerm(value, reading.persons(i), reading.rest(i), reading.others(i)));
            }
            rows.add(new MeasuredRow(keys, reading.persons(), terms));
        }
        return new MeasuredTable(question.query(), rows);
    }

    /** For each term that the pass over the records leaves open, its values by keys. */
    private static List<Map<List<Object>, ?>> distinct(CompiledQuestion question, FlatRelation flat, int cap) {
        DistinctPasses passes = new DistinctPasses(question, flat, cap);
        Map<Integer, Map<List<Object>, Long>> persons = persons(question, flat);
        List<Map<List<Object>, ?>> distinct = new ArrayList<>();
        for (int i = 0; i < question.terms().size(); i++) {
            distinct.add(switch (question.terms().get(i).term().kind()) {
                case PERSONS -> persons.get(i);
                case DOCUMENTS -> passes.documents(i);
                case VALUES -> passes.values(i);
                case RECORDS, SUM, MOMENTS -> Map.of();
            });
        }
        return distinct;
    }

    /** Of all terms that count persons, in one pass. */
    private static Map<Integer, Map<List<Object>, Long>> persons(CompiledQuestion question, FlatRelation flat) {
        Map<Integer, Map<List<Object>, Long>> counts = new HashMap<>();
        for (int i = 0; i < question.terms().size(); i++) {
            if (question.terms().get(i).term().kind() == Kind.PERSONS) {
                counts.put(i, new HashMap<>());
            }
        }
        if (!counts.isEmpty()) {
            PersonsPass pass = new PersonsPass(question, flat);
            for (Row row : pass.rows()) {
                PersonsPass.Reading reading = pass.new Reading(row);
                List<Object> keys = reading.keys();
                counts.forEach((term, byKeys) -> byKeys.put(keys, reading.persons(term)));
            }
        }
        return counts;
    }

    private static int capped(long persons, int cap) {
        return (int) Math.min(persons, cap);
    }
}
