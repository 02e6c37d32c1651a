package pt.arquipelago.node.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import pt.arquipelago.analysis.noise.BoundedRow;
import pt.arquipelago.analysis.noise.Clip;
import pt.arquipelago.analysis.noise.Limits;
import pt.arquipelago.analysis.noise.NoisePlan;
import pt.arquipelago.analysis.noise.Rho;
import pt.arquipelago.analysis.query.Kind;
import pt.arquipelago.analysis.query.ValueType;
import pt.arquipelago.node.SparkForTests;
import pt.arquipelago.node.gate.CompiledQuestion;

/** How much one person adds to the sums of a question. */
@Tag("spark")
class BoundedPassTest {
    private static final ValueType BIG = ValueType.BIGINT;
    private static final Clip RANGE = new Clip(0, 100);

    private record Rec(String region, Long person, Long document, Integer days) {}

    @Test
    void whoCountsForNoMoreThanIsAllowedCountsInFull() {
        List<Rec> records = List.of(new Rec("N", 1L, 7L, 10), new Rec("N", 1L, 7L, 30), new Rec("N", 2L, 8L, null), new Rec("S", 1L, 9L, 5), new Rec("S", null, null, 50));
        Map<Object, double[]> sums = sums(records, new Limits(2, 2));

        // Persons, records, documents, sum of days, number of days, days less 50, their squares.
        assertThat(sums.get("N")).containsExactly(2, 3, 2, 40, 2, -60, 2000);
        assertThat(sums.get("S")).containsExactly(1, 2, 1, 55, 2, -45, 2025);
    }

    @Test
    void amountsAreCutToTheirRange() {
        assertThat(sums(List.of(new Rec("N", 1L, 7L, 5_000), new Rec("N", 2L, 7L, -3)), new Limits(1, 1)).get("N")).containsExactly(2, 2, 2, 100, 2, 0, 5000);
    }

    @Test
    void whoseRecordsAreTooManyCountsInProportionLess() {
        List<Rec> records = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            records.add(new Rec("N", 1L, (long) i, 20));
        }
        assertThat(sums(records, new Limits(1, 4)).get("N")).containsExactly(1, 4, 4, 80, 4, -120, 3600);
    }

    /** Whatever a person's records are, taking that person away changes no row by more than the bound, and no more rows than allowed. */
    @Test
    void onePersonChangesNoMoreThanTheBoundsSay() {
        List<Rec> others = new ArrayList<>();
        for (long person = 2; person < 60; person++) {
            for (int i = 0; i < person % 5 + 1; i++) {
                others.add(new Rec("R" + person * (i + 3) % 7, person, person, (int) (person * i % 90)));
            }
        }
        List<Rec> all = new ArrayList<>(others);
        for (int i = 0; i < 70; i++) {
            all.add(new Rec("R" + i % 7, 1L, (long) i, 1_000 * (i - 20)));
        }
        Limits limits = new Limits(3, 5);
        NoisePlan plan = plan(question(all), limits);
        Map<Object, List<Long>> with = rows(all, limits);
        Map<Object, List<Long>> without = rows(others, new Limits(7, 5));
        Map<Object, List<Long>> withAll = rows(all, new Limits(7, 5));
        int changed = 0;
        for (Object row : withAll.keySet()) {
            List<Long> before = without.getOrDefault(row, plan.numbers().stream().map(number -> 0L).toList());
            boolean differs = false;
            for (int i = 0; i < plan.numbers().size(); i++) {
                long difference = withAll.get(row).get(i) - before.get(i);
                assertThat(Math.abs(difference)).isLessThanOrEqualTo(plan.numbers().get(i).bound());
                differs |= difference != 0;
            }
            changed += differs ? 1 : 0;
        }
        assertThat(changed).as("in all rows where all are allowed").isEqualTo(7);
        // In three rows alone: the others have the records of the others alone, of whom nobody is in more than three rows less.
        long persons = with.values().stream().mapToLong(row -> row.get(0)).sum();
        long most = countRows(all, 3);
        assertThat(persons).isEqualTo(most);
    }

    private static long countRows(List<Rec> records, int most) {
        Map<Long, java.util.Set<String>> rows = new TreeMap<>();
        records.forEach(rec -> rows.computeIfAbsent(rec.person(), none -> new java.util.TreeSet<>()).add(rec.region()));
        return rows.values().stream().mapToLong(set -> Math.min(most, set.size())).sum();
    }

    /** Of four rows of each person one is kept, each alike, whatever the order of the records, and not the same again in the next pass. */
    @Test
    void whichRowsOfAPersonAreKeptIsDrawnAnewEachTime() {
        List<Rec> records = new ArrayList<>();
        for (long person = 1; person <= 400; person++) {
            for (int i = 0; i < 4; i++) {
                records.add(new Rec("R" + i, person, person, 1));
            }
        }
        Map<Object, List<Long>> first = rows(records, new Limits(1, 1));
        Map<Object, List<Long>> again = rows(records, new Limits(1, 1));
        double chiSquare = 0;
        long persons = 0;
        for (List<Long> row : first.values()) {
            chiSquare += Math.pow(row.get(0) - 100, 2) / 100;
            persons += row.get(0);
        }
        assertThat(persons).isEqualTo(400);
        // Three degrees of freedom: above it but for one time in 40 million.
        assertThat(chiSquare).isLessThan(38);
        // Alike twice, row for row, but for one time in some 10,000; that five passes are all alike, one in 10^16.
        assertThat(java.util.stream.Stream.of(again, rows(records, new Limits(1, 1)), rows(records, new Limits(1, 1)), rows(records, new Limits(1, 1)))).anyMatch(other -> !other.equals(first));
    }

    @Test
    void nothingAtAllIsARowOfNothing() {
        CompiledQuestion question = new Questions(table(List.of())).term(Kind.PERSONS, null, null, BIG).term(Kind.RECORDS, null, null, BIG).compile("person");
        NoisePlan plan = NoisePlan.of(question.query(), new Limits(1, 1), Map.of(), Rho.of(1));
        assertThat(bounded(question, plan)).extracting(BoundedRow::sums).containsExactly(List.of(0L, 0L));
    }

    private static Map<Object, double[]> sums(List<Rec> records, Limits limits) {
        NoisePlan plan = plan(question(records), limits);
        Map<Object, double[]> all = new HashMap<>();
        rows(records, limits).forEach((row, units) -> {
            double[] sums = new double[units.size()];
            Arrays.setAll(sums, i -> Math.round(units.get(i) * plan.numbers().get(i).unit() * 100) / 100.0);
            all.put(row, sums);
        });
        return all;
    }

    private static Map<Object, List<Long>> rows(List<Rec> records, Limits limits) {
        CompiledQuestion question = question(records);
        Map<Object, List<Long>> all = new TreeMap<>();
        bounded(question, plan(question, limits)).forEach(row -> all.put(row.keys().get(0), row.sums()));
        return all;
    }

    private static CompiledQuestion question(List<Rec> records) {
        return new Questions(table(records)).key("region", ValueType.STRING).term(Kind.PERSONS, null, null, BIG).term(Kind.RECORDS, null, null, BIG)
                .term(Kind.DOCUMENTS, "document", null, BIG).term(Kind.SUM, "days", null, BIG).term(Kind.MOMENTS, "cast(days as double)", null, ValueType.DOUBLE).compile("person");
    }

    private static NoisePlan plan(CompiledQuestion question, Limits limits) {
        return NoisePlan.of(question.query(), limits, Map.of(3, RANGE, 4, RANGE), Rho.of(1));
    }

    private static List<BoundedRow> bounded(CompiledQuestion question, NoisePlan plan) {
        List<BoundedRow> rows = new ArrayList<>();
        new Execution(SparkForTests.spark()).bounded(question, plan, Map.of(3, RANGE, 4, RANGE), "bounded-" + java.util.UUID.randomUUID(), found -> {
            found.forEachRemaining(rows::add);
            return true;
        });
        return rows;
    }

    private static Dataset<Row> table(List<Rec> records) {
        StructType schema = new StructType().add("region", DataTypes.StringType).add("person", DataTypes.LongType).add("document", DataTypes.LongType).add("days", DataTypes.IntegerType);
        return SparkForTests.session().createDataFrame(records.stream().map(r -> RowFactory.create(r.region, r.person, r.document, r.days)).toList(), schema);
    }
}
