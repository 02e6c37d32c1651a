package pt.arquipelago.analysis.guard;

import java.util.Arrays;

/**
 * The released values by what they have in one part of their cells: which have nothing there, and, by hash, which have a given sum there,
 * taken once as it is and once with the other sign. A signed value is written {@code id * 2}, or {@code id * 2 + 1} if it is taken away.
 */
final class CellIndex {
    private static final int NOTHING = -1;

    private int[] empty = new int[16];
    private int empties;
    private int[] ids = new int[16];
    private long[] sums = new long[16];
    private int filled;
    private long[] keys = new long[64];
    private int[] signed = new int[64];
    /** Bits by hash: whether there may be one. It is small enough to stay close to the processor. */
    private long[] filter = new long[4];

    CellIndex() {
        Arrays.fill(signed, NOTHING);
    }

    void add(int id, long sum) {
        if (sum == 0) {
            empty = empties == empty.length ? Arrays.copyOf(empty, 2 * empties) : empty;
            empty[empties++] = id;
            return;
        }
        if (filled == ids.length) {
            ids = Arrays.copyOf(ids, 2 * filled);
            sums = Arrays.copyOf(sums, 2 * filled);
        }
        ids[filled] = id;
        sums[filled++] = sum;
        if (filled * 8 > keys.length) {
            grow();
        } else {
            put(sum, id * 2);
            put(-sum, id * 2 + 1);
        }
    }

    int empties() {
        return empties;
    }

    int empty(int index) {
        return empty[index];
    }

    int filled() {
        return filled;
    }

    int id(int index) {
        return ids[index];
    }

    long sum(int index) {
        return sums[index];
    }

    /** Where signed values with this sum begin; each slot holds one. */
    int first(long sum) {
        return !mayHave(sum) ? NOTHING : next(sum, slot(sum) - 1 & keys.length - 1);
    }

    /** The next slot with this sum after a slot; −1 for none. */
    int next(long sum, int slot) {
        for (int i = slot + 1 & keys.length - 1; signed[i] != NOTHING; i = i + 1 & keys.length - 1) {
            if (keys[i] == sum) {
                return i;
            }
        }
        return NOTHING;
    }

    int signed(int slot) {
        return signed[slot];
    }

    private boolean mayHave(long sum) {
        int bit = bit(sum);
        return (filter[bit / Long.SIZE] >>> bit & 1) == 1;
    }

    private int bit(long sum) {
        return (int) ((sum * 0xD6E8FEB86659FD93L) >>> 1 + Long.numberOfLeadingZeros((long) filter.length * Long.SIZE));
    }

    private void grow() {
        keys = new long[2 * keys.length];
        signed = new int[keys.length];
        filter = new long[keys.length / 16];
        Arrays.fill(signed, NOTHING);
        for (int i = 0; i < filled; i++) {
            put(sums[i], ids[i] * 2);
            put(-sums[i], ids[i] * 2 + 1);
        }
    }

    private void put(long sum, int value) {
        int i = slot(sum);
        while (signed[i] != NOTHING) {
            i = i + 1 & keys.length - 1;
        }
        keys[i] = sum;
        signed[i] = value;
        int bit = bit(sum);
        filter[bit / Long.SIZE] |= 1L << bit;
    }

    private int slot(long sum) {
        return (int) ((sum * 0x9E3779B97F4A7C15L) >>> 1 + Long.numberOfLeadingZeros(keys.length));
    }
}
