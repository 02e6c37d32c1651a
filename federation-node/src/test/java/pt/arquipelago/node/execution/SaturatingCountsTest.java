package pt.arquipelago.node.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.junit.jupiter.api.Test;

class SaturatingCountsTest {
    private static final int CAP = 4;
    private static final Layout LAYOUT = new Layout(1, 2);
    private static final List<Counter> COUNTERS = List.of(
            new Counter(0, Counter.ALWAYS, CAP), new Counter(0, 0, CAP), new Counter(0, 64, CAP), new Counter(1, 0, 2), new Counter(0, 64, CAP, 3));

    @Test
    void countsDistinctValuesUpToTheirCapUnderEachConditionHoweverTheyArePartedAndMerged() {
        Random random = new Random(7);
        for (int run = 0; run < 500; run++) {
            List<InternalRow> records = IntStream.range(0, 1 + random.nextInt(30)).mapToObj(i -> record(random)).toList();
            List<SaturatingCounts> parts = List.of(empty(), empty(), empty());
            records.forEach(each -> parts.get(random.nextInt(3)).add(each));
            parts.get(0).merge(parts.get(1));
            parts.get(0).merge(parts.get(2));
            List<Set<Long>> expected = naive(records);
            for (int i = 0; i < COUNTERS.size(); i++) {
                Counter counter = COUNTERS.get(i);
                boolean unnecessary = counter.unless() != Counter.NONE && expected.get(counter.unless()).size() >= COUNTERS.get(counter.unless()).cap();
                assertThat(parts.get(0).count(i)).as("run %d counter %d", run, i).isEqualTo(unnecessary ? 0 : Math.min(counter.cap(), expected.get(i).size()));
            }
        }
    }

    @Test
    void countsNobodyWhereThereIsNoRecord() {
        SaturatingCounts counts = empty();
        assertThat(IntStream.range(0, COUNTERS.size()).map(counts::count)).containsOnly(0);
    }

    private static SaturatingCounts empty() {
        return new SaturatingCounts(LAYOUT, COUNTERS);
    }

    /** A person, another protected person, two masks. */
    private static InternalRow record(Random random) {
        Long person = random.nextInt(10) == 0 ? null : (Long) (long) random.nextInt(8);
        Long other = random.nextInt(3) == 0 ? null : (Long) (long) random.nextInt(3);
        return new GenericInternalRow(new Object[] {person, other, (long) random.nextInt(2), (long) random.nextInt(4)});
    }

    private static List<Set<Long>> naive(List<InternalRow> records) {
        List<Set<Long>> sets = new ArrayList<>();
        COUNTERS.forEach(each -> sets.add(new HashSet<>()));
        for (InternalRow record : records) {
            boolean first = (record.getLong(2) & 1) == 1;
            boolean second = (record.getLong(3) >> 1 & 1) == 1;
            boolean[] met = {true, first, second, first, second};
            for (int i = 0; i < COUNTERS.size(); i++) {
                int at = COUNTERS.get(i).value();
                if (met[i] && !record.isNullAt(at)) {
                    sets.get(i).add(record.getLong(at));
                }
            }
        }
        return sets;
    }
}
