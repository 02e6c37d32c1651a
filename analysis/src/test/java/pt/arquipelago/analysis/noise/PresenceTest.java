package pt.arquipelago.analysis.noise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pt.arquipelago.analysis.query.Kind;

/** From which noisy number on a row is shown, against the exact chances of the noise. */
class PresenceTest {
    /** No row that one person alone makes is shown, of all that this person may make, but with a chance of δ; and the threshold is hardly higher than that needs. */
    @ParameterizedTest
    @CsvSource({"1,1.0", "1,0.01", "1,0.0001", "12,0.5", "12,0.001", "365,0.02", "10000,1.0"})
    void aRowOfOnePersonIsShownWithNoMoreThanTheClaimedChance(int rows, double rho) {
        NoisePlan plan = NoisePlan.of(Queries.by(List.of(), Kind.PERSONS), new Limits(rows, 1), Map.of(), Rho.of(rho));
        double deviation = plan.numbers().get(0).deviation();

        assertThat(rows * atLeast(plan.threshold() - 1, deviation)).isLessThanOrEqualTo(Presence.DELTA);
        assertThat(rows * atLeast((long) Math.floor(0.9 * (plan.threshold() - 3)), deviation)).isGreaterThan(Presence.DELTA);
    }

    /** P(x ≥ from) of chances proportional to exp(−x² / 2σ²) over the whole numbers, summed. */
    private static double atLeast(long from, double deviation) {
        long reach = (long) Math.ceil(14 * deviation) + 2;
        double total = 1;
        double tail = 0;
        for (long x = reach; x > 0; x--) {
            double chance = Math.exp(-(double) x * x / (2 * deviation * deviation));
            total += 2 * chance;
            tail += x >= from ? chance : 0;
        }
        return tail / total;
    }
}
