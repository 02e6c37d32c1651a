package pt.arquipelago.pseudonymisation.pseudonym;

/** 64 bits as eight bytes, the highest first. */
final class BigEndian {

    private BigEndian() {
    }

    static long get(byte[] bytes, int from) {
        long value = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            value = value << 8 | bytes[from + i] & 0xff;
        }
        return value;
    }

    static void put(long value, byte[] bytes, int from) {
        for (int i = 0; i < Long.BYTES; i++) {
            bytes[from + i] = (byte) (value >>> 56 - 8 * i);
        }
    }
}
