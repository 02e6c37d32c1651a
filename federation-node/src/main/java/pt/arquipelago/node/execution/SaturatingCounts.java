package pt.arquipelago.node.execution;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Distinct persons, or other protected values, counted up to a cap, under many conditions at once: who stands behind every term of a row.
 * Once all counters are full a record costs one look.
 */
final class SaturatingCounts implements Accumulator<SaturatingCounts> {
    private final Layout layout;
    private final List<Counter> counters;
    private final long[][] values;
    private final int[] sizes;
    private int open;

    SaturatingCounts(Layout layout, List<Counter> counters) {
        this.layout = layout;
        this.counters = counters;
        this.values = new long[counters.size()][];
        this.sizes = new int[counters.size()];
        this.open = counters.size();
    }

    @Override
    public void add(InternalRow record) {
        if (open == 0) {
            return;
        }
        for (int i = 0; i < sizes.length; i++) {
            Counter counter = counters.get(i);
            int at = Layout.protectedAt(counter.value());
            if (isOpen(i) && layout.met(record, counter.condition()) && !record.isNullAt(at)) {
                add(i, record.getLong(at));
            }
        }
    }

    @Override
    public void merge(SaturatingCounts other) {
        for (int i = 0; i < sizes.length; i++) {
            for (int j = 0; j < other.sizes[i] && isOpen(i); j++) {
                add(i, other.values[i][j]);
            }
        }
    }

    /** Exact below the counter's cap, at least so many at it; 0 for a counter that another made unnecessary. */
    int count(int counter) {
        return isMoot(counters.get(counter)) ? 0 : sizes[counter];
    }

    private boolean isOpen(int counter) {
        return sizes[counter] < counters.get(counter).cap() && !isMoot(counters.get(counter));
    }

    /** Whether the counter that makes this one unnecessary is full. */
    private boolean isMoot(Counter counter) {
        int unless = counter.unless();
        return unless != Counter.NONE && sizes[unless] == counters.get(unless).cap();
    }

    private void add(int counter, long value) {
        for (int i = 0; i < sizes[counter]; i++) {
            if (values[counter][i] == value) {
                return;
            }
        }
        if (values[counter] == null || sizes[counter] == values[counter].length) {
            values[counter] = values[counter] == null ? new long[4] : Arrays.copyOf(values[counter], 2 * sizes[counter]);
        }
        values[counter][sizes[counter]++] = value;
        if (sizes[counter] == counters.get(counter).cap()) {
            open -= closedBy(counter);
        }
    }

    /** How many counters end with one that is full now: itself, and those that it makes unnecessary. */
    private int closedBy(int full) {
        int closed = 1;
        for (int i = 0; i < sizes.length; i++) {
            Counter counter = counters.get(i);
            if (counter.unless() == full && sizes[i] < counter.cap()) {
                closed++;
            }
        }
        return closed;
    }
}
