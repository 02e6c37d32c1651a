package pt.arquipelago.policies.transparency;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;

/**
 * An append-only Merkle tree (RFC 9162 2.1). The hashes of all complete subtrees are kept, 64 bytes a leaf, so that appending, the
 * root of any size and every proof take O(log n). Holds up to 2²⁶ leaves. Safe for several threads.
 */
public final class MerkleTree {
    /** {@code levels.get(k)} has the hashes of the complete subtrees of 2ᵏ leaves, from left to right. */
    private final List<HashList> levels = new ArrayList<>(List.of(new HashList()));

    /** @return the index of the new leaf, from 0 */
    public synchronized long append(byte[] data) {
        requireNonNull(data, "data is null");
        long index = size();
        byte[] hash = MerkleHash.leaf(data);
        levels.get(0).add(hash);
        for (int level = 0; (index >> level & 1) == 1; level++) {
            hash = MerkleHash.node(levels.get(level).get((index >> level) - 1), hash);
            if (level + 1 == levels.size()) {
                levels.add(new HashList());
            }
            levels.get(level + 1).add(hash);
        }
        return index;
    }

    public synchronized long size() {
        return levels.get(0).size();
    }

    public synchronized TreeHead head() {
        return headAt(size());
    }

    /** The head that the tree had when it held {@code size} leaves. */
    public synchronized TreeHead headAt(long size) {
        requireWithin(size, size());
        return TreeHead.of(size, size == 0 ? MerkleHash.empty() : root(0, size));
    }

    public synchronized byte[] leafHash(long index) {
        requireWithin(index + 1, size());
        return levels.get(0).get(index);
    }

    /** The proof that the leaf at {@code index} stands in the tree of {@code size} leaves (RFC 9162 2.1.3.1). */
    public synchronized List<byte[]> inclusionProof(long index, long size) {
        requireWithin(size, size());
        requireWithin(index + 1, size);
        requireWithin(0, index);
        List<byte[]> path = new ArrayList<>();
        long start = 0;
        long end = size;
        while (end - start > 1) {
            long split = start + split(end - start);
            if (index < split) {
                path.add(0, root(split, end));
                end = split;
            } else {
                path.add(0, root(start, split));
                start = split;
            }
        }
        return path;
    }

    /** The proof that the tree of {@code second} leaves only adds to that of {@code first} (RFC 9162 2.1.4.1); empty when first is 0 or equal. */
    public synchronized List<byte[]> consistencyProof(long first, long second) {
        requireWithin(second, size());
        requireWithin(first, second);
        List<byte[]> path = new ArrayList<>();
        if (first == 0 || first == second) {
            return path;
        }
        long start = 0;
        long end = second;
        while (end > first) {
            long split = start + split(end - start);
            if (first <= split) {
                path.add(0, root(split, end));
                end = split;
            } else {
                path.add(0, root(start, split));
                start = split;
            }
        }
        if (start > 0) {
            path.add(0, root(start, end));
        }
        return path;
    }

    /** The hash over the leaves from {@code start} to before {@code end}, which is a subtree of this tree at some size. */
    private byte[] root(long start, long end) {
        long count = end - start;
        if (Long.bitCount(count) == 1) {
            int level = Long.numberOfTrailingZeros(count);
            return levels.get(level).get(start >> level);
        }
        long split = start + split(count);
        return MerkleHash.node(root(start, split), root(split, end));
    }

    /** The largest power of two below {@code count}, which is at least 2. */
    private static long split(long count) {
        return Long.highestOneBit(count - 1);
    }

    private static void requireWithin(long value, long limit) {
        if (value < 0 || value > limit) {
            throw new IndexOutOfBoundsException("The tree does not reach there");
        }
    }
}
