package pt.arquipelago.analysis.guard;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * All numbers that can be worked out of those that left, with whatever coefficients: the space that their sketches span, kept in reduced
 * row echelon form. Whatever rests on one person alone, and can be worked out, is a row of it; of few persons, most often. So a number
 * after which a row is in fewer than k cells is one too many. Not seen is what no row is and several rows add up to.
 */
final class Subspace {
    static final int MOST = Sketch.CELLS / 2;
    private static final int SHIFT = 11;
    private static final int LOW = (1 << SHIFT) - 1;
    /** What 2¹¹ is in the field. */
    private static final int FOLD = (1 << SHIFT) - Sketch.PRIME;
    /** So many products stay below 2³¹. */
    private static final int TOGETHER = 256;

    /** Of each row the cells that are no pivot, in the order of {@code free}. */
    private int[][] rows = new int[16][];
    private int[] pivots = new int[16];
    private int dimensions = 0;
    private final int[] free = new int[Sketch.CELLS];
    private int width = Sketch.CELLS;
    /** A number that is entered was looked at just before. */
    private Sketch looked;
    private int lookedAt;
    private int[] lookedRest;

    Subspace() {
        Arrays.setAll(free, i -> i);
    }

    int dimensions() {
        return dimensions;
    }

    /** Solved as it is, so that it need not be solved again: with each dimension, as many numbers of two bytes as there are cells that are no pivot. */
    byte[] toBytes() {
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + Short.BYTES * (dimensions + width + dimensions * width));
        bytes.putInt(dimensions);
        for (int row = 0; row < dimensions; row++) {
            bytes.putShort((short) pivots[row]);
        }
        for (int i = 0; i < width; i++) {
            bytes.putShort((short) free[i]);
        }
        for (int row = 0; row < dimensions; row++) {
            for (int i = 0; i < width; i++) {
                bytes.putShort((short) rows[row][i]);
            }
        }
        return bytes.array();
    }

    static Subspace fromBytes(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        Subspace space = new Subspace();
        space.dimensions = buffer.getInt();
        space.width = Sketch.CELLS - space.dimensions;
        space.pivots = shorts(buffer, space.dimensions);
        System.arraycopy(shorts(buffer, space.width), 0, space.free, 0, space.width);
        space.rows = new int[space.dimensions][];
        for (int row = 0; row < space.dimensions; row++) {
            space.rows[row] = shorts(buffer, space.width);
        }
        return space;
    }

    private static int[] shorts(ByteBuffer buffer, int count) {
        int[] read = new int[count];
        for (int i = 0; i < count; i++) {
            read[i] = buffer.getShort();
        }
        return read;
    }

    /** A number less what of it can be worked out, at the cells that are no pivot. */
    private int[] rest(Sketch value) {
        if (value != looked || lookedAt != dimensions) {
            lookedRest = reduced(value);
            looked = value;
            lookedAt = dimensions;
        }
        return lookedRest.clone();
    }

    private int[] reduced(Sketch value) {
        int[] rest = new int[width];
        for (int i = 0; i < width; i++) {
            rest[i] = value.cell(free[i]);
        }
        int[] sum = new int[width];
        int added = 0;
        for (int row = 0; row < dimensions; row++) {
            int times = value.cell(pivots[row]);
            if (times != 0) {
                add(sum, Sketch.PRIME - times, rows[row], width);
                if (++added % TOGETHER == 0) {
                    fold(sum, width);
                    fold(sum, width);
                }
            }
        }
        for (int i = 0; i < width; i++) {
            rest[i] = (rest[i] + sum[i] % Sketch.PRIME) % Sketch.PRIME;
        }
        return rest;
    }

    private static void add(int[] sum, int times, int[] row, int width) {
        for (int i = 0; i < width; i++) {
            sum[i] += times * row[i];
        }
    }

    private static void fold(int[] sum, int width) {
        for (int i = 0; i < width; i++) {
            sum[i] = (sum[i] >>> SHIFT) * FOLD + (sum[i] & LOW);
        }
    }

    /** Whether with this number something could be worked out that rests on fewer than k persons, or the number itself can. */
    boolean isTooClose(Sketch value, int k) {
        int[] rest = rest(value);
        int pivot = pivot(rest);
        if (pivot < 0) {
            return true;
        }
        int inverse = inverse(rest[pivot]);
        if (isFew(rest, 0, rest, pivot, k - 1)) {
            return true;
        }
        for (int row = 0; row < dimensions; row++) {
            int there = rows[row][pivot];
            if (there != 0 && isFew(rows[row], Sketch.PRIME - there * inverse % Sketch.PRIME, rest, pivot, k - 1)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a row with some of another has fewer than {@code least} cells that are not zero, beside one. */
    private boolean isFew(int[] row, int times, int[] other, int beside, int least) {
        int found = 0;
        for (int i = 0; i < width; i++) {
            if ((row[i] + times * other[i]) % Sketch.PRIME != 0 && i != beside && ++found == least) {
                return false;
            }
        }
        return found < least;
    }

    /** More would leave too few cells to tell anything from. */
    boolean isFull() {
        return dimensions >= MOST;
    }

    /**
     * A number left.
     *
     * @return whether it could not be worked out before
     */
    boolean enter(Sketch value) {
        if (isFull()) {
            return false;
        }
        int[] rest = rest(value);
        int pivot = pivot(rest);
        if (pivot < 0) {
            return false;
        }
        int inverse = inverse(rest[pivot]);
        for (int i = 0; i < width; i++) {
            rest[i] = rest[i] * inverse % Sketch.PRIME;
        }
        int last = width - 1;
        for (int row = 0; row < dimensions; row++) {
            int there = rows[row][pivot];
            if (there != 0) {
                add(rows[row], Sketch.PRIME - there, rest, width);
                fold(rows[row], width);
                fold(rows[row], width);
                reduce(rows[row], width);
            }
            rows[row][pivot] = rows[row][last];
        }
        rest[pivot] = rest[last];
        keep(rest, free[pivot]);
        free[pivot] = free[last];
        width = last;
        return true;
    }

    private static void reduce(int[] row, int width) {
        for (int i = 0; i < width; i++) {
            row[i] = Math.min(row[i], row[i] - Sketch.PRIME & Integer.MAX_VALUE);
        }
    }

    private void keep(int[] row, int pivot) {
        if (dimensions == rows.length) {
            rows = Arrays.copyOf(rows, 2 * dimensions + 1);
            pivots = Arrays.copyOf(pivots, 2 * dimensions + 1);
        }
        rows[dimensions] = row;
        pivots[dimensions++] = pivot;
    }

    private static int pivot(int[] rest) {
        for (int i = 0; i < rest.length; i++) {
            if (rest[i] != 0) {
                return i;
            }
        }
        return -1;
    }

    /** By Fermat. */
    private static int inverse(int x) {
        int inverse = 1;
        int power = x;
        for (int n = Sketch.PRIME - 2; n > 0; n >>= 1) {
            inverse = (n & 1) == 1 ? inverse * power % Sketch.PRIME : inverse;
            power = power * power % Sketch.PRIME;
        }
        return inverse;
    }
}
