package pt.arquipelago.node.execution;

import java.io.Serializable;

/**
 * Persons in a few groups, by some bits of their pseudonyms: no person has more of a number than the person's group has.
 *
 * @param shift the first of the bits
 * @param count a power of two
 */
record Groups(int shift, int count) implements Serializable {
    /** One person must have at most half and two at most 85 %: of four groups even the two largest seldom have so much. */
    static final Groups FEW = new Groups(6, 4);

    private static final int OTHER_BITS = 8;
    private static final int MOST = 256;

    /** As many as leave room for {@code numbers} of each: one group where nothing else does. */
    static Groups many(long numbers, long room) {
        long fits = Math.max(1, Math.min(MOST, room / Math.max(1, numbers)));
        return new Groups(OTHER_BITS, (int) Long.highestOneBit(fits));
    }

    int of(long person) {
        return (int) (person >> shift) & (count - 1);
    }
}
