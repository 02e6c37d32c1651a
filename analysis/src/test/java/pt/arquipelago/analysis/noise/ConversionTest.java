package pt.arquipelago.analysis.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pt.arquipelago.analysis.query.Kind;

class ConversionTest {
    /** The persons of the redistricting file of the 2020 census of the United States: ρ = 2.56 (of two digits) was published as ε = 17.14 at δ = 10⁻¹⁰. */
    @Test
    void givesThePublishedFigure() {
        assertThat(Conversion.epsilon(2.555, 1e-10)).isLessThan(17.14);
        assertThat(Conversion.epsilon(2.565, 1e-10)).isGreaterThan(17.14);
    }

    /** The housing units of the same census: ρ = 0.07 was published as ε = 2.47; both together, by ρ, are less than the 19.61 that was published as their sum. */
    @Test
    void composesTighterThanThePublishedSum() {
        assertThat(Conversion.epsilon(0.065, 1e-10)).isLessThan(2.47);
        assertThat(Conversion.epsilon(0.075, 1e-10)).isGreaterThan(2.47);
        double both = Conversion.epsilon(Rho.of(2.56).plus(Rho.of(0.07)).doubleValue(), 1e-10);
        assertThat(both).isLessThan(19.61).isGreaterThan(Conversion.epsilon(2.56, 1e-10));
    }

    /** Answers of a part each are, together, exactly one of the whole: n Gaussian numbers of deviation σ√n tell as much as one of σ. */
    @Test
    void manyAnswersOfAPartCostNoMoreThanOneOfTheWhole() {
        double whole = Rho.of(0.5).doubleValue();
        int parts = 25;
        double deviation = NoisePlan.of(Queries.total(Kind.PERSONS), new Limits(1, 1), Map.of(), Rho.of(whole / parts)).numbers().get(0).variance().deviation();
        assertThat(parts / (2 * deviation * deviation)).isLessThanOrEqualTo(whole).isGreaterThan(0.999 * whole);
        assertThat(exactDelta(parts / (2 * deviation * deviation), Conversion.epsilon(whole, 1e-6))).isLessThan(1e-6);
    }

    /** Continuous Gaussian noise of the same cost, whose δ is known exactly (Balle, Wang 2018, theorem 8), keeps what is claimed; so does not a claim of 8 % less. */
    @ParameterizedTest
    @CsvSource({"1,1e-6", "0.1,1e-6", "0.01,1e-3", "4,1e-9"})
    void noMoreIsClaimedThanGaussianNoiseKeeps(double rho, double delta) {
        double epsilon = Conversion.epsilon(rho, delta);
        assertThat(exactDelta(rho, epsilon)).isLessThan(delta);
        assertThat(exactDelta(rho, 0.92 * epsilon)).isGreaterThan(delta / 20);
    }

    private static double exactDelta(double rho, double epsilon) {
        double shift = Math.sqrt(2 * rho);
        return below(shift / 2 - epsilon / shift) - Math.exp(epsilon) * below(-shift / 2 - epsilon / shift);
    }

    /** The standard normal distribution, by Simpson's rule from far below. */
    private static double below(double x) {
        int steps = 20_000;
        double from = -12;
        double step = (x - from) / steps;
        double sum = 0;
        for (int i = 0; i <= steps; i++) {
            double at = from + i * step;
            sum += (i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2) * Math.exp(-at * at / 2);
        }
        return sum * step / 3 / Math.sqrt(2 * Math.PI);
    }

    /** The simple bound ρ + 2√(ρ ln(1/δ)) (Bun, Steinke 2016, proposition 1.3) is never below. */
    @ParameterizedTest
    @CsvSource({"1,1e-6", "0.01,1e-6", "10,1e-9", "0.0001,1e-3"})
    void isTighterThanTheSimpleBound(double rho, double delta) {
        double simple = rho + 2 * Math.sqrt(rho * Math.log(1 / delta));
        assertThat(Conversion.epsilon(rho, delta)).isLessThan(simple).isPositive();
    }

    /** No order α gives less: what was found is the least. */
    @Test
    void noOrderGivesLess() {
        double found = Conversion.epsilon(0.5, 1e-6);
        for (double order = 1.01; order < 1000; order *= 1.01) {
            double other = 0.5 * order + Math.log(1 / (order * 1e-6)) / (order - 1) + Math.log1p(-1 / order);
            assertThat(other).isGreaterThanOrEqualTo(found - 1e-9);
        }
    }

    @Test
    void costsAddUpExactly() {
        Rho spent = Rho.NONE;
        for (int i = 0; i < 1000; i++) {
            spent = spent.plus(Rho.of(0.001));
        }
        assertThat(spent).isEqualTo(Rho.of(1));
        assertThat(Rho.of(1).minus(spent)).isEqualTo(Rho.NONE);
        assertThat(spent).hasToString("1");
        assertThatThrownBy(() -> Rho.of(1e-10)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Rho.of(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Rho.of(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }
}
