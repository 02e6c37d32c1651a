package pt.arquipelago.analysis.noise;

import java.math.BigInteger;

/** Trials whose chances are exact: fractions and their exponentials, by whole numbers alone (Canonne, Kamath, Steinke 2020, algorithm 1). */
final class Chance {
    private static final int BITS = 62;

    private final Randomness random;

    Chance(Randomness random) {
        this.random = random;
    }

    boolean half() {
        return random.bits(1) == 1;
    }

    /** A whole number from 0 to {@code bound} − 1, each alike. */
    long below(long bound) {
        int bits = Math.max(1, Long.SIZE - Long.numberOfLeadingZeros(bound - 1));
        long drawn;
        do {
            drawn = random.bits(bits);
        } while (drawn >= bound);
        return drawn;
    }

    /** True with the chance {@code a / b}, from 0 to 1: a uniform number's digits are drawn until they tell it from the fraction. */
    boolean fraction(BigInteger a, BigInteger b) {
        BigInteger rest = a;
        while (true) {
            if (rest.compareTo(b) >= 0) {
                return true;
            }
            if (rest.signum() == 0) {
                return false;
            }
            BigInteger[] digit = rest.shiftLeft(BITS).divideAndRemainder(b);
            long drawn = random.bits(BITS);
            int compared = Long.compare(drawn, digit[0].longValueExact());
            if (compared != 0) {
                return compared < 0;
            }
            rest = digit[1];
        }
    }

    /** True with the chance exp(−a / b). */
    boolean exponential(BigInteger a, BigInteger b) {
        BigInteger[] parts = a.divideAndRemainder(b);
        for (BigInteger whole = parts[0]; whole.signum() > 0; whole = whole.subtract(BigInteger.ONE)) {
            if (!upToOne(BigInteger.ONE, BigInteger.ONE)) {
                return false;
            }
        }
        return upToOne(parts[1], b);
    }

    private boolean upToOne(BigInteger a, BigInteger b) {
        long trials = 1;
        while (fraction(a, b.multiply(BigInteger.valueOf(trials)))) {
            trials++;
        }
        return trials % 2 == 1;
    }

    /** {@link #exponential(BigInteger, BigInteger)} of short numbers, 0 ≤ a ≤ b. */
    boolean exponential(long a, long b) {
        long trials = 1;
        while (b <= Long.MAX_VALUE / 2 / trials && below(Math.multiplyExact(b, trials)) < a) {
            trials++;
        }
        return trials % 2 == 1;
    }
}
