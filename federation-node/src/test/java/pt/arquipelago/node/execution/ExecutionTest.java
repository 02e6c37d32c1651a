package pt.arquipelago.node.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import pt.arquipelago.analysis.disclosure.DisclosureControl;
import pt.arquipelago.analysis.disclosure.Thresholds;
import pt.arquipelago.analysis.measured.Concentration;
import pt.arquipelago.analysis.measured.MeasuredRow;
import pt.arquipelago.analysis.measured.MeasuredTable;
import pt.arquipelago.analysis.measured.MeasuredTerm;
import pt.arquipelago.analysis.measured.ProtectedSupport;
import pt.arquipelago.analysis.measured.SupportedValue;
import pt.arquipelago.analysis.query.Kind;
import pt.arquipelago.analysis.query.Moments;
import pt.arquipelago.analysis.query.ValueType;
import pt.arquipelago.node.SparkForTests;

/** Values and supports, compared with a naive evaluation in plain Java. */
@Tag("spark")
@net.jqwik.api.Tag("spark")
class ExecutionTest {
    private static final int CAP = 5;
    private static final int PROFESSIONALS = 3;
    private static final Thresholds THRESHOLDS = new Thresholds(CAP, Map.of("professional", PROFESSIONALS));
    private static final ValueType BIG = ValueType.BIGINT;

    private record Rec(String region, Long person, Long prescriber, Long document, Integer days, String code) {}

    @Property(tries = 6, shrinking = ShrinkingMode.OFF)
    void measuresWhatANaiveEvaluationMeasures(@ForAll long seed) {
        List<Rec> records = random(new Random(seed), 400);
        Predicate<Rec> ill = r -> "A".equals(r.code);

        MeasuredTable measured = execute(new Questions(table(records))
                .key("region", ValueType.STRING)
                .term(Kind.RECORDS, null, null, BIG)
                .term(Kind.RECORDS, null, "code = 'A'", BIG)
                .term(Kind.SUM, "days", null, BIG)
                .term(Kind.SUM, "days", "code = 'A'", BIG)
                .term(Kind.PERSONS, null, null, BIG)
                .term(Kind.PERSONS, null, "code = 'A'", BIG)
                .term(Kind.DOCUMENTS, "document", "code = 'A'", BIG)
                .term(Kind.VALUES, "code", null, ValueType.STRING)
                .term(Kind.MOMENTS, "days", null, ValueType.DOUBLE)
                .other("prescriber"));

        Map<List<Object>, List<Rec>> groups = records.stream().collect(Collectors.groupingBy(r -> Arrays.asList((Object) r.region)));
        assertThat(measured.rows()).hasSameSizeAs(groups.entrySet());
        for (MeasuredRow row : measured.rows()) {
            List<Rec> group = groups.get(row.keys());
            if (group.size() < CAP) {
                // Absent whatever stands behind it, and not looked at any closer.
                assertThat(row.persons()).isLessThan(CAP);
                continue;
            }
            assertThat(row.persons()).isEqualTo(capped(group, r -> true, Rec::person));
            Predicate<Rec> days = r -> r.days != null && r.days != 0;
            check(row.terms().get(0), (long) group.size(), group, r -> true, null);
            check(row.terms().get(1), group.stream().filter(ill).count(), group, ill, ill);
            check(row.terms().get(2), sum(group, r -> true), group, days, null);
            check(row.terms().get(3), sum(group, ill), group, ill.and(days), ill);
            check(row.terms().get(4), distinct(group, r -> true, Rec::person), group, r -> true, null);
            check(row.terms().get(5), distinct(group, ill, Rec::person), group, ill, ill);
            check(row.terms().get(6), distinct(group, ill, Rec::document), group, ill.and(r -> r.document != null), ill);
            checkValues(row.terms().get(7), group);
            checkMoments(row.terms().get(8), group);
        }
    }

    @Property(tries = 4, shrinking = ShrinkingMode.OFF)
    void countsAloneAreMeasuredAlike(@ForAll long seed) {
        List<Rec> records = random(new Random(seed), 300);
        Predicate<Rec> ill = r -> "A".equals(r.code);

        MeasuredTable measured = execute(new Questions(table(records))
                .key("region", ValueType.STRING).key("code", ValueType.STRING)
                .term(Kind.RECORDS, null, null, BIG)
                .term(Kind.PERSONS, null, "days > 3", BIG)
                .term(Kind.RECORDS, null, "days > 3", BIG));

        Map<List<Object>, List<Rec>> groups = records.stream().collect(Collectors.groupingBy(r -> Arrays.asList((Object) r.region, r.code)));
        Predicate<Rec> longer = r -> r.days != null && r.days > 3;
        // Whose days are not known are in neither.
        Predicate<Rec> shorter = r -> r.days != null && r.days <= 3;
        assertThat(measured.rows()).hasSameSizeAs(groups.entrySet());
        for (MeasuredRow row : measured.rows()) {
            List<Rec> group = groups.get(row.keys());
            assertThat(row.persons()).isEqualTo(capped(group, r -> true, Rec::person));
            check(row.terms().get(0), (long) group.size(), group, r -> true, null);
            check(row.terms().get(1), distinct(group, longer, Rec::person), group, longer, longer, shorter);
            check(row.terms().get(2), group.stream().filter(longer).count(), group, longer, longer, shorter);
        }
    }

    @Property(tries = 6, shrinking = ShrinkingMode.OFF)
    void decidesDominanceAsEachPersonsOwnTotalsDo(@ForAll long seed) {
        Random random = new Random(seed);
        List<Rec> records = random(random, 120);
        for (Rec one : List.copyOf(records)) {
            // One person of each region has far more than others.
            for (int i = 0; i < (Long.valueOf(1).equals(one.person) ? random.nextInt(12) : 0); i++) {
                records.add(new Rec(one.region, one.person, one.prescriber, (long) random.nextInt(1_000), 40 + random.nextInt(80), one.code));
            }
        }
        Predicate<Rec> ill = r -> "A".equals(r.code);
        MeasuredTable measured = execute(new Questions(table(records))
                .key("region", ValueType.STRING)
                .term(Kind.RECORDS, null, null, BIG)
                .term(Kind.RECORDS, null, "code = 'A'", BIG)
                .term(Kind.SUM, "days - 20", null, BIG)
                .term(Kind.SUM, "cast(days as decimal(12,2)) / 10", "code = 'A'", ValueType.decimal(38, 6))
                .term(Kind.DOCUMENTS, "document", null, BIG)
                .term(Kind.MOMENTS, "days", null, ValueType.DOUBLE)
                .term(Kind.SUM, "cast(days as decimal(20,2)) * 3", null, ValueType.decimal(38, 2)));
        MeasuredTable counts = execute(new Questions(table(records)).key("region", ValueType.STRING).term(Kind.RECORDS, null, "code = 'A'", BIG).term(Kind.PERSONS, null, null, BIG));

        Map<List<Object>, List<Rec>> groups = records.stream().collect(Collectors.groupingBy(r -> Arrays.asList((Object) r.region)));
        for (MeasuredRow row : measured.rows()) {
            List<Rec> group = groups.get(row.keys());
            List<Rec> valued = group.stream().filter(r -> r.days != null).toList();
            double mean = valued.stream().mapToDouble(Rec::days).average().orElse(0);
            dominance(row, 0, 0, group, r -> 1);
            dominance(row, 1, 0, group.stream().filter(ill).toList(), r -> 1);
            dominance(row, 2, 0, valued, r -> Math.abs(r.days - 20));
            dominance(row, 3, 0, valued.stream().filter(ill).toList(), Rec::days);
            dominance(row, 4, 0, group.stream().filter(r -> r.document != null).collect(Collectors.toMap(r -> Arrays.asList(r.person, r.document), r -> r, (a, b) -> a)).values(), r -> 1);
            dominance(row, 6, 0, valued, Rec::days);
            dominance(row, 5, 0, valued, r -> 1);
            dominance(row, 5, 1, valued, Rec::days);
            dominance(row, 5, 2, valued, r -> (r.days - mean) * (r.days - mean));
        }
        // What a bound decides against is so: of the moments another number may be what does.
        DisclosureControl.undecided(measured, THRESHOLDS).forEach((index, terms) -> terms.forEach(term -> {
            MeasuredRow row = measured.rows().get(index);
            List<Rec> counted = groups.get(row.keys()).stream().filter(r -> term != 1 && term != 3 || ill.test(r)).filter(r -> term < 2 || r.days != null).toList();
            Map<Long, Double> own = new HashMap<>();
            counted.forEach(r -> own.merge(r.person, term < 2 ? 1.0 : term == 2 ? Math.abs(r.days - 20) : r.days, Double::sum));
            assertThat(Concentration.ofGroups(own.values().stream().mapToDouble(Double::doubleValue).toArray()).isWithinLimits()).as("term %d", term).isFalse();
            assertThat(term).isIn(0, 1, 2, 3, 6);
        }));
        counts.rows().forEach(row -> dominance(row, 0, 0, groups.get(row.keys()).stream().filter(ill).toList(), r -> 1));
    }

    /** A bound is never too small; where it does not clear the cell and nothing else keeps it, what was counted says what is so. */
    private static void dominance(MeasuredRow row, int term, int number, java.util.Collection<Rec> records, ToDoubleFunction<Rec> amount) {
        Concentration measured = row.terms().get(term).concentrations().get(number);
        Map<Long, Double> byPerson = new HashMap<>();
        records.forEach(r -> byPerson.merge(r.person, amount.applyAsDouble(r), Double::sum));
        List<Double> totals = new ArrayList<>(byPerson.values());
        totals.sort(java.util.Comparator.reverseOrder());
        totals.addAll(List.of(0.0, 0.0));
        // Several persons may share a document: then there are fewer than theirs together. A decimal is measured in its last digit.
        double total = term == 4 ? measured.total() : totals.stream().mapToDouble(Double::doubleValue).sum();
        if (!measured.exact()) {
            assertThat(measured.largest()).isGreaterThanOrEqualTo(totals.get(0) * (measured.total() / Math.max(total, 1e-9)) * (1 - 1e-9));
            return;
        }
        double unit = measured.total() / total;
        for (int i = 0; i < 2; i++) {
            double own = totals.get(i) * unit;
            double found = i == 0 ? measured.largest() : measured.second();
            assertThat(found).isCloseTo(totals.get(i) > 0.35 * total ? own : 0, within(1e-6 * measured.total()));
        }
    }

    @Property(tries = 6, shrinking = ShrinkingMode.OFF)
    void countsWhoIsInOtherCategoriesOfASensitiveKey(@ForAll long seed) {
        Random random = new Random(seed);
        List<Rec> records = random(random, 60);
        for (long person = 0; person < 12; person++) {
            records.add(new Rec("S", person, null, null, 1, "A"));
        }
        for (String rare : List.of("B", "C", "D", "E")) {
            records.add(new Rec("T", 20L + random.nextInt(8), null, null, 1, rare));
            records.add(new Rec("T", 20L + random.nextInt(8), null, null, 1, "A"));
        }
        MeasuredTable measured = execute(new Questions(table(records)).key("region", ValueType.STRING).sensitiveKey("code", ValueType.STRING)
                .term(Kind.RECORDS, null, null, BIG));
        for (MeasuredRow row : measured.rows()) {
            List<Rec> beside = records.stream().filter(r -> Objects.equals(r.region, row.keys().get(0)) && !Objects.equals(r.code, row.keys().get(1))).toList();
            boolean enough = distinct(beside, r -> true, Rec::person) >= CAP;
            if (row.persons() >= CAP) {
                assertThat(row.elsewhere().get(0) >= CAP).isEqualTo(enough);
            }
        }
    }

    @Test
    void anEmptyTableWithoutKeysHasOneRowOfNothing() {
        MeasuredRow only = execute(new Questions(table(List.of()))
                .term(Kind.RECORDS, null, null, BIG).term(Kind.SUM, "days", null, BIG).term(Kind.PERSONS, null, null, BIG)
                .term(Kind.MOMENTS, "days", null, ValueType.DOUBLE).term(Kind.DOCUMENTS, "document", null, BIG)).rows().get(0);

        assertThat(only.persons()).isZero();
        assertThat(only.terms().stream().map(MeasuredTerm::value).toList()).isEqualTo(Arrays.asList(0L, null, 0L, null, 0L));
        assertThat(execute(new Questions(table(List.of())).term(Kind.PERSONS, null, null, BIG)).rows()).singleElement()
                .satisfies(row -> assertThat(row.terms().get(0).value()).isEqualTo(0L));
    }

    @Test
    void aSumThatLeavesItsTypeIsNullAndFailsNothing() {
        List<Rec> records = List.of(new Rec("N", 1L, null, null, 1, "A"), new Rec("N", 2L, null, null, 1, "A"));

        MeasuredTable measured = execute(new Questions(table(records)).term(Kind.SUM, "days + 9223372036854775000", null, BIG));

        assertThat(measured.rows().get(0).terms().get(0).value()).isNull();
        assertThat(measured.rows().get(0).terms().get(0).persons()).isEqualTo(2);
    }

    @Test
    void moreThanSixtyThreeConditionsAreCountedToo() {
        List<Rec> records = random(new Random(3), 500);
        Questions questions = new Questions(table(records));
        for (int i = 0; i < 40; i++) {
            questions.term(Kind.RECORDS, null, "days >= " + i, BIG);
        }

        MeasuredRow row = execute(questions).rows().get(0);

        for (int i = 0; i < 40; i++) {
            int least = i;
            Predicate<Rec> met = r -> r.days != null && r.days >= least;
            check(row.terms().get(i), records.stream().filter(met).count(), records, met, met, r -> r.days != null && r.days < least);
        }
    }

    private static MeasuredTable execute(Questions questions) {
        return new Execution(SparkForTests.spark()).measure(questions.compile("person"), THRESHOLDS, PersonMarks.of(new byte[24]), "test").table();
    }

    private static void check(MeasuredTerm term, Object value, List<Rec> group, Predicate<Rec> support, Predicate<Rec> condition) {
        check(term, value, group, support, condition, condition == null ? null : condition.negate());
    }

    private static void check(MeasuredTerm term, Object value, List<Rec> group, Predicate<Rec> support, Predicate<Rec> condition, Predicate<Rec> rest) {
        assertThat(term.value()).isEqualTo(value);
        assertThat(term.persons()).isEqualTo(capped(group, support, Rec::person));
        assertThat(term.restPersons()).isEqualTo(condition == null ? 0 : capped(group, rest, Rec::person));
        checkOthers(term.others(), group, support);
    }

    private static void checkOthers(List<ProtectedSupport> others, List<Rec> group, Predicate<Rec> support) {
        for (ProtectedSupport other : others) {
            int distinct = (int) Math.min(PROFESSIONALS, distinct(group, support, Rec::prescriber));
            assertThat(other.distinct()).isEqualTo(distinct);
            assertThat(other.subjectsWithout()).isEqualTo(distinct == PROFESSIONALS ? 0 : capped(group, support.and(r -> r.prescriber == null), Rec::person));
        }
    }

    private static void checkValues(MeasuredTerm term, List<Rec> group) {
        Map<Object, SupportedValue> values = new HashMap<>();
        ((List<?>) term.value()).forEach(each -> values.put(((SupportedValue) each).value(), (SupportedValue) each));
        assertThat(values.keySet()).isEqualTo(group.stream().map(Rec::code).filter(Objects::nonNull).collect(Collectors.toSet()));
        values.forEach((code, value) -> {
            Predicate<Rec> same = r -> code.equals(r.code);
            assertThat(value.persons()).isEqualTo(capped(group, same, Rec::person));
            assertThat(value.others()).hasSize(1);
            checkOthers(value.others(), group, same);
        });
    }

    private static void checkMoments(MeasuredTerm term, List<Rec> group) {
        double[] days = group.stream().map(Rec::days).filter(Objects::nonNull).mapToDouble(Integer::doubleValue).toArray();
        if (days.length == 0) {
            assertThat(term.value()).isNull();
            return;
        }
        double mean = Arrays.stream(days).average().orElseThrow();
        Moments moments = (Moments) term.value();
        assertThat(moments.n()).isEqualTo(days.length);
        assertThat(moments.mean()).isCloseTo(mean, within(1e-9));
        assertThat(moments.m2()).isCloseTo(Arrays.stream(days).map(d -> (d - mean) * (d - mean)).sum(), within(1e-6));
    }

    private static Long sum(List<Rec> group, Predicate<Rec> condition) {
        List<Integer> days = group.stream().filter(condition).map(Rec::days).filter(Objects::nonNull).toList();
        return days.isEmpty() ? null : days.stream().mapToLong(Integer::longValue).sum();
    }

    private static long distinct(List<Rec> group, Predicate<Rec> condition, Function<Rec, Long> of) {
        Set<Long> seen = group.stream().filter(condition).map(of).filter(Objects::nonNull).collect(Collectors.toCollection(HashSet::new));
        return seen.size();
    }

    private static int capped(List<Rec> group, Predicate<Rec> condition, Function<Rec, Long> of) {
        return (int) Math.min(CAP, distinct(group, condition, of));
    }

    private static List<Rec> random(Random random, int count) {
        List<Rec> records = new ArrayList<>();
        String[] regions = {"N", "C", "S", null, "R"};
        String[] codes = {"A", "B", "C", null};
        for (int i = 0; i < count; i++) {
            String region = regions[random.nextInt(i < 5 ? 5 : 4)];
            records.add(new Rec(region, maybe(random, 20, 30), maybe(random, 3, "C".equals(region) ? 4 : 6), maybe(random, 5, 50),
                    random.nextInt(5) == 0 ? null : (Integer) random.nextInt(40), codes[random.nextInt(4)]));
        }
        return records;
    }

    private static Long maybe(Random random, int oneIn, int values) {
        return random.nextInt(oneIn) == 0 ? null : (Long) (long) random.nextInt(values);
    }

    private static Dataset<Row> table(List<Rec> records) {
        StructType schema = new StructType().add("region", DataTypes.StringType).add("person", DataTypes.LongType)
                .add("prescriber", DataTypes.LongType).add("document", DataTypes.LongType).add("days", DataTypes.IntegerType).add("code", DataTypes.StringType);
        List<Row> rows = records.stream().map(r -> RowFactory.create(r.region, r.person, r.prescriber, r.document, r.days, r.code)).toList();
        return SparkForTests.session().createDataFrame(rows, schema).repartition(3);
    }
}
