package pt.arquipelago.node.execution;

import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;

/** One row of {@link UnguardedPass}: what {@link RecordsRow} gathers, but for what the guard wants to know. */
final class UnguardedRow implements Accumulator<UnguardedRow> {
    private static final int GROUPS = Groups.FEW.count();

    private final Layout layout;
    private final SaturatingCounts supports;
    private final Tally<?>[] tallies;
    private final int[] conditions;
    private final long[] met;

    /** @param conditions of which records are counted */
    UnguardedRow(Layout layout, SaturatingCounts supports, List<Tally<?>> tallies, int[] conditions) {
        this.layout = layout;
        this.supports = supports;
        this.tallies = tallies.toArray(Tally<?>[]::new);
        this.conditions = conditions;
        this.met = new long[conditions.length * GROUPS];
    }

    @Override
    public void add(InternalRow record) {
        supports.add(record);
        int group = Groups.FEW.of(layout.person(record));
        for (Tally<?> tally : tallies) {
            tally.add(group, record);
        }
        long mask = layout.mask(record);
        for (int i = 0; i < conditions.length; i++) {
            met[i * GROUPS + group] += layout.one(mask, record, conditions[i]);
        }
    }

    @Override
    public void merge(UnguardedRow other) {
        supports.merge(other.supports);
        for (int i = 0; i < tallies.length; i++) {
            Tally.merge(tallies[i], other.tallies[i]);
        }
        for (int i = 0; i < met.length; i++) {
            met[i] += other.met[i];
        }
    }

    SaturatingCounts supports() {
        return supports;
    }

    Tally<?> tally(int term) {
        return tallies[term];
    }

    /** Of those whose condition is the {@code counted}th. */
    Statistic.Records records(int counted) {
        return new Statistic.Records(java.util.Arrays.copyOfRange(met, counted * GROUPS, (counted + 1) * GROUPS));
    }
}
