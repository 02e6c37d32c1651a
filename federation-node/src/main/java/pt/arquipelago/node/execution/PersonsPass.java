package pt.arquipelago.node.execution;

import static org.apache.spark.sql.functions.bit_or;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import pt.arquipelago.analysis.guard.Basis;
import pt.arquipelago.analysis.guard.SketchSums;
import pt.arquipelago.analysis.query.Kind;
import pt.arquipelago.node.execution.FlatRelation.TermBits;
import pt.arquipelago.node.gate.CompiledQuestion;

/**
 * Exact counts of distinct persons: Spark makes one record of each person of each row of the result, and those are gathered. The masks of
 * a person's records are or-ed on the way, so that the same pass counts the persons of every condition and says what each such count
 * rests on; where a question asks for nothing but counts, it gives the whole measured table.
 */
final class PersonsPass {
    private final CompiledQuestion question;
    private final FlatRelation flat;
    private final PersonMarks marks;
    private final List<Integer> bits;
    /** Under which a person's records are counted. */
    private final List<Integer> conditions = new ArrayList<>();
    private final List<Integer> counted = new ArrayList<>();
    private final Contributions contributions = new Contributions();
    private final Map<Integer, Integer> places = new HashMap<>();

    PersonsPass(CompiledQuestion question, FlatRelation flat, PersonMarks marks) {
        this.question = question;
        this.flat = flat;
        this.marks = marks;
        TreeSet<Integer> needed = new TreeSet<>();
        needed.add(Counter.ALWAYS);
        for (int i = 0; i < question.terms().size(); i++) {
            TermBits term = flat.bits(i);
            needed.add(term.support());
            term.rest().ifPresent(needed::add);
            add(i, term);
        }
        this.bits = List.copyOf(needed);
    }

    /** Whether this pass alone measures the question: counts of records and persons, nobody else protected. */
    static boolean suffices(CompiledQuestion question) {
        return question.others().isEmpty()
                && question.terms().stream().anyMatch(term -> term.term().kind() == Kind.PERSONS)
                && question.terms().stream().allMatch(term -> term.term().kind() == Kind.PERSONS || term.term().kind() == Kind.RECORDS);
    }

    /** Whether a term counts persons, or something that each person has once. */
    static boolean counts(Kind kind) {
        return kind == Kind.PERSONS || kind == Kind.VALUES;
    }

    List<KeyedPass.Keyed<PersonsRow>> rows() {
        Layout layout = flat.layout();
        List<Integer> asked = bits;
        List<Integer> ordinals = List.copyOf(counted);
        List<Contribution> contributed = contributions.all();
        PersonMarks secret = marks;
        SketchSums.Room room = new SketchSums.Room();
        List<Column> numbersOfRecords = IntStream.range(0, conditions.size()).mapToObj(i -> col(own(i))).toList();
        return KeyedPass.of(flat.keyed(persons(), flat.keys(), numbersOfRecords),
                () -> new PersonsRow(layout, asked, ordinals, new Fingerprints(layout, secret, contributed, room)));
    }

    /** What a term's number rests on in a row. */
    List<Basis> basis(int term, PersonsRow row) {
        return contributions.basis(term, row.fingerprints());
    }

    /** Which of a row's numbers of records is of a term. */
    int place(int term) {
        return places.get(term);
    }

    private Dataset<Row> persons() {
        List<Column> made = new ArrayList<>();
        for (int mask = 0; mask < flat.masks(); mask++) {
            made.add(bit_or(col(Conditions.mask(mask))).as(Conditions.mask(mask)));
        }
        // Nobody else is protected where their records are counted here; elsewhere they are not looked at.
        for (int other = 0; other < flat.others(); other++) {
            made.add(lit(null).cast("bigint").as(FlatRelation.other(other)));
        }
        for (int i = 0; i < conditions.size(); i++) {
            made.add(count(when(Conditions.met(conditions.get(i)), lit(1))).as(own(i)));
        }
        if (made.isEmpty()) {
            return flat.records().select(Stream.concat(flat.keys().stream(), Stream.of(col(FlatRelation.PERSON))).toArray(Column[]::new)).distinct();
        }
        return Passes.byKeys(question, flat.records(), FlatRelation.PERSON).agg(made.get(0), made.subList(1, made.size()).toArray(Column[]::new));
    }

    private void add(int index, TermBits term) {
        Kind kind = question.terms().get(index).term().kind();
        if (counts(kind)) {
            contributions.add(index, new Contribution.One(flat.layout(), term.whole()), new Contribution.One(flat.layout(), term.distinct()));
        } else if (kind == Kind.RECORDS) {
            places.put(index, counted.size());
            counted.add(records(term.condition()));
            contributions.add(index, new Contribution.Counted(records(term.parting())), new Contribution.Counted(records(term.condition())));
        }
    }

    /** The ordinal of a person's number of records that meet a condition; equal conditions share it. */
    private int records(int condition) {
        if (!conditions.contains(condition)) {
            conditions.add(condition);
        }
        return flat.layout().first() + conditions.indexOf(condition);
    }

    private static String own(int condition) {
        return "n" + condition;
    }
}
