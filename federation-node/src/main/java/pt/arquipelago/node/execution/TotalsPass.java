package pt.arquipelago.node.execution;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.shiftright;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import pt.arquipelago.analysis.measured.Concentration;
import pt.arquipelago.analysis.query.Kind;
import pt.arquipelago.analysis.query.Moments;
import pt.arquipelago.node.gate.CompiledQuestion;

/**
 * Each person's own totals, in those rows alone that a bound left undecided (rules 3.4). Only who has more than 35 % of
 * a number comes back, two persons at most: nobody else can be too large alone, nor with another who has no more than half. Persons are
 * told apart only in those of many groups that have so much together.
 */
final class TotalsPass {
    private static final double WATCHED_SHARE = 0.35;
    private static final String GROUP = "of_group";
    private static final String WATCHED_GROUP = "watched_group";
    /** Numbers that a pass may hold, in each partition. */
    private static final long ROOM = 1 << 22;

    private final CompiledQuestion question;
    private final FlatRelation flat;
    private final List<Integer> terms;
    private final List<Number> numbers = new ArrayList<>();

    /** The {@code index}-th number of a term. */
    private record Number(int term, int index) {
        String own() {
            return "own_" + term + "_" + index;
        }

        String total() {
            return "total_" + term + "_" + index;
        }

        String mean() {
            return "mean_" + term + "_" + index;
        }
    }

    /**
     * A row of the result with terms to look at.
     *
     * @param sparkKeys the keys as Spark has them
     * @param values of the terms to look at
     * @param bounds of the terms to look at; their totals are what each person's is a share of
     */
    record Undecided(List<Object> keys, Object[] sparkKeys, Map<Integer, Object> values, Map<Integer, List<Concentration>> bounds) {
        Undecided without(Set<Integer> decided) {
            Map<Integer, List<Concentration>> open = new HashMap<>(bounds);
            open.keySet().removeAll(decided);
            return new Undecided(keys, sparkKeys, values, open);
        }
    }

    /** @param terms all that some row is undecided in */
    TotalsPass(CompiledQuestion question, FlatRelation flat, List<Integer> terms) {
        this.question = question;
        this.flat = flat;
        this.terms = List.copyOf(terms);
        for (int term : terms) {
            for (int i = 0; i < kind(term).numbers(); i++) {
                numbers.add(new Number(term, i));
            }
        }
    }

    /**
     * For each row, the concentrations of its undecided terms.
     *
     * @param all how many rows the result has: the groups of all are added up, for Spark then reads as it did for the first pass
     */
    List<Map<Integer, List<Concentration>>> concentrations(List<Undecided> rows, int all) {
        Groups groups = Groups.many((long) all * numbers.size(), ROOM);
        Map<List<Object>, Map<Integer, List<Parting.Parts>>> parts = new GroupsPass(question, flat, groups, terms).parts();
        List<Map<Integer, List<Concentration>>> decided = rows.stream().map(row -> decided(row, parts.get(row.keys()))).toList();
        List<Undecided> open = IntStream.range(0, rows.size()).mapToObj(i -> rows.get(i).without(decided.get(i).keySet())).toList();
        List<Object[]> suspects = suspects(open, parts, groups);
        Map<List<Object>, List<Row>> watched = new HashMap<>();
        for (Row person : suspects.isEmpty() ? List.<Row>of() : persons(suspects, groups).collectAsList()) {
            watched.computeIfAbsent(SparkValues.keys(question.query().keys(), person), keys -> new ArrayList<>()).add(person);
        }
        for (int i = 0; i < open.size(); i++) {
            decided.get(i).putAll(counted(open.get(i), watched.getOrDefault(open.get(i).keys(), List.of())));
        }
        return decided;
    }

    /** The terms of which the groups tell enough in all their numbers. */
    private static Map<Integer, List<Concentration>> decided(Undecided row, Map<Integer, List<Parting.Parts>> parts) {
        Map<Integer, List<Concentration>> decided = new HashMap<>();
        row.bounds().forEach((term, bounds) -> {
            List<Concentration> told = IntStream.range(0, bounds.size()).boxed().flatMap(i -> parts.get(term).get(i).decided(bounds.get(i).total()).stream()).toList();
            if (told.size() == bounds.size()) {
                decided.put(term, told);
            }
        });
        return decided;
    }

    private Map<Integer, List<Concentration>> counted(Undecided row, List<Row> persons) {
        Map<Integer, List<Concentration>> counted = new HashMap<>();
        for (int i = 0; i < numbers.size(); i++) {
            Number number = numbers.get(i);
            if (row.bounds().containsKey(number.term())) {
                double total = row.bounds().get(number.term()).get(number.index()).total();
                int at = question.keys().size() + i;
                double[] own = persons.stream().filter(person -> !person.isNullAt(at)).mapToDouble(person -> person.getDouble(at))
                        .map(each -> -each).sorted().map(each -> -each).limit(2).toArray();
                counted.computeIfAbsent(number.term(), none -> new ArrayList<>())
                        .add(Concentration.counted(own.length > 0 ? own[0] : 0, own.length > 1 ? own[1] : 0, total));
            }
        }
        return counted;
    }

    /** The groups that have more than the watched share of a number: for each what {@link #wanted} says of its row, and the group. */
    private List<Object[]> suspects(List<Undecided> rows, Map<List<Object>, Map<Integer, List<Parting.Parts>>> parts, Groups groups) {
        List<Object[]> suspects = new ArrayList<>();
        for (Undecided row : rows) {
            Map<Integer, List<double[]>> totals = new HashMap<>();
            row.bounds().keySet().forEach(term -> totals.put(term, parts.get(row.keys()).get(term).stream().map(Parting.Parts::totals).toList()));
            for (int group = 0; group < groups.count(); group++) {
                if (isSuspect(row, totals, group)) {
                    Object[] wanted = wanted(row);
                    Object[] suspect = Arrays.copyOf(wanted, wanted.length + 1);
                    suspect[wanted.length] = (double) group;
                    suspects.add(suspect);
                }
            }
        }
        return suspects;
    }

    /** What is not finite is looked at as what is too large. */
    private static boolean isSuspect(Undecided row, Map<Integer, List<double[]>> ofTerms, int group) {
        return row.bounds().entrySet().stream().anyMatch(term -> IntStream.range(0, term.getValue().size())
                .anyMatch(i -> !(ofTerms.get(term.getKey()).get(i)[group] <= WATCHED_SHARE * term.getValue().get(i).total())));
    }

    private List<String> further() {
        List<String> further = new ArrayList<>();
        numbers.forEach(number -> further.addAll(List.of(number.total(), number.mean())));
        return further;
    }

    private Dataset<Row> persons(List<Object[]> suspects, Groups groups) {
        Column group = pmod(shiftright(coalesce(col(FlatRelation.PERSON), lit(0L)), groups.shift()), lit(groups.count())).cast("double");
        List<String> further = further();
        further.add(WATCHED_GROUP);
        Dataset<Row> records = Passes.of(question, flat.records().withColumn(GROUP, group), suspects, further, col(GROUP).equalTo(col(WATCHED_GROUP)));
        List<Column> totals = new ArrayList<>();
        List<Column> shown = new ArrayList<>();
        Column watched = lit(false);
        for (int i = 0; i < question.keys().size(); i++) {
            shown.add(col(FlatRelation.key(i)));
        }
        for (Number number : numbers) {
            totals.add(own(number).cast("double").as(number.own()));
            totals.add(max(col(number.total())).as(number.total()));
            Column large = col(number.own()).gt(col(number.total()).multiply(WATCHED_SHARE));
            watched = watched.or(large);
            shown.add(when(large, col(number.own())));
        }
        return Passes.byKeys(question, records, FlatRelation.PERSON).agg(totals.get(0), totals.subList(1, totals.size()).toArray(Column[]::new))
                .filter(watched).select(shown.toArray(Column[]::new));
    }

    /** Keys, then total and mean of each number; the total of a number that is decided is infinite, so that nobody is watched. */
    private Object[] wanted(Undecided row) {
        List<Object> wanted = new ArrayList<>(List.of());
        for (Object key : row.sparkKeys()) {
            wanted.add(key);
        }
        for (Number number : numbers) {
            boolean asked = row.bounds().containsKey(number.term());
            wanted.add(asked ? row.bounds().get(number.term()).get(number.index()).total() : Double.POSITIVE_INFINITY);
            wanted.add(asked && row.values().get(number.term()) instanceof Moments moments ? moments.mean() : 0.0);
        }
        return wanted.toArray();
    }

    private Column own(Number number) {
        Column met = Conditions.met(flat.bits(number.term()).condition());
        Column argument = col(FlatRelation.argument(number.term()));
        return switch (kind(number.term())) {
            case RECORDS -> count(when(met, lit(1)));
            case SUM -> sum(FlatRelation.magnitude(question, number.term()));
            case DOCUMENTS -> count_distinct(argument);
            case MOMENTS -> switch (number.index()) {
                case 0 -> count(argument);
                case 1 -> sum(abs(argument.cast("double")));
                default -> sum(square(argument.cast("double").minus(col(number.mean()))));
            };
            case PERSONS, VALUES -> throw new IllegalArgumentException("no number that persons add to");
        };
    }

    private static Column square(Column number) {
        return number.multiply(number);
    }

    private Kind kind(int term) {
        return question.terms().get(term).term().kind();
    }
}
