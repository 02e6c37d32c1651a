package pt.arquipelago.node.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import pt.arquipelago.node.endtoend.QuantilesTest.Quantile;

/** Quantiles of random rows, split at random over three institutions. */
@Tag("spark")
@Tag("slow")
class QuantilesOfRandomSplitsTest {
    @Property(tries = 4, shrinking = ShrinkingMode.OFF)
    void everySplitIsWithinItsMark(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        List<Institution> institutions = RandomSplitsTest.institutions(random);
        for (String argument : List.of("least(greatest(valor, 0), 25)", "least(greatest(desvio, -10), 10)")) {
            BigDecimal at = BigDecimal.valueOf(5 + random.nextInt(90), 2);
            Quantile found = Quantile.of(institutions, "percentile_approx(" + argument + ", " + at + ", 10)", "lab");
            if (!found.released().isEmpty()) {
                BigDecimal truth = QuantilesTest.truth(found.released(), "quantile_disc(" + argument + ", " + at + ")", "lab");
                assertThat(found.value().subtract(truth).abs()).as("seed %d: %s at %s", seed, argument, at).isLessThanOrEqualTo(found.spread().add(new BigDecimal("1e-9")));
            }
        }
    }
}
