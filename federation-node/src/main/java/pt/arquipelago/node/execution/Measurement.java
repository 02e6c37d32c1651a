package pt.arquipelago.node.execution;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import pt.arquipelago.analysis.disclosure.DisclosureControl;
import pt.arquipelago.analysis.disclosure.Thresholds;
import pt.arquipelago.analysis.measured.Concentration;
import pt.arquipelago.analysis.measured.MeasuredRow;
import pt.arquipelago.analysis.measured.MeasuredTable;
import pt.arquipelago.analysis.measured.MeasuredTerm;
import pt.arquipelago.analysis.measured.SupportedValue;
import pt.arquipelago.analysis.query.Kind;
import pt.arquipelago.node.gate.CompiledQuestion;

/**
 * One question's way through the passes: one over all records first; then, of those rows alone where that was not enough, who stands
 * behind them, what other categories their persons are in, and what each person adds to them.
 */
final class Measurement {
    private final CompiledQuestion question;
    private final FlatRelation flat;
    private final Thresholds thresholds;
    private final List<MeasuredRow> rows = new ArrayList<>();
    private final List<Object[]> sparkKeys = new ArrayList<>();

    Measurement(CompiledQuestion question, FlatRelation flat, Thresholds thresholds) {
        this.question = question;
        this.flat = flat;
        this.thresholds = thresholds;
    }

    MeasuredTable measure() {
        if (PersonsPass.suffices(question)) {
            counts();
        } else {
            all();
        }
        if (rows.size() > Execution.MAX_ROWS) {
            throw new TooManyRowsException();
        }
        return decided(new MeasuredTable(question.query(), withOtherCategories()));
    }

    private List<MeasuredRow> withOtherCategories() {
        List<List<Integer>> elsewhere = new ArrayList<>();
        for (int key : question.sensitiveKeys()) {
            elsewhere.add(new OtherCategories(question, flat, key, thresholds.persons()).persons(rows, sparkKeys));
        }
        List<MeasuredRow> all = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            int row = i;
            all.add(rows.get(i).with(elsewhere.stream().map(ofKey -> ofKey.get(row)).toList()));
        }
        return all;
    }

    private void counts() {
        PersonsPass pass = new PersonsPass(question, flat);
        for (Row row : pass.rows()) {
            PersonsPass.Reading reading = pass.new Reading(row);
            List<MeasuredTerm> terms = new ArrayList<>();
            for (int i = 0; i < question.terms().size(); i++) {
                boolean persons = kind(i) == Kind.PERSONS;
                terms.add(new MeasuredTerm(persons ? reading.persons(i) : reading.records(i), capped(reading.persons(i)), capped(reading.rest(i)), List.of(),
                        persons ? List.of() : List.of(Concentration.atMost(reading.mostOfOnePerson(i), reading.records(i)))));
            }
            add(reading.keys(), reading.sparkKeys(), capped(reading.persons()), terms);
        }
    }

    private void all() {
        Supports supports = new Supports(question.others(), thresholds);
        supports.need(Counter.ALWAYS);
        for (int i = 0; i < question.terms().size(); i++) {
            supports.need(flat.bits(i));
        }
        List<RecordsRow> read = new RecordsPass(question, flat, supports).rows();
        List<List<Long>> counted = new CloserLook(question, flat, supports).counted(read, thresholds.persons());
        List<Map<List<Object>, ?>> distinct = distinct();
        for (int i = 0; i < read.size(); i++) {
            RecordsRow row = read.get(i);
            List<MeasuredTerm> terms = new ArrayList<>();
            for (int term = 0; term < question.terms().size(); term++) {
                var bits = flat.bits(term);
                Object value = value(row, term, distinct.get(term));
                terms.add(new MeasuredTerm(value, supports.persons(bits.support(), counted.get(i)), supports.rest(bits, counted.get(i)),
                        supports.others(bits, counted.get(i)), concentrations(row, term, value)));
            }
            add(row.keys(), row.sparkKeys(), supports.persons(Counter.ALWAYS, counted.get(i)), terms);
        }
    }

    private Object value(RecordsRow row, int term, Map<List<Object>, ?> distinct) {
        return switch (kind(term)) {
            case RECORDS, SUM, MOMENTS -> row.tally(term).value();
            case PERSONS, DOCUMENTS -> distinct.containsKey(row.keys()) ? distinct.get(row.keys()) : (Object) 0L;
            case VALUES -> distinct.containsKey(row.keys()) ? distinct.get(row.keys()) : List.<SupportedValue>of();
        };
    }

    /** Of documents nothing is known by person yet. */
    private List<Concentration> concentrations(RecordsRow row, int term, Object value) {
        return kind(term) == Kind.DOCUMENTS ? List.of(Concentration.unknown((Long) value)) : row.tally(term).concentrations();
    }

    private void add(List<Object> keys, Object[] asSparkHasThem, int persons, List<MeasuredTerm> terms) {
        rows.add(new MeasuredRow(keys, persons, terms));
        sparkKeys.add(asSparkHasThem);
    }

    /** For each term that the pass over the records leaves open, its values by keys. */
    private List<Map<List<Object>, ?>> distinct() {
        DistinctPasses passes = new DistinctPasses(question, flat, thresholds);
        Map<Integer, Map<List<Object>, Long>> persons = persons();
        List<Map<List<Object>, ?>> distinct = new ArrayList<>();
        for (int i = 0; i < question.terms().size(); i++) {
            distinct.add(switch (kind(i)) {
                case PERSONS -> persons.get(i);
                case DOCUMENTS -> passes.documents(i);
                case VALUES -> passes.values(i);
                case RECORDS, SUM, MOMENTS -> Map.of();
            });
        }
        return distinct;
    }

    /** Of all terms that count persons, in one pass. */
    private Map<Integer, Map<List<Object>, Long>> persons() {
        Map<Integer, Map<List<Object>, Long>> counts = new HashMap<>();
        for (int i = 0; i < question.terms().size(); i++) {
            if (kind(i) == Kind.PERSONS) {
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

    /** Each person's own totals, for the cells that no other rule keeps and no bound clears. */
    private MeasuredTable decided(MeasuredTable measured) {
        Map<Integer, List<Integer>> undecided = DisclosureControl.undecided(measured, thresholds);
        if (undecided.isEmpty()) {
            return measured;
        }
        TreeSet<Integer> asked = new TreeSet<>();
        List<TotalsPass.Undecided> wanted = new ArrayList<>();
        undecided.forEach((row, terms) -> {
            asked.addAll(terms);
            Map<Integer, Object> values = new HashMap<>();
            Map<Integer, List<Concentration>> bounds = new HashMap<>();
            terms.forEach(term -> {
                values.put(term, measured.rows().get(row).terms().get(term).value());
                bounds.put(term, measured.rows().get(row).terms().get(term).concentrations());
            });
            wanted.add(new TotalsPass.Undecided(measured.rows().get(row).keys(), sparkKeys.get(row), values, bounds));
        });
        List<Map<Integer, List<Concentration>>> counted = new TotalsPass(question, flat, asked).concentrations(wanted);
        List<MeasuredRow> decided = new ArrayList<>(measured.rows());
        int next = 0;
        for (int row : undecided.keySet()) {
            decided.set(row, measured.rows().get(row).with(counted.get(next++)));
        }
        return new MeasuredTable(measured.query(), decided);
    }

    private Kind kind(int term) {
        return question.terms().get(term).term().kind();
    }

    private int capped(long persons) {
        return (int) Math.min(persons, thresholds.largest());
    }
}
