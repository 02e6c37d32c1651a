package pt.arquipelago.analysis.noise;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiscreteGaussianTest {
    private static final int DRAWS = 200_000;

    /** Chances are proportional to exp(−x² / 2σ²), tails together; of so many degrees of freedom one test in a thousand lies above, were it not for the fixed seeds. */
    @ParameterizedTest
    @CsvSource({"1,4", "1,1", "50,1", "2500,7"})
    void isDistributedAsItSays(long numerator, long denominator) {
        Variance variance = variance(numerator, denominator);
        DiscreteGaussian gaussian = new DiscreteGaussian(new Seeded(7));
        int reach = (int) Math.ceil(3.2 * variance.deviation());
        double[] expected = new double[2 * reach + 3];
        double total = 0;
        for (int x = -20 * reach; x <= 20 * reach; x++) {
            double chance = Math.exp(-(double) x * x * denominator / (2.0 * numerator));
            expected[bin(x, reach)] += chance;
            total += chance;
        }
        long[] seen = new long[expected.length];
        for (int i = 0; i < DRAWS; i++) {
            seen[bin(gaussian.sample(variance), reach)]++;
        }
        double chiSquare = 0;
        int bins = 0;
        for (int i = 0; i < expected.length; i++) {
            double e = expected[i] / total * DRAWS;
            if (e >= 5) {
                chiSquare += (seen[i] - e) * (seen[i] - e) / e;
                bins++;
            }
        }
        assertThat(chiSquare).isLessThan(aboveOnceInAThousand(bins - 1));
    }

    /** Eight comparisons, each beyond four deviations once in 16,000 times: a false alarm with one seed in 2,000. */
    @Test
    void drawsDoNotDependOnEachOther() {
        DiscreteGaussian gaussian = new DiscreteGaussian(new Seeded(11));
        Variance variance = variance(100, 1);
        double[] drawn = new double[DRAWS];
        for (int i = 0; i < DRAWS; i++) {
            drawn[i] = gaussian.sample(variance) / variance.deviation();
        }
        for (int lag : new int[] {1, 2, 3, 10}) {
            double together = 0;
            double squaresTogether = 0;
            for (int i = lag; i < DRAWS; i++) {
                together += drawn[i] * drawn[i - lag];
                squaresTogether += (drawn[i] * drawn[i] - 1) * (drawn[i - lag] * drawn[i - lag] - 1) / 2;
            }
            double fourDeviations = 4 / Math.sqrt(DRAWS);
            assertThat(Math.abs(together / DRAWS)).isLessThan(fourDeviations);
            assertThat(Math.abs(squaresTogether / DRAWS)).isLessThan(fourDeviations);
        }
    }

    /** Two comparisons by four deviations: a false alarm with one seed in 8,000. */
    @Test
    void largeVariancesAreDrawnAsWell() {
        DiscreteGaussian gaussian = new DiscreteGaussian(new Seeded(13));
        Variance variance = new Variance(BigInteger.ONE.shiftLeft(80), BigInteger.ONE);
        double squares = 0;
        double within = 0;
        int draws = 20_000;
        for (int i = 0; i < draws; i++) {
            double drawn = gaussian.sample(variance) / variance.deviation();
            squares += drawn * drawn;
            within += Math.abs(drawn) <= 1.959964 ? 1 : 0;
        }
        assertThat(squares / draws).isBetween(1 - 4 * Math.sqrt(2.0 / draws), 1 + 4 * Math.sqrt(2.0 / draws));
        assertThat(within / draws).isBetween(0.95 - 4 * 0.218 / Math.sqrt(draws), 0.95 + 4 * 0.218 / Math.sqrt(draws));
    }

    /** Two sources of the machine's own never begin alike. */
    @Test
    void whatIsDrawnInProductionCannotBeRepeated() {
        Randomness one = Randomness.secure();
        Randomness other = Randomness.secure();
        boolean differ = false;
        for (int i = 0; i < 4; i++) {
            differ |= one.bits(62) != other.bits(62);
        }
        assertThat(differ).isTrue();
    }

    private static Variance variance(long numerator, long denominator) {
        return new Variance(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
    }

    private static int bin(long x, int reach) {
        return (int) Math.max(0, Math.min(2 * reach + 2, x + reach + 1));
    }

    /** Wilson and Hilferty's approximation of the 99.9 % point of χ². */
    private static double aboveOnceInAThousand(int freedom) {
        double root = 1 - 2.0 / (9 * freedom) + 3.0902 * Math.sqrt(2.0 / (9 * freedom));
        return freedom * root * root * root;
    }
}
