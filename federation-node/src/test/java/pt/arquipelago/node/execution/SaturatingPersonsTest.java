package pt.arquipelago.node.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.classic.ExpressionUtils;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import pt.arquipelago.node.SparkForTests;

@Tag("spark")
class SaturatingPersonsTest {
    private static final int CAP = 4;
    private static final List<Counter> COUNTERS = List.of(
            new Counter(0, Counter.ALWAYS, CAP), new Counter(0, 0, CAP), new Counter(0, 64, CAP), new Counter(1, 0, 2), new Counter(0, 64, CAP, 3));

    @Test
    void countsDistinctValuesUpToTheirCapUnderEachCondition() {
        List<Row> rows = randomRows(new Random(7), 4_000, 300);
        Map<Long, List<Set<Long>>> expected = naive(rows);

        Map<Long, List<Long>> counted = counted(rows, 4);

        assertThat(counted.keySet()).isEqualTo(expected.keySet());
        counted.forEach((key, counts) -> {
            for (int i = 0; i < COUNTERS.size(); i++) {
                Counter counter = COUNTERS.get(i);
                boolean unnecessary = counter.unless() != Counter.NONE && counts.get(counter.unless()) == COUNTERS.get(counter.unless()).cap();
                assertThat(counts.get(i)).as("key %d counter %d", key, i).isEqualTo(unnecessary ? 0 : Math.min(counter.cap(), expected.get(key).get(i).size()));
            }
        });
    }

    @Test
    void countsNothingInAnEmptyTable() {
        Row only = frame(List.of(), 1).agg(aggregate()).collectAsList().get(0);
        assertThat(only.<Long>getList(0)).containsExactly(0L, 0L, 0L, 0L, 0L);
    }

    @Test
    void staysInAHashAggregate() {
        String plan = frame(randomRows(new Random(1), 10, 3), 2).groupBy("k").agg(aggregate()).queryExecution().executedPlan().toString();
        assertThat(plan).contains("HashAggregate").doesNotContain("ObjectHashAggregate").doesNotContain("SortAggregate");
    }

    private static Map<Long, List<Long>> counted(List<Row> rows, int partitions) {
        Map<Long, List<Long>> counted = new HashMap<>();
        for (Row row : frame(rows, partitions).groupBy("k").agg(aggregate()).collectAsList()) {
            counted.put(row.getLong(0), row.getList(1));
        }
        return counted;
    }

    private static org.apache.spark.sql.Column aggregate() {
        List<Expression> inputs = new ArrayList<>();
        for (String name : List.of("person", "other", "m0", "m1")) {
            inputs.add(ExpressionUtils.expression(functions.col(name)));
        }
        return ExpressionUtils.column(SaturatingPersons.of(COUNTERS, 2, inputs).toAggregateExpression());
    }

    private static org.apache.spark.sql.classic.Dataset<Row> frame(List<Row> rows, int partitions) {
        StructType schema = new StructType().add("k", DataTypes.LongType).add("person", DataTypes.LongType)
                .add("other", DataTypes.LongType).add("m0", DataTypes.LongType).add("m1", DataTypes.LongType);
        Dataset<Row> frame = SparkForTests.session().createDataFrame(rows, schema).repartition(partitions);
        return (org.apache.spark.sql.classic.Dataset<Row>) frame;
    }

    private static List<Row> randomRows(Random random, int count, int keys) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Long person = random.nextInt(10) == 0 ? null : (Long) (long) random.nextInt(8);
            Long other = random.nextInt(3) == 0 ? null : (Long) (long) random.nextInt(3);
            rows.add(RowFactory.create((long) random.nextInt(keys), person, other, (long) random.nextInt(2), (long) random.nextInt(4)));
        }
        return rows;
    }

    private static Map<Long, List<Set<Long>>> naive(List<Row> rows) {
        Map<Long, List<Set<Long>>> sets = new HashMap<>();
        for (Row row : rows) {
            List<Set<Long>> counters = sets.computeIfAbsent(row.getLong(0), key -> List.of(new HashSet<>(), new HashSet<>(), new HashSet<>(), new HashSet<>(), new HashSet<>()));
            boolean first = (row.getLong(3) & 1) == 1;
            boolean second = (row.getLong(4) >> 1 & 1) == 1;
            boolean[] met = {true, first, second, first, second};
            int[] column = {1, 1, 1, 2, 1};
            for (int i = 0; i < COUNTERS.size(); i++) {
                if (met[i] && !row.isNullAt(column[i])) {
                    counters.get(i).add(row.getLong(column[i]));
                }
            }
        }
        return sets;
    }
}
