package pt.arquipelago.analysis.guard;

import java.util.ArrayList;
import java.util.List;

/**
 * How many dimensions some numbers have: one that the others add up to adds none. Reckoned modulo 2⁶⁴ as fingerprints are, where only an
 * odd number has an inverse: so each row's pivot has as few factors of two as any of its cells, and what has very many of them is nothing.
 */
final class Dimensions {
    private static final int MOST_TWOS = 32;

    private final List<Row> rows = new ArrayList<>();

    private record Row(long[] cells, int pivot) {
        int twos() {
            return Long.numberOfTrailingZeros(cells[pivot]);
        }
    }

    void add(Fingerprint value) {
        add(value.cells());
    }

    int count() {
        return rows.size();
    }

    private void add(long[] rest) {
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            if (Long.numberOfTrailingZeros(rest[row.pivot()]) < row.twos()) {
                List<Row> after = List.copyOf(rows.subList(i, rows.size()));
                rows.subList(i, rows.size()).clear();
                rows.add(new Row(rest, pivot(rest)));
                after.forEach(each -> add(each.cells()));
                return;
            }
            subtract(rest, row);
        }
        int pivot = pivot(rest);
        if (Long.numberOfTrailingZeros(rest[pivot]) < MOST_TWOS) {
            rows.add(new Row(rest, pivot));
        }
    }

    private static void subtract(long[] rest, Row row) {
        long there = rest[row.pivot()];
        if (there == 0) {
            return;
        }
        long times = (there >> row.twos()) * inverse(row.cells()[row.pivot()] >> row.twos());
        for (int i = 0; i < rest.length; i++) {
            rest[i] -= times * row.cells()[i];
        }
    }

    /** Of an odd number: each round doubles the digits that are right. */
    private static long inverse(long odd) {
        long inverse = odd;
        for (int i = 0; i < 5; i++) {
            inverse *= 2 - odd * inverse;
        }
        return inverse;
    }

    private static int pivot(long[] cells) {
        int pivot = 0;
        for (int i = 1; i < cells.length; i++) {
            if (Long.numberOfTrailingZeros(cells[i]) < Long.numberOfTrailingZeros(cells[pivot])) {
                pivot = i;
            }
        }
        return pivot;
    }
}
