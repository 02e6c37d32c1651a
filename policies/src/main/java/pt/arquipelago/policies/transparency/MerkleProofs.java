package pt.arquipelago.policies.transparency;

import static java.util.Objects.requireNonNull;

import java.security.MessageDigest;
import java.util.List;

/** Verification of Merkle proofs (RFC 9162 2.1.3.2 and 2.1.4.2). A proof that says anything too much is refused as one that lacks something. */
public final class MerkleProofs {
    private MerkleProofs() {
    }

    /** Whether the leaf stands at {@code index} in the tree of that head. */
    public static boolean includes(TreeHead head, long index, byte[] leafData, List<byte[]> proof) {
        return verifyInclusion(MerkleHash.leaf(leafData), index, head.size(), head.rootBytes(), proof);
    }

    /**
     * Whether the log of {@code next} only adds to that of {@code seen}. Whoever has seen nothing yet (size 0) takes the first head as
     * it is, with an empty proof: there is nothing it could contradict.
     */
    public static boolean isAppended(TreeHead seen, TreeHead next, List<byte[]> proof) {
        if (seen.size() == 0) {
            boolean sound = next.size() > 0 || next.equals(seen);
            return proof.isEmpty() && sound && seen.equals(TreeHead.of(0, MerkleHash.empty()));
        }
        return verifyConsistency(seen.size(), next.size(), seen.rootBytes(), next.rootBytes(), proof);
    }

    static boolean verifyInclusion(byte[] leafHash, long index, long size, byte[] root, List<byte[]> proof) {
        requireNonNull(leafHash, "leafHash is null");
        if (index < 0 || index >= size || leafHash.length != HashList.LENGTH) {
            return false;
        }
        long node = index;
        long last = size - 1;
        byte[] hash = leafHash;
        for (byte[] sibling : proof) {
            if (last == 0 || sibling.length != HashList.LENGTH) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                hash = MerkleHash.node(sibling, hash);
                int up = (node & 1) == 1 ? 0 : Math.min(Long.numberOfTrailingZeros(node), Long.SIZE - 1);
                node >>= up;
                last >>= up;
            } else {
                hash = MerkleHash.node(hash, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && MessageDigest.isEqual(hash, root);
    }

    static boolean verifyConsistency(long first, long second, byte[] firstRoot, byte[] secondRoot, List<byte[]> proof) {
        if (first < 1 || second < first) {
            return false;
        }
        if (first == second) {
            return proof.isEmpty() && MessageDigest.isEqual(firstRoot, secondRoot);
        }
        boolean whole = Long.bitCount(first) == 1;
        if (proof.isEmpty() && !whole || proof.stream().anyMatch(hash -> hash.length != HashList.LENGTH)) {
            return false;
        }
        byte[] start = whole ? firstRoot : proof.get(0);
        return verifyConsistency(first - 1, second - 1, start, proof.subList(whole ? 0 : 1, proof.size()), firstRoot, secondRoot);
    }

    private static boolean verifyConsistency(long firstLast, long secondLast, byte[] start, List<byte[]> path, byte[] firstRoot, byte[] secondRoot) {
        int up = Long.numberOfTrailingZeros(~firstLast);
        long node = firstLast >> up;
        long last = secondLast >> up;
        byte[] firstHash = start;
        byte[] secondHash = start;
        for (byte[] sibling : path) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                firstHash = MerkleHash.node(sibling, firstHash);
                secondHash = MerkleHash.node(sibling, secondHash);
                int skip = (node & 1) == 1 ? 0 : Math.min(Long.numberOfTrailingZeros(node), Long.SIZE - 1);
                node >>= skip;
                last >>= skip;
            } else {
                secondHash = MerkleHash.node(secondHash, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && MessageDigest.isEqual(firstHash, firstRoot) && MessageDigest.isEqual(secondHash, secondRoot);
    }
}
