package pt.arquipelago.analysis.guard;

import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * The released values by what they have in one part of their cells: which have nothing there, and which have a given sum there, alone or
 * two together, each taken as it is or with the other sign. A signed value is written {@code id * 2}, or {@code id * 2 + 1} if it is taken away.
 *
 * <p>Sums are looked at without their sign, and lie in the order of their highest bits. So whoever goes through them looks for the other of
 * two in one direction, near where the last one was looked for; the half of them is enough, for of two that make a sum one lies in the
 * half that begins with half of it.
 */
final class CellIndex {
    private static final int FEW = 64;
    private static final int BITS_EACH = 5;
    private static final int MAGNITUDE = Long.SIZE - 1;

    private int[] empty = new int[16];
    private int empties;
    /** Without sign, from 1 to 2⁶³, and those that wait to be put in order. */
    private long[] sums = {};
    private long[] waitingSums = new long[16];
    /** Whose sum it is: the signed value that has it, as it is without sign. */
    private int[] signed = {};
    private int[] waitingSigned = new int[16];
    private int waiting;
    /** Where sums begin, by their highest bits. */
    private int[] starts = new int[4];
    private int startBits = 1;
    /** A bit for each start of a sum, a little longer: whether there may be one. */
    private long[] filter = new long[(1 << startBits + BITS_EACH) / Long.SIZE + 1];

    void add(int id, long sum) {
        if (sum == 0) {
            empty = empties == empty.length ? Arrays.copyOf(empty, 2 * empties) : empty;
            empty[empties++] = id;
            return;
        }
        if (waiting == waitingSums.length) {
            waitingSums = Arrays.copyOf(waitingSums, 2 * waiting);
            waitingSigned = Arrays.copyOf(waitingSigned, 2 * waiting);
        }
        waitingSums[waiting] = Math.abs(sum);
        waitingSigned[waiting++] = sum == Math.abs(sum) ? id * 2 : id * 2 + 1;
    }

    int empties() {
        return empties;
    }

    int empty(int index) {
        return empty[index];
    }

    /** The signed values with this sum. */
    int[] with(long sum) {
        order();
        Found found = new Found();
        with(sum, found, 0);
        withWaiting(sum, waiting, found, 0);
        return Arrays.stream(found.sorted()).mapToInt(each -> (int) (each >>> Integer.SIZE)).toArray();
    }

    /** Two signed values with this sum together, each two once: the later in the higher half of the word. */
    long[] pairs(long sum) {
        order();
        Found found = new Found();
        long half = sum >>> 1;
        pairs(sum, 0, starts[start(half)], found);
        pairs(sum, 1, starts[start(Long.MIN_VALUE - half)], found);
        for (int i = 0; i < waiting; i++) {
            for (int sign = 0; sign < 2; sign++) {
                long rest = sign == 0 ? sum - waitingSums[i] : sum + waitingSums[i];
                withWaiting(rest, i, found, waitingSigned[i] ^ sign);
                if (mayHave(rest)) {
                    with(rest, found, waitingSigned[i] ^ sign);
                }
            }
        }
        return found.sorted();
    }

    /** Of those in order, from one on, taken as they are without sign or with it. */
    private void pairs(long sum, int sign, int from, Found found) {
        long[] all = sums;
        long[] may = filter;
        int shift = MAGNITUDE - startBits - BITS_EACH;
        for (int i = from; i < all.length; i++) {
            long rest = sign == 0 ? sum - all[i] : sum + all[i];
            int bit = (int) (Math.abs(rest) >>> shift);
            if ((may[bit >>> 6] >>> bit & 1) == 1) {
                with(rest, found, signed[i] ^ sign);
            }
        }
    }

    private void with(long sum, Found found, int beside) {
        int start = start(Math.abs(sum));
        for (int i = starts[start]; i < starts[start + 1]; i++) {
            found.add(sum, sums[i], signed[i], beside);
        }
    }

    private void withWaiting(long sum, int first, Found found, int beside) {
        for (int i = 0; i < first; i++) {
            found.add(sum, waitingSums[i], waitingSigned[i], beside);
        }
    }

    private boolean mayHave(long sum) {
        int bit = bit(Math.abs(sum));
        return (filter[bit / Long.SIZE] >>> bit & 1) == 1;
    }

    private int start(long magnitude) {
        return (int) (magnitude >>> MAGNITUDE - startBits);
    }

    private int bit(long magnitude) {
        return (int) (magnitude >>> MAGNITUDE - startBits - BITS_EACH);
    }

    /** Puts those that wait in order, unless they are few. */
    private void order() {
        if (waiting <= FEW) {
            return;
        }
        int all = sums.length + waiting;
        startBits = Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(all - 1));
        starts = new int[(1 << startBits) + 2];
        filter = new long[(1 << startBits + BITS_EACH) / Long.SIZE + 1];
        count(sums, sums.length);
        count(waitingSums, waiting);
        for (int i = 1; i < starts.length; i++) {
            starts[i] += starts[i - 1];
        }
        long[] ordered = new long[all];
        int[] orderedSigned = new int[all];
        // From the last on, so that each start ends where its sums begin.
        place(waitingSums, waitingSigned, waiting, ordered, orderedSigned);
        place(sums, signed, sums.length, ordered, orderedSigned);
        sums = ordered;
        signed = orderedSigned;
        waiting = 0;
        waitingSums = new long[FEW];
        waitingSigned = new int[FEW];
    }

    private void count(long[] magnitudes, int size) {
        for (int i = 0; i < size; i++) {
            starts[start(magnitudes[i])]++;
            int bit = bit(magnitudes[i]);
            filter[bit / Long.SIZE] |= 1L << bit;
        }
    }

    private void place(long[] magnitudes, int[] whose, int size, long[] ordered, int[] orderedSigned) {
        for (int i = size - 1; i >= 0; i--) {
            int at = --starts[start(magnitudes[i])];
            ordered[at] = magnitudes[i];
            orderedSigned[at] = whose[i];
        }
    }

    /** Signed values that were found, each beside another. */
    private static final class Found {
        private static final long[] NOTHING = {};

        private long[] pairs = NOTHING;
        private int size;

        /** Whoever's sum without sign is the magnitude, if either sign makes it the sum. */
        void add(long sum, long magnitude, int value, int beside) {
            if (magnitude == sum) {
                add(value, beside);
            }
            if (-magnitude == sum) {
                add(value ^ 1, beside);
            }
        }

        private void add(int a, int b) {
            pairs = size == pairs.length ? Arrays.copyOf(pairs, Math.max(4, 2 * size)) : pairs;
            pairs[size++] = (long) Math.max(a, b) << Integer.SIZE | Math.min(a, b);
        }

        /** By the later value, then by the earlier. */
        long[] sorted() {
            return size == 0 ? NOTHING : LongStream.of(pairs).limit(size).sorted().distinct().toArray();
        }
    }
}
