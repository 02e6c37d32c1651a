package pt.arquipelago.node.execution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.unsafe.Platform;

/**
 * What stands beside each combination of keys. It is asked once a record, so that keys are hashed by whole words, and two are compared only
 * when their hashes are the same.
 */
final class KeyTable<V> {
    private static final long SPREAD = 0x9E3779B97F4A7C15L;
    private static final int LEAST = 256;

    private final RowKeys keys;
    private final UnsafeProjection alone;
    private final List<UnsafeRow> rows = new ArrayList<>();
    private final List<V> values = new ArrayList<>();
    /** The words of the keys that are asked for. */
    private long[] asked = new long[LEAST];
    /** The words of all keys, one behind the other, and where each begins; last where the next will. */
    private long[] words = new long[LEAST];
    private int[] begins = new int[LEAST + 1];
    private long[] hashes = new long[LEAST];
    /** Of a place: one more than where its keys stand; 0 is free. */
    private int[] places = new int[LEAST];

    KeyTable(RowKeys keys) {
        this.keys = keys;
        this.alone = keys.alone();
    }

    /**
     * The value of a record's keys, which are copied if they are new.
     *
     * @param unseen makes the value of new keys
     */
    V of(UnsafeRow record, Supplier<V> unseen) {
        int size = ask(record);
        long hash = hash(size);
        int at = place(hash);
        while (places[at] != 0) {
            int known = places[at] - 1;
            if (hashes[at] == hash && Arrays.equals(words, begins[known], begins[known + 1], asked, 0, size)) {
                return values.get(known);
            }
            at = at + 1 & places.length - 1;
        }
        V value = unseen.get();
        keep(record, size);
        values.add(value);
        places[at] = rows.size();
        hashes[at] = hash;
        if (2 * rows.size() > places.length) {
            grow();
        }
        return value;
    }

    int size() {
        return rows.size();
    }

    /** A row of the keys alone. */
    UnsafeRow key(int index) {
        return rows.get(index);
    }

    V value(int index) {
        return values.get(index);
    }

    /** @return how many words they are */
    private int ask(UnsafeRow record) {
        Object base = record.getBaseObject();
        long start = record.getBaseOffset();
        int columns = record.numFields();
        int nulls = UnsafeRow.calculateBitSetWidthInBytes(columns) / Long.BYTES;
        int size = 0;
        if (columns > keys.first()) {
            long others = -1L << keys.first();
            for (int i = keys.first() / Long.SIZE; i < nulls; i++) {
                asked[size++] = Platform.getLong(base, start + (long) i * Long.BYTES) & others;
                others = -1;
            }
        }
        int behind = nulls + columns;
        int end = record.getSizeInBytes() / Long.BYTES;
        require(size + end);
        for (int i = nulls + keys.first(); i < behind; i++) {
            asked[size++] = Platform.getLong(base, start + (long) i * Long.BYTES);
        }
        for (int i = behind + keys.before() / Long.BYTES; i < end; i++) {
            asked[size++] = Platform.getLong(base, start + (long) i * Long.BYTES);
        }
        return size;
    }

    private void require(int size) {
        if (asked.length < size) {
            asked = Arrays.copyOf(asked, 2 * size);
        }
    }

    private void keep(UnsafeRow record, int size) {
        int begin = begins[rows.size()];
        rows.add(alone.apply(record).copy());
        if (begins.length == rows.size()) {
            begins = Arrays.copyOf(begins, 2 * begins.length);
        }
        if (words.length < begin + size) {
            words = Arrays.copyOf(words, Math.max(2 * words.length, begin + size));
        }
        System.arraycopy(asked, 0, words, begin, size);
        begins[rows.size()] = begin + size;
    }

    private void grow() {
        int[] before = places;
        long[] known = hashes;
        places = new int[2 * before.length];
        hashes = new long[places.length];
        for (int i = 0; i < before.length; i++) {
            if (before[i] != 0) {
                int at = place(known[i]);
                while (places[at] != 0) {
                    at = at + 1 & places.length - 1;
                }
                places[at] = before[i];
                hashes[at] = known[i];
            }
        }
    }

    /** Upper bits are the best mixed. */
    private int place(long hash) {
        return (int) (hash >>> 32) & places.length - 1;
    }

    private long hash(int size) {
        long hash = SPREAD;
        for (int i = 0; i < size; i++) {
            hash = (hash ^ asked[i]) * SPREAD;
            hash ^= hash >>> 32;
        }
        return hash * SPREAD;
    }
}
