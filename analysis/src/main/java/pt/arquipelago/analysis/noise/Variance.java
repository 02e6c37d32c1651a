package pt.arquipelago.analysis.noise;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** The variance of discrete Gaussian noise before it is made whole, a positive fraction. */
public record Variance(BigInteger numerator, BigInteger denominator) {
    private static final BigInteger PARTS = BigInteger.valueOf(1024);
    private static final int LARGE = 40;

    public Variance {
        if (numerator.signum() <= 0 || denominator.signum() <= 0 || numerator.bitLength() > 100 || denominator.bitLength() > 20) {
            throw new IllegalArgumentException("a variance is positive and of bounded length");
        }
    }

    /** The least one, to a 1,024th or where it is large to a whole, under which a number of this squared sensitivity costs no more than {@code rho}. */
    static Variance of(BigInteger squaredSensitivity, Rho rho) {
        BigDecimal exact = new BigDecimal(squaredSensitivity).divide(rho.value().multiply(BigDecimal.valueOf(2)), 6, RoundingMode.CEILING);
        BigInteger whole = exact.setScale(0, RoundingMode.CEILING).toBigInteger();
        if (whole.bitLength() > LARGE) {
            return new Variance(whole, BigInteger.ONE);
        }
        return new Variance(exact.multiply(new BigDecimal(PARTS)).setScale(0, RoundingMode.CEILING).toBigInteger(), PARTS);
    }

    public double deviation() {
        return Math.sqrt(new BigDecimal(numerator).doubleValue() / denominator.doubleValue());
    }
}
