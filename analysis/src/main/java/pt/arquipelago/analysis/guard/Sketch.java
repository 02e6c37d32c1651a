package pt.arquipelago.analysis.guard;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;

/**
 * What a number rests on, finer than a {@link Fingerprint} and over a field: a second secret hash puts every person into one of
 * {@link #CELLS} cells with a weight, and a cell holds the sum of contribution times weight modulo {@link #PRIME}. Numbers can be solved
 * for one another in it, as equations are.
 */
public final class Sketch {
    public static final int CELLS = 2_048;
    /** Below 2¹¹: some hundred products add up in an int. */
    public static final int PRIME = 2_039;
    static final int BYTES = Short.BYTES * CELLS;

    private final int[] cells;

    private Sketch(int[] cells) {
        this.cells = cells;
    }

    /** @param cells one sum for each cell, not negative */
    public static Sketch of(int[] cells) {
        if (requireNonNull(cells, "cells is null").length != CELLS) {
            throw new IllegalArgumentException("a sketch has " + CELLS + " cells");
        }
        int[] rest = cells.clone();
        for (int i = 0; i < CELLS; i++) {
            rest[i] %= PRIME;
        }
        return new Sketch(rest);
    }

    /** A contribution as a number of the field. */
    public static int of(long contribution) {
        return (int) Math.floorMod(contribution, (long) PRIME);
    }

    Sketch plus(Sketch other) {
        int[] sum = cells.clone();
        for (int i = 0; i < CELLS; i++) {
            sum[i] += other.cells[i];
        }
        return of(sum);
    }

    int cell(int index) {
        return cells[index];
    }

    void write(ByteBuffer bytes) {
        for (int cell : cells) {
            bytes.putShort((short) cell);
        }
    }

    static Sketch read(ByteBuffer bytes) {
        int[] cells = new int[CELLS];
        for (int i = 0; i < CELLS; i++) {
            cells[i] = bytes.getShort();
        }
        return of(cells);
    }

    /** Says nothing, so that no log can carry it. */
    @Override
    public String toString() {
        return "Sketch";
    }
}
