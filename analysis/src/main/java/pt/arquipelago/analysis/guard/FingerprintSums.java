package pt.arquipelago.analysis.guard;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Fingerprints of some numbers over the same persons, being added up. The numbers of a cell lie side by side, since a record adds to all
 * of them in one cell; few persons take a few entries, many one for each cell.
 */
public final class FingerprintSums implements Serializable {
    private static final int FEW = 32;

    private final int numbers;
    private byte[] occupied = {};
    private long[] sums = {};
    private int size = 0;
    private boolean dense = false;

    /** @param numbers how many */
    public FingerprintSums(int numbers) {
        this.numbers = numbers;
    }

    /**
     * Where a cell is, until another is asked for.
     *
     * @param cell from 0 to {@link Fingerprint#CELLS} − 1
     */
    public int at(int cell) {
        if (dense) {
            return cell * numbers;
        }
        for (int i = 0; i < size; i++) {
            if (occupied[i] == (byte) cell) {
                return i * numbers;
            }
        }
        if (size == FEW) {
            spread();
            return cell * numbers;
        }
        if (size == occupied.length) {
            occupied = Arrays.copyOf(occupied, size == 0 ? 4 : 2 * size);
            sums = Arrays.copyOf(sums, occupied.length * numbers);
        }
        occupied[size] = (byte) cell;
        return numbers * size++;
    }

    /** @param at of the cell */
    public void add(int at, int number, long amount) {
        sums[at + number] += amount;
    }

    /**
     * Adds many persons' amounts to one number.
     *
     * @param at of each one's cell
     * @param amounts of each one, those of all numbers side by side
     * @param marks of each
     */
    public void add(int number, int[] at, long[] amounts, long[] marks) {
        for (int i = 0; i < at.length; i++) {
            sums[at[i] + number] += amounts[i * numbers + number] * marks[i];
        }
    }

    /** Adds {@link Fingerprint#ONE} to one number for each person who has its bit set. */
    public void addMet(int number, int[] at, long[] bits, long[] marks) {
        for (int i = 0; i < at.length; i++) {
            sums[at[i] + number] += (bits[i] >>> number & 1) * Fingerprint.ONE * marks[i];
        }
    }

    /** Whether so many persons came that every cell has its place. */
    public boolean isOfMany() {
        return dense;
    }

    public void add(FingerprintSums other) {
        for (int i = 0; i < (other.dense ? Fingerprint.CELLS : other.size); i++) {
            int at = at(other.dense ? i : Byte.toUnsignedInt(other.occupied[i]));
            for (int number = 0; number < numbers; number++) {
                add(at, number, other.sums[i * numbers + number]);
            }
        }
    }

    public Fingerprint toFingerprint(int number) {
        long[] cells = new long[Fingerprint.CELLS];
        for (int i = 0; i < (dense ? Fingerprint.CELLS : size); i++) {
            cells[dense ? i : Byte.toUnsignedInt(occupied[i])] = sums[i * numbers + number];
        }
        return Fingerprint.of(cells);
    }

    private void spread() {
        long[] all = new long[Fingerprint.CELLS * numbers];
        for (int i = 0; i < size; i++) {
            System.arraycopy(sums, i * numbers, all, Byte.toUnsignedInt(occupied[i]) * numbers, numbers);
        }
        sums = all;
        occupied = new byte[0];
        dense = true;
    }

    /** Says nothing, so that no log can carry it. */
    @Override
    public String toString() {
        return "FingerprintSums";
    }
}
