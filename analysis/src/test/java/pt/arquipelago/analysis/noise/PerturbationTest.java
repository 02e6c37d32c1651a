package pt.arquipelago.analysis.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pt.arquipelago.analysis.query.AggregateQuery;
import pt.arquipelago.analysis.query.Kind;

class PerturbationTest {
    private static final int RUNS = 60_000;
    private static final double DELTA = 0.01;

    /**
     * Two tables that differ by one person, who is in two rows with all that a person may add to each of their numbers. Whatever is said of
     * the answer is no likelier with the person than e^ε times without, and δ. The best test there is adds up all numbers, each by what the
     * person adds for its noise; less noise than the plan's is told at once. How far shares of so many runs are from their chances, anywhere,
     * is more than 2.8 / √runs once in 1.6 million times (Dvoretzky, Kiefer, Wolfowitz; Massart 1990): so rare is a false alarm with other seeds.
     */
    @ParameterizedTest
    @CsvSource({"0.05,false", "0.5,false", "0.05,true", "0.5,true"})
    void neighbouringTablesAreNotToldApartBeyondTheClaim(double rho, boolean several) {
        AggregateQuery query = several ? Queries.by(List.of("a", "b"), Kind.PERSONS, Kind.RECORDS, Kind.SUM) : Queries.by(List.of("a", "b"), Kind.RECORDS);
        NoisePlan plan = NoisePlan.of(query, new Limits(2, 3), several ? Map.of(2, new Clip(0, 100)) : Map.of(), Rho.of(rho));
        double epsilon = Conversion.epsilon(plan.rho().doubleValue(), DELTA);
        double claim = DELTA + 2.8 / Math.sqrt(RUNS) * (1 + Math.exp(epsilon));

        assertThat(excess(query, plan, epsilon)).isLessThan(claim);
        List<NoisyNumber> less = plan.numbers().stream().map(number -> new NoisyNumber(number.term(), number.part(), number.unit(), number.centre(), number.bound(),
                new Variance(number.variance().numerator().divide(BigInteger.valueOf(16)), number.variance().denominator()))).toList();
        assertThat(excess(query, new NoisePlan(plan.limits(), true, 0, plan.rho(), less), epsilon)).isGreaterThan(claim);
    }

    /** The largest P(S ≥ c | with) − e^ε P(S ≥ c | without) over all c. */
    private static double excess(AggregateQuery query, NoisePlan plan, double epsilon) {
        double[] with = sums(query, plan, 1, 1);
        double[] without = sums(query, plan, 0, 2);
        Arrays.sort(with);
        Arrays.sort(without);
        double worst = 0;
        for (int i = 0; i < RUNS; i++) {
            int below = Arrays.binarySearch(without, with[i] - 1e-9);
            double chance = (RUNS - (below < 0 ? -below - 1 : below)) / (double) RUNS;
            worst = Math.max(worst, (RUNS - i) / (double) RUNS - Math.exp(epsilon) * chance);
        }
        return worst;
    }

    private static double[] sums(AggregateQuery query, NoisePlan plan, long persons, long seed) {
        Perturbation perturbation = new Perturbation(query, plan, new Seeded(seed));
        List<Long> exact = plan.numbers().stream().map(number -> (40 + persons) * number.bound()).toList();
        List<BoundedRow> rows = List.of(new BoundedRow(List.of("a"), exact), new BoundedRow(List.of("b"), exact));
        double[] weights = plan.numbers().stream().mapToDouble(number -> number.bound() / Math.pow(number.variance().deviation(), 2)).toArray();
        double[] sums = new double[RUNS];
        for (int i = 0; i < RUNS; i++) {
            for (NoisyTable.Row row : perturbation.perturbed(rows.iterator()).rows()) {
                for (int number = 0; number < weights.length; number++) {
                    sums[i] += weights[number] * (row.numbers().get(number) - 40 * plan.numbers().get(number).bound());
                }
            }
        }
        return sums;
    }

    @Test
    void everyNumberIsChargedAndTogetherNoMoreThanTheQuestionCosts() {
        AggregateQuery query = Queries.by(List.of(), Kind.PERSONS, Kind.RECORDS, Kind.SUM, Kind.MOMENTS, Kind.DOCUMENTS);
        Limits limits = new Limits(4, 5);
        NoisePlan plan = NoisePlan.of(query, limits, Map.of(2, new Clip(0, 100), 3, new Clip(-2, 7)), Rho.of(0.07));

        assertThat(plan.numbers()).hasSize(7);
        double charged = 0;
        for (NoisyNumber number : plan.numbers()) {
            double sensitivity = number.bound() * Math.sqrt(limits.rows());
            charged += sensitivity * sensitivity / (2 * Math.pow(number.variance().deviation(), 2));
        }
        assertThat(charged).isLessThanOrEqualTo(0.07 * (1 + 1e-12)).isGreaterThan(0.0699);
    }

    /** With ρ = 1 a permit has 100 tables of one count each at a deviation of 7 persons. */
    @Test
    void aHundredTablesOfPersonsHaveADeviationOfSeven() {
        NoisePlan plan = NoisePlan.of(Queries.total(Kind.PERSONS), new Limits(1, 1), Map.of(), Rho.of(0.01));
        assertThat(plan.numbers().get(0).deviation()).isCloseTo(7.07, within(0.01));
    }

    @Test
    void aRowOfOnePersonIsNeverShownAndALargeOneAlways() {
        AggregateQuery query = Queries.by(List.of(), Kind.PERSONS);
        NoisePlan plan = NoisePlan.of(query, new Limits(1, 1), Map.of(), Rho.of(0.5));
        Perturbation perturbation = new Perturbation(query, plan, new Seeded(3));

        for (int run = 0; run < 2_000; run++) {
            NoisyTable table = perturbation.perturbed(List.of(new BoundedRow(List.of("one"), List.of(1L)), new BoundedRow(List.of("many"), List.of(plan.threshold() + 6L))).iterator());
            assertThat(table.rows()).extracting(NoisyTable.Row::keys).containsExactly(List.of("many"));
        }
        assertThat(plan.delta()).isEqualTo(1e-9);
        assertThat(plan.threshold()).isBetween(7L, 9L);
    }

    @Test
    void aDeclaredGridShowsEveryRowAndNeedsNoThreshold() {
        AggregateQuery query = Queries.by(List.of("a", "b", "c"), Kind.PERSONS);
        NoisePlan plan = NoisePlan.of(query, new Limits(1, 1), Map.of(), Rho.of(0.01));
        NoisyTable table = new Perturbation(query, plan).perturbed(List.of(new BoundedRow(List.of("b"), List.of(500L))).iterator());

        assertThat(table.rows()).extracting(NoisyTable.Row::keys).containsExactly(List.of("a"), List.of("b"), List.of("c"));
        assertThat(plan.delta()).isZero();
    }

    @Test
    void aTableWithoutACountOfPersonsPaysForOneThatDecidesItsRows() {
        NoisePlan plan = NoisePlan.of(Queries.by(List.of(), Kind.RECORDS), new Limits(1, 4), Map.of(), Rho.of(0.02));
        assertThat(plan.numbers()).hasSize(2);
        assertThat(plan.numbers().get(1).term()).isEqualTo(NoisyNumber.PRESENCE);
        assertThat(plan.numbers().get(1).deviation()).isCloseTo(7.07, within(0.01));
        assertThat(plan.numbers().get(0).deviation()).isCloseTo(4 * 7.07, within(0.01));
    }

    @Test
    void whatNoBoundHoldsIsNotPlanned() {
        assertThatThrownBy(() -> NoisePlan.of(Queries.total(Kind.VALUES), new Limits(1, 1), Map.of(), Rho.of(1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> NoisePlan.of(Queries.total(Kind.SUM), new Limits(1, 1), Map.of(), Rho.of(1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPlanIsReadAsItWasWrittenAndOnlyForItsQuery() {
        AggregateQuery query = Queries.by(List.of(), Kind.PERSONS, Kind.MOMENTS);
        NoisePlan plan = NoisePlan.of(query, new Limits(2, 9), Map.of(1, new Clip(0, 0.3)), Rho.of(0.013));
        assertThat(NoisePlan.fromJson(plan.toJson(), query)).isEqualTo(plan);
        assertThatThrownBy(() -> NoisePlan.fromJson(plan.toJson(), Queries.by(List.of(), Kind.PERSONS))).hasMessageContaining("not that of the query");
        assertThatThrownBy(() -> NoisePlan.fromJson(plan.toJson().put("threshold", -1), query)).hasMessageContaining("not that of the query");
    }
}
