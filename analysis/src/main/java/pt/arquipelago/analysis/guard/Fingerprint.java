package pt.arquipelago.analysis.guard;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a number rests on: the vector of each person's contribution, seen through {@link #CELLS} cells. A secret hash puts every person
 * into one cell with a secret mark; a cell holds the sum of contribution times mark, modulo 2⁶⁴. So fingerprints add and subtract as the
 * numbers do, and a cell that is not zero has somebody in it. No person can be read from it.
 */
public final class Fingerprint {
    public static final int CELLS = 256;
    /** What one record, or one person, contributes to a count: amounts are counted in millionths, so that both can be compared. */
    public static final long ONE = 1_000_000;
    private static final int WORDS = CELLS / Long.SIZE;

    private final long[] cells;
    private final long[] occupied = new long[WORDS];
    private final Optional<Sketch> sketch;

    private Fingerprint(long[] cells, Optional<Sketch> sketch) {
        this.cells = cells;
        this.sketch = sketch;
        for (int i = 0; i < CELLS; i++) {
            if (cells[i] != 0) {
                occupied[i / Long.SIZE] |= 1L << i % Long.SIZE;
            }
        }
    }

    /** @param cells one sum for each cell */
    public static Fingerprint of(long[] cells) {
        if (requireNonNull(cells, "cells is null").length != CELLS) {
            throw new IllegalArgumentException("a fingerprint has " + CELLS + " cells");
        }
        return new Fingerprint(cells.clone(), Optional.empty());
    }

    public Fingerprint with(Sketch finer) {
        return new Fingerprint(cells, Optional.of(finer));
    }

    Optional<Sketch> sketch() {
        return sketch;
    }

    Fingerprint withoutSketch() {
        return sketch.isEmpty() ? this : new Fingerprint(cells, Optional.empty());
    }

    public Fingerprint plus(Fingerprint other) {
        long[] sum = cells.clone();
        for (int i = 0; i < CELLS; i++) {
            sum[i] += other.cells[i];
        }
        return new Fingerprint(sum, sketch.flatMap(mine -> other.sketch.map(mine::plus)));
    }

    /** In how many cells somebody is: at least so many persons stand behind the number. */
    public int occupied() {
        int count = 0;
        for (long word : occupied) {
            count += Long.bitCount(word);
        }
        return count;
    }

    /** The sum over one of {@code parts} equal parts of the cells. */
    long part(int parts, int index) {
        int width = CELLS / parts;
        long sum = 0;
        for (int i = index * width; i < (index + 1) * width; i++) {
            sum += cells[i];
        }
        return sum;
    }

    /** Whether this, with {@code a} and {@code b} added or taken away, occupies fewer than {@code k} cells. */
    boolean fewWith(Fingerprint a, int signA, Fingerprint b, int signB, int k) {
        if (aloneSomewhere(a, b) >= k) {
            return false;
        }
        int found = 0;
        for (int i = 0; i < CELLS; i++) {
            if (cells[i] + signA * a.cells[i] + signB * b.cells[i] != 0 && ++found == k) {
                return false;
            }
        }
        return true;
    }

    /** Whether this, with {@code a} added or taken away, occupies fewer than {@code k} cells. */
    boolean fewWith(Fingerprint a, int sign, int k) {
        int found = 0;
        for (int i = 0; i < CELLS; i++) {
            if (cells[i] + sign * a.cells[i] != 0 && ++found == k) {
                return false;
            }
        }
        return true;
    }

    /** How many cells this occupies with {@code others} added or taken away. */
    int occupiedWith(List<Fingerprint> others, List<Integer> signs) {
        int found = 0;
        for (int i = 0; i < CELLS; i++) {
            long sum = cells[i];
            for (int other = 0; other < others.size(); other++) {
                sum += signs.get(other) * others.get(other).cells[i];
            }
            found += sum == 0 ? 0 : 1;
        }
        return found;
    }

    /** Cells that exactly one of the three occupies: nothing cancels there. */
    int aloneSomewhere(Fingerprint a, Fingerprint b) {
        int count = 0;
        for (int i = 0; i < WORDS; i++) {
            long x = occupied[i];
            long y = a.occupied[i];
            long z = b.occupied[i];
            count += Long.bitCount((x ^ y ^ z) & ~(x & y & z));
        }
        return count;
    }

    long[] cells() {
        return cells.clone();
    }

    /** Which cells are occupied, a bit each. */
    void copyOccupied(long[] to, int at) {
        System.arraycopy(occupied, 0, to, at, WORDS);
    }

    /** The occupied cells only: which, and then their sums; and the sketch, if there is one. */
    public byte[] toBytes() {
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * (WORDS + occupied()) + (sketch.isPresent() ? Sketch.BYTES : 0));
        for (long word : occupied) {
            bytes.putLong(word);
        }
        for (long cell : cells) {
            if (cell != 0) {
                bytes.putLong(cell);
            }
        }
        sketch.ifPresent(finer -> finer.write(bytes));
        return bytes.array();
    }

    /** @throws IllegalArgumentException if these are no bytes of {@link #toBytes} */
    public static Fingerprint fromBytes(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        if (bytes.length < Long.BYTES * WORDS) {
            throw new IllegalArgumentException("no fingerprint: too short");
        }
        long[] words = new long[WORDS];
        for (int i = 0; i < WORDS; i++) {
            words[i] = buffer.getLong();
        }
        long[] cells = new long[CELLS];
        for (int i = 0; i < CELLS; i++) {
            if ((words[i / Long.SIZE] >>> i % Long.SIZE & 1) == 1) {
                if (buffer.remaining() < Long.BYTES) {
                    throw new IllegalArgumentException("no fingerprint: too short");
                }
                cells[i] = buffer.getLong();
            }
        }
        if (buffer.hasRemaining() && buffer.remaining() != Sketch.BYTES) {
            throw new IllegalArgumentException("no fingerprint: too long");
        }
        return new Fingerprint(cells, buffer.hasRemaining() ? Optional.of(Sketch.read(buffer)) : Optional.empty());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Fingerprint that && Arrays.equals(cells, that.cells);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(cells);
    }

    /** Says nothing, so that no log can carry it. */
    @Override
    public String toString() {
        return "Fingerprint";
    }
}
