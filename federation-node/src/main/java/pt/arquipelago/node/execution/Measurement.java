package pt.arquipelago.node.execution;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import pt.arquipelago.analysis.disclosure.DisclosureControl;
import pt.arquipelago.analysis.disclosure.Thresholds;
import pt.arquipelago.analysis.guard.Basis;
import pt.arquipelago.analysis.guard.Guard;
import pt.arquipelago.analysis.measured.Concentration;
import pt.arquipelago.analysis.measured.MeasuredRow;
import pt.arquipelago.analysis.measured.MeasuredTable;
import pt.arquipelago.analysis.measured.MeasuredTerm;
import pt.arquipelago.analysis.query.Kind;
import pt.arquipelago.node.execution.FlatRelation.TermBits;
import pt.arquipelago.node.gate.CompiledQuestion;

/**
 * One question's way through the passes: one over all records first, of persons, documents and values further ones; then, of those rows
 * alone where that was not enough, what other categories their persons are in, and what each person adds to them.
 */
final class Measurement {
    private final CompiledQuestion question;
    private final FlatRelation flat;
    private final Thresholds thresholds;
    private final PersonMarks marks;
    private final List<MeasuredRow> rows = new ArrayList<>();
    private final List<Object[]> sparkKeys = new ArrayList<>();

    private final Map<List<Object>, List<List<Basis>>> basis = new HashMap<>();
    private int sketches = 0;

    Measurement(CompiledQuestion question, FlatRelation flat, Thresholds thresholds, PersonMarks marks) {
        this.question = question;
        this.flat = flat;
        this.thresholds = thresholds;
        this.marks = marks;
    }

    Measured measure() {
        if (PersonsPass.suffices(question)) {
            counts();
        } else {
            all();
        }
        return new Measured(decided(new MeasuredTable(question.query(), withOtherCategories())), basis);
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
        PersonsPass pass = new PersonsPass(question, flat, marks);
        for (KeyedPass.Keyed<PersonsRow> keyed : pass.rows()) {
            PersonsRow row = keyed.accumulated();
            List<MeasuredTerm> terms = new ArrayList<>();
            List<List<Basis>> rest = new ArrayList<>();
            for (int i = 0; i < question.terms().size(); i++) {
                TermBits bits = flat.bits(i);
                int others = bits.rest().map(outside -> capped(row.persons(outside))).orElse(0);
                int persons = capped(row.persons(bits.support()));
                terms.add(kind(i) == Kind.PERSONS ? new MeasuredTerm(row.persons(bits.support()), persons, others, List.of(), List.of())
                        : new MeasuredTerm(row.records(pass.place(i)), persons, others, List.of(),
                                List.of(Concentration.atMost(row.mostOfOnePerson(pass.place(i)), row.records(pass.place(i))))));
                rest.add(pass.basis(i, row));
            }
            add(keyed.keys(), capped(row.persons(Counter.ALWAYS)), terms, rest);
        }
    }

    private void all() {
        Supports supports = new Supports(question.others(), thresholds.counted(question.query()));
        supports.need(Counter.ALWAYS);
        for (int i = 0; i < question.terms().size(); i++) {
            supports.need(flat.bits(i));
        }
        RecordsPass pass = new RecordsPass(question, flat, supports, marks);
        List<KeyedPass.Keyed<RecordsRow>> read = pass.rows();
        List<DistinctTerm> distinct = new DistinctPasses(question, flat, thresholds, marks).terms();
        for (KeyedPass.Keyed<RecordsRow> keyed : read) {
            RecordsRow row = keyed.accumulated();
            List<Object> keys = SparkValues.keys(question.query().keys(), keyed.keys());
            List<MeasuredTerm> terms = new ArrayList<>();
            List<List<Basis>> rest = new ArrayList<>();
            for (int i = 0; i < question.terms().size(); i++) {
                TermBits bits = flat.bits(i);
                Object value = kind(i).isOfRecords() ? pass.statistic(i, row).value() : distinct.get(i).value(keys);
                terms.add(new MeasuredTerm(value, supports.persons(bits.support(), row.supports()), supports.rest(bits, row.supports()),
                        supports.others(bits, row.supports()), concentrations(pass.statistic(i, row), i, value)));
                rest.add(kind(i).isOfRecords() ? pass.basis(i, row) : distinct.get(i).basis(keys));
            }
            add(keyed.keys(), supports.persons(Counter.ALWAYS, row.supports()), terms, rest);
        }
    }

    /** Of documents nothing is known by person yet. */
    private List<Concentration> concentrations(Statistic statistic, int term, Object value) {
        return kind(term) == Kind.DOCUMENTS ? List.of(Concentration.unknown((Long) value)) : statistic.concentrations();
    }

    private void add(Object[] asSparkHasThem, int persons, List<MeasuredTerm> terms, List<List<Basis>> rest) {
        List<Object> keys = SparkValues.keys(question.query().keys(), asSparkHasThem);
        rows.add(new MeasuredRow(keys, persons, terms));
        sparkKeys.add(asSparkHasThem);
        if (persons >= thresholds.persons()) {
            basis.put(keys, rest.stream().map(this::sketched).toList());
        }
    }

    /** Of tables that are not looked at in that way anyhow, the room that sketches take is not taken. */
    private List<Basis> sketched(List<Basis> numbers) {
        sketches += numbers.size();
        return sketches <= 2 * Guard.MOST_SOLVED ? numbers : numbers.stream().map(Basis::withoutSketch).toList();
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
        List<Map<Integer, List<Concentration>>> counted = new TotalsPass(question, flat, List.copyOf(asked)).concentrations(wanted, rows.size());
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
