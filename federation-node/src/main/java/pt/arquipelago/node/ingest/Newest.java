package pt.arquipelago.node.ingest;

/** Of each key, the row that is of the latest time: 24 bytes and some room for each key. */
final class Newest {
    private static final int FEW = 1 << 10;

    private long[] keys = new long[FEW];
    private long[] times = new long[FEW];
    private long[] rows = new long[FEW];
    private int size;

    /** @param row not 0; of two of one time the one that comes later stays */
    void put(long key, long time, long row) {
        if (2 * size >= keys.length) {
            grow();
        }
        int at = at(key);
        if (rows[at] == 0) {
            keys[at] = key;
            size++;
        } else if (times[at] > time) {
            return;
        }
        times[at] = time;
        rows[at] = row;
    }

    /** 0 for a key that was never put. */
    long row(long key) {
        return rows[at(key)];
    }

    int size() {
        return size;
    }

    private int at(long key) {
        int mask = keys.length - 1;
        int at = (int) (key ^ key >>> 32) & mask;
        while (rows[at] != 0 && keys[at] != key) {
            at = at + 1 & mask;
        }
        return at;
    }

    private void grow() {
        long[] oldKeys = keys;
        long[] oldTimes = times;
        long[] oldRows = rows;
        keys = new long[2 * oldKeys.length];
        times = new long[keys.length];
        rows = new long[keys.length];
        size = 0;
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldRows[i] != 0) {
                put(oldKeys[i], oldTimes[i], oldRows[i]);
            }
        }
    }
}
