package pt.arquipelago.policies.transparency;

import java.util.Arrays;

/** A growing list of 32-byte hashes in one array. */
final class HashList {
    static final int LENGTH = 32;

    private byte[] hashes = new byte[LENGTH * 4];
    private int size;

    void add(byte[] hash) {
        int end = Math.multiplyExact(size, LENGTH);
        if (end == hashes.length) {
            hashes = Arrays.copyOf(hashes, Math.multiplyExact(hashes.length, 2));
        }
        System.arraycopy(hash, 0, hashes, end, LENGTH);
        size++;
    }

    byte[] get(long index) {
        int start = Math.toIntExact(index) * LENGTH;
        return Arrays.copyOfRange(hashes, start, start + LENGTH);
    }

    int size() {
        return size;
    }
}
