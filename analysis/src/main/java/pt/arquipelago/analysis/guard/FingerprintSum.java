package pt.arquipelago.analysis.guard;

import java.io.Serializable;
import java.util.Arrays;

/** A fingerprint that is being added up: few persons take a few entries, many one number for each cell. */
public final class FingerprintSum implements Serializable {
    private static final int FEW = 32;

    private byte[] occupied = {};
    private long[] sums = {};
    private int size = 0;

    /** @param cell from 0 to {@link Fingerprint#CELLS} − 1 */
    public void add(int cell, long amount) {
        if (sums.length == Fingerprint.CELLS) {
            sums[cell] += amount;
            return;
        }
        for (int i = 0; i < size; i++) {
            if (occupied[i] == (byte) cell) {
                sums[i] += amount;
                return;
            }
        }
        if (size == FEW) {
            sums = cells();
            occupied = new byte[0];
            sums[cell] += amount;
            return;
        }
        if (size == occupied.length) {
            int larger = size == 0 ? 4 : 2 * size;
            occupied = Arrays.copyOf(occupied, larger);
            sums = Arrays.copyOf(sums, larger);
        }
        occupied[size] = (byte) cell;
        sums[size++] = amount;
    }

    public void add(FingerprintSum other) {
        long[] cells = other.cells();
        for (int i = 0; i < cells.length; i++) {
            if (cells[i] != 0) {
                add(i, cells[i]);
            }
        }
    }

    public Fingerprint toFingerprint() {
        return Fingerprint.of(cells());
    }

    private long[] cells() {
        if (sums.length == Fingerprint.CELLS) {
            return sums;
        }
        long[] cells = new long[Fingerprint.CELLS];
        for (int i = 0; i < size; i++) {
            cells[Byte.toUnsignedInt(occupied[i])] = sums[i];
        }
        return cells;
    }

    /** Says nothing, so that no log can carry it. */
    @Override
    public String toString() {
        return "FingerprintSum";
    }
}
