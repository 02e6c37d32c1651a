package pt.arquipelago.analysis.guard;

import java.io.Serializable;
import java.util.Optional;

/**
 * Sketches of some numbers over the same persons, being added up; the numbers of a cell lie side by side. Few persons take a few entries of
 * a hash table, many one for each cell; where there is no room for that, there are no sketches.
 */
public final class SketchSums implements Serializable {
    private static final int SMALLEST = 16;
    private static final int LARGEST = 1_024;
    /** Below it a sum takes one more product without leaving an int. */
    private static final int REDUCED = 1 << 30;

    private final int numbers;
    private final Room room;
    /** One more than the cell of each entry; nothing where every cell has its place. */
    private short[] cells = new short[SMALLEST];
    private int[] sums;
    private int size = 0;
    private boolean dense = false;

    /** For how many numbers of a task every cell may have its place: tables of more are not looked at in this way. */
    public static final class Room implements Serializable {
        private static final int MOST = 2 * Guard.MOST_SOLVED;
        private int taken = 0;

        private boolean take(int numbers) {
            taken += numbers;
            return taken <= MOST;
        }
    }

    /** @param numbers how many */
    public SketchSums(int numbers, Room room) {
        this.numbers = numbers;
        this.room = room;
        this.sums = new int[SMALLEST * numbers];
    }

    /** Whether nothing is kept any more. */
    public boolean isGone() {
        return sums == null;
    }

    /**
     * Where a cell is, until another is asked for; not to be asked once all is gone.
     *
     * @param cell from 0 to {@link Sketch#CELLS} − 1
     */
    public int at(int cell) {
        if (dense) {
            return cell * numbers;
        }
        int slot = slot(cell);
        if (cells[slot] == 0) {
            if (2 * size >= cells.length) {
                grow();
                return isGone() ? -1 : at(cell);
            }
            cells[slot] = (short) (cell + 1);
            size++;
        }
        return slot * numbers;
    }

    /**
     * @param at of the cell
     * @param product of a contribution and a weight, both of the field
     */
    public void add(int at, int number, int product) {
        int sum = sums[at + number] + product;
        sums[at + number] = sum < REDUCED ? sum : sum % Sketch.PRIME;
    }

    public void add(SketchSums other) {
        if (isGone() || other.isGone()) {
            sums = null;
            return;
        }
        for (int i = 0; i < (other.dense ? Sketch.CELLS : other.cells.length); i++) {
            if (other.dense || other.cells[i] != 0) {
                int at = at(other.dense ? i : other.cells[i] - 1);
                if (isGone()) {
                    return;
                }
                for (int number = 0; number < numbers; number++) {
                    add(at, number, other.sums[i * numbers + number] % Sketch.PRIME);
                }
            }
        }
    }

    public Optional<Sketch> toSketch(int number) {
        if (isGone()) {
            return Optional.empty();
        }
        int[] all = new int[Sketch.CELLS];
        for (int i = 0; i < (dense ? Sketch.CELLS : cells.length); i++) {
            if (dense || cells[i] != 0) {
                all[dense ? i : cells[i] - 1] = sums[i * numbers + number];
            }
        }
        return Optional.of(Sketch.of(all));
    }

    private int slot(int cell) {
        int slot = cell & cells.length - 1;
        while (cells[slot] != 0 && cells[slot] != cell + 1) {
            slot = slot + 1 & cells.length - 1;
        }
        return slot;
    }

    private void grow() {
        short[] held = cells;
        int[] had = sums;
        dense = held.length == LARGEST;
        if (dense && !room.take(numbers)) {
            sums = null;
            return;
        }
        cells = new short[dense ? 0 : 2 * held.length];
        sums = new int[(dense ? Sketch.CELLS : cells.length) * numbers];
        size = 0;
        for (int i = 0; i < held.length; i++) {
            if (held[i] != 0) {
                System.arraycopy(had, i * numbers, sums, at(held[i] - 1), numbers);
            }
        }
    }

    /** Says nothing, so that no log can carry it. */
    @Override
    public String toString() {
        return "SketchSums";
    }
}
