package pt.arquipelago.analysis.noise;

import static java.util.Objects.requireNonNull;

import java.math.BigInteger;

/**
 * Whole numbers x with chances proportional to exp(−x² / 2σ²), exactly: no rounded logarithm or exponential, whose last digits have given
 * sums away (Canonne, Kamath, Steinke, <i>The Discrete Gaussian for Differential Privacy</i>, 2020, algorithms 2 and 3).
 */
final class DiscreteGaussian {
    private final Chance chance;

    DiscreteGaussian(Randomness random) {
        this.chance = new Chance(requireNonNull(random, "random is null"));
    }

    long sample(Variance variance) {
        BigInteger p = variance.numerator();
        BigInteger q = variance.denominator();
        long t = p.divide(q).sqrt().add(BigInteger.ONE).longValueExact();
        BigInteger scale = BigInteger.valueOf(t);
        BigInteger below = p.multiply(q).multiply(scale).multiply(scale).shiftLeft(1);
        while (true) {
            long candidate = laplace(t);
            BigInteger distance = BigInteger.valueOf(Math.abs(candidate)).multiply(q).multiply(scale).subtract(p);
            if (chance.exponential(distance.multiply(distance), below)) {
                return candidate;
            }
        }
    }

    /** Chances proportional to exp(−|x| / t). */
    private long laplace(long t) {
        while (true) {
            long rest = chance.below(t);
            if (!chance.exponential(rest, t)) {
                continue;
            }
            long whole = 0;
            while (chance.exponential(1L, 1L)) {
                whole++;
            }
            long size = Math.addExact(rest, Math.multiplyExact(t, whole));
            boolean negative = chance.half();
            if (!(negative && size == 0)) {
                return negative ? -size : size;
            }
        }
    }
}
