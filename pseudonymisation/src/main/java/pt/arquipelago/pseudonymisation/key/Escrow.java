package pt.arquipelago.pseudonymisation.key;

import static java.util.Objects.requireNonNull;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import pt.arquipelago.pseudonymisation.key.EscrowFailed.Problem;

/**
 * Shamir's secret sharing over GF(2^8) (polynomial x^8 + x^4 + x^3 + x + 1), one random polynomial per byte of the key:
 * any {@code threshold} shares give the key back, fewer say nothing about it. A lost key orphans every pseudonym of the
 * node, so a key is escrowed on the day it is made.
 */
public final class Escrow {

    private Escrow() {
    }

    /**
     * @param threshold 2 to {@code shares}
     * @param shares at most 255
     */
    public static List<Share> split(NodeKey key, int threshold, int shares, SecureRandom random) {
        requireNonNull(key, "key is null");
        if (threshold < 2 || threshold > shares || shares > 255) {
            throw new IllegalArgumentException("a key is split among 2 to 255 people, of whom at least 2 and at most all are needed");
        }
        byte[] split = new byte[8];
        random.nextBytes(split);
        byte[][] coefficients = new byte[threshold][NodeKey.LENGTH];
        coefficients[0] = key.bytes(KeyBytesAccess.grant());
        for (int degree = 1; degree < threshold; degree++) {
            random.nextBytes(coefficients[degree]);
        }
        List<Share> result = new ArrayList<>();
        for (int index = 1; index <= shares; index++) {
            result.add(new Share(index, threshold, key.fingerprintBytes(), split, evaluate(coefficients, index)));
        }
        for (byte[] secret : coefficients) {
            Arrays.fill(secret, (byte) 0);
        }
        return List.copyOf(result);
    }

    /**
     * The key behind the shares, which is checked against the fingerprint they carry.
     *
     * @throws EscrowFailed saying which of the possible problems it is
     */
    public static NodeKey join(List<Share> given) {
        List<Share> shares = different(given);
        Share first = shares.get(0);
        if (shares.size() < first.threshold()) {
            throw new EscrowFailed(Problem.TOO_FEW, first.threshold() + " different shares are needed and " + shares.size() + " given: ask for "
                    + (first.threshold() - shares.size()) + " more");
        }
        byte[] secret = interpolate(shares.subList(0, first.threshold()));
        NodeKey key = NodeKey.of(secret);
        Arrays.fill(secret, (byte) 0);
        if (!Arrays.equals(key.fingerprintBytes(), first.key())) {
            key.close();
            throw new EscrowFailed(Problem.WRONG, "the shares fit together but give another key than they name, so one of them was forged: "
                    + "try again with others, leaving out one at a time");
        }
        return key;
    }

    private static List<Share> different(List<Share> given) {
        List<Share> shares = new ArrayList<>();
        for (Share share : given) {
            if (shares.stream().noneMatch(share::sameAs)) {
                shares.forEach(earlier -> requireTogether(earlier, share));
                shares.add(share);
            }
        }
        if (shares.isEmpty()) {
            throw new EscrowFailed(Problem.TOO_FEW, "no share was given");
        }
        return shares;
    }

    private static void requireTogether(Share one, Share other) {
        if (!Arrays.equals(one.key(), other.key())) {
            throw new EscrowFailed(Problem.MIXED_KEYS, "share " + one.index() + " and share " + other.index()
                    + " belong to different keys: give shares whose line 'key' is the same");
        }
        if (!Arrays.equals(one.split(), other.split()) || one.threshold() != other.threshold()) {
            throw new EscrowFailed(Problem.MIXED_SPLITS, "share " + one.index() + " and share " + other.index()
                    + " come from different splits of the key: give shares whose line 'split' is the same");
        }
        if (one.index() == other.index()) {
            throw new EscrowFailed(Problem.CONTRADICTORY, "two different shares have the index " + one.index() + ": one of them was forged");
        }
    }

    private static byte[] evaluate(byte[][] coefficients, int x) {
        byte[] value = new byte[NodeKey.LENGTH];
        for (int degree = coefficients.length - 1; degree >= 0; degree--) {
            for (int i = 0; i < value.length; i++) {
                value[i] = (byte) (multiply(value[i], x) ^ coefficients[degree][i]);
            }
        }
        return value;
    }

    /** Lagrange's interpolation at 0. */
    private static byte[] interpolate(List<Share> shares) {
        byte[] secret = new byte[NodeKey.LENGTH];
        for (Share share : shares) {
            int weight = 1;
            for (Share other : shares) {
                if (other.index() != share.index()) {
                    weight = multiply(weight, multiply(other.index(), inverse(other.index() ^ share.index())));
                }
            }
            byte[] value = share.value();
            for (int i = 0; i < secret.length; i++) {
                secret[i] ^= (byte) multiply(value[i], weight);
            }
        }
        return secret;
    }

    /** Without tables and branches on the factors, so that time and caches say nothing about them. */
    static int multiply(int a, int b) {
        int product = 0;
        int factor = a & 0xff;
        for (int bit = 0; bit < 8; bit++) {
            product ^= factor & -(b >>> bit & 1);
            factor = factor << 1 ^ 0x11b & -(factor >>> 7);
        }
        return product & 0xff;
    }

    /** a^254, the inverse of every a but 0. */
    private static int inverse(int a) {
        int result = 1;
        for (int i = 0; i < 254; i++) {
            result = multiply(result, a);
        }
        return result;
    }
}
