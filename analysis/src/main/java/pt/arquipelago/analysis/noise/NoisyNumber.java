package pt.arquipelago.analysis.noise;

import static java.util.Objects.requireNonNull;

import java.math.BigInteger;

/**
 * One perturbed number of each row: a whole number of units.
 *
 * @param term index of the query's term; {@link #PRESENCE} for the number of persons that only decides whether a row is shown
 * @param unit how much one is
 * @param centre of MOMENTS: what amounts are less, so that they and their squares are small
 * @param bound so many units one person adds to one row, at most
 */
public record NoisyNumber(int term, Part part, double unit, double centre, long bound, Variance variance) {
    public static final int PRESENCE = -1;

    /** What of a term it is: its number, its sum, the sum of its squares. */
    public enum Part { COUNT, SUM, SQUARES }

    public NoisyNumber {
        requireNonNull(part, "part is null");
        requireNonNull(variance, "variance is null");
        if (term < PRESENCE || !(unit > 0) || Double.isInfinite(unit) || !Double.isFinite(centre) || bound < 1) {
            throw new IllegalArgumentException("a noisy number has a term, a positive unit, a finite centre and a bound");
        }
    }

    /** The noise's standard deviation, in what the number counts. */
    public double deviation() {
        return unit * variance.deviation();
    }

    /** Squared: what one person changes over all rows that it may be in. */
    static BigInteger squaredSensitivity(long bound, int rows) {
        return BigInteger.valueOf(bound).pow(2).multiply(BigInteger.valueOf(rows));
    }
}
