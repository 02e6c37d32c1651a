package pt.arquipelago.node.execution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.unsafe.Platform;

/**
 * What stands beside each combination of keys. It is asked once a record, so that keys are hashed by whole words, and two are compared only
 * when their hashes are the same. A row's bytes are whole words.
 */
final class KeyTable<V> {
    private static final long SPREAD = 0x9E3779B97F4A7C15L;
    private static final int LEAST = 256;

    private final List<UnsafeRow> keys = new ArrayList<>();
    private final List<V> values = new ArrayList<>();
    /** The bytes of all keys, one behind the other, and where each begins; last where the next will. */
    private long[] words = new long[LEAST];
    private int[] begins = new int[LEAST + 1];
    private long[] hashes = new long[LEAST];
    /** Of a place: one more than where its key stands; 0 is free. */
    private int[] places = new int[LEAST];

    /**
     * The value of a key, which is copied if it is new.
     *
     * @param unseen makes the value of a new key
     */
    V of(UnsafeRow key, Supplier<V> unseen) {
        long hash = hash(key);
        int at = place(hash);
        while (places[at] != 0) {
            if (hashes[at] == hash && isKey(places[at] - 1, key)) {
                return values.get(places[at] - 1);
            }
            at = at + 1 & places.length - 1;
        }
        V value = unseen.get();
        keep(key);
        values.add(value);
        places[at] = keys.size();
        hashes[at] = hash;
        if (2 * keys.size() > places.length) {
            grow();
        }
        return value;
    }

    int size() {
        return keys.size();
    }

    UnsafeRow key(int index) {
        return keys.get(index);
    }

    V value(int index) {
        return values.get(index);
    }

    private boolean isKey(int index, UnsafeRow key) {
        int begin = begins[index];
        int size = begins[index + 1] - begin;
        if (size * Long.BYTES != key.getSizeInBytes()) {
            return false;
        }
        Object base = key.getBaseObject();
        long at = key.getBaseOffset();
        for (int i = 0; i < size; i++) {
            if (words[begin + i] != Platform.getLong(base, at + (long) i * Long.BYTES)) {
                return false;
            }
        }
        return true;
    }

    private void keep(UnsafeRow key) {
        int begin = begins[keys.size()];
        int size = key.getSizeInBytes() / Long.BYTES;
        keys.add(key.copy());
        if (begins.length == keys.size()) {
            begins = Arrays.copyOf(begins, 2 * begins.length);
        }
        if (words.length < begin + size) {
            words = Arrays.copyOf(words, Math.max(2 * words.length, begin + size));
        }
        for (int i = 0; i < size; i++) {
            words[begin + i] = Platform.getLong(key.getBaseObject(), key.getBaseOffset() + (long) i * Long.BYTES);
        }
        begins[keys.size()] = begin + size;
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

    private static long hash(UnsafeRow key) {
        Object base = key.getBaseObject();
        long at = key.getBaseOffset();
        long end = at + key.getSizeInBytes();
        long hash = SPREAD;
        for (; at < end; at += Long.BYTES) {
            hash = (hash ^ Platform.getLong(base, at)) * SPREAD;
            hash ^= hash >>> 32;
        }
        return hash * SPREAD;
    }
}
