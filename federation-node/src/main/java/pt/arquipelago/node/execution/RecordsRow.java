package pt.arquipelago.node.execution;

import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;

/** One row of {@link RecordsPass}: its statistics, who stands behind them, and what they rest on. */
final class RecordsRow implements Accumulator<RecordsRow> {
    private final Layout layout;
    private final SaturatingCounts supports;
    private final Tally<?>[] tallies;
    private final Fingerprints fingerprints;

    RecordsRow(Layout layout, SaturatingCounts supports, List<Tally<?>> tallies, Fingerprints fingerprints) {
        this.layout = layout;
        this.supports = supports;
        this.tallies = tallies.toArray(Tally<?>[]::new);
        this.fingerprints = fingerprints;
    }

    @Override
    public void add(InternalRow record) {
        supports.add(record);
        int group = Groups.FEW.of(layout.person(record));
        for (Tally<?> tally : tallies) {
            tally.add(group, record);
        }
        fingerprints.add(record);
    }

    @Override
    public void end() {
        fingerprints.end();
    }

    @Override
    public void merge(RecordsRow other) {
        supports.merge(other.supports);
        for (int i = 0; i < tallies.length; i++) {
            Tally.merge(tallies[i], other.tallies[i]);
        }
        fingerprints.merge(other.fingerprints);
    }

    SaturatingCounts supports() {
        return supports;
    }

    Tally<?> tally(int term) {
        return tallies[term];
    }

    Fingerprints fingerprints() {
        return fingerprints;
    }
}
