package pt.arquipelago.node.execution;

import java.util.List;
import java.util.stream.LongStream;
import pt.arquipelago.analysis.measured.Concentration;

/** One statistic of one row, and how much of it each group of persons has. */
interface Statistic {
    /** Null for no record, or a sum that left its type. */
    Object value();

    /** For each number that dominance looks at, how much of it each group has, in absolute values. */
    List<double[]> byGroup();

    /** Bounds, from the groups. */
    default List<Concentration> concentrations() {
        return byGroup().stream().map(Concentration::ofGroups).toList();
    }

    /**
     * How many records meet a condition.
     *
     * @param numbers by group
     */
    record Records(long[] numbers) implements Statistic {
        @Override
        public Long value() {
            return LongStream.of(numbers).sum();
        }

        @Override
        public List<double[]> byGroup() {
            return List.of(LongStream.of(numbers).asDoubleStream().toArray());
        }
    }
}
