package pt.arquipelago.analysis.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static pt.arquipelago.analysis.Questions.call;
import static pt.arquipelago.analysis.Questions.measure;
import static pt.arquipelago.analysis.Questions.recordsOf;
import static pt.arquipelago.analysis.Questions.recordsWhere;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pt.arquipelago.analysis.Questions;
import pt.arquipelago.analysis.Schemas;
import pt.arquipelago.analysis.combine.Finish;
import pt.arquipelago.analysis.combine.NoisyCombination;
import pt.arquipelago.analysis.query.AggregateQuery;
import pt.arquipelago.analysis.query.Expr;
import pt.arquipelago.analysis.query.Term;
import pt.arquipelago.analysis.query.ValueType;
import pt.arquipelago.analysis.result.Interval;
import pt.arquipelago.analysis.result.Provenance;
import pt.arquipelago.analysis.result.ResultTable;

/** A quantile read from noisy counts below each edge, at two institutions. */
class NoisyQuantileTest {
    private static final int BINS = 20;
    private static final int RUNS = 1_000;

    @ParameterizedTest
    @ValueSource(strings = {"0.05", "0.5", "0.9"})
    void itsIntervalHoldsTheTruthAsOftenAsItSays(String at) {
        AggregateQuery query = asking(new BigDecimal(at));
        NoisePlan plan = NoisePlan.of(query, new Limits(1, 1), Map.of(), Rho.of(0.02));
        double[][] values = {skewed(600, 1), skewed(900, 2)};
        double truth = quantile(IntStream.range(0, 2).boxed().flatMapToDouble(i -> Arrays.stream(values[i])).toArray(), Double.parseDouble(at));
        Perturbation perturbation = new Perturbation(query, plan, new Seeded(7));
        int held = 0;
        double width = 0;
        for (int run = 0; run < RUNS; run++) {
            ResultTable result = finished(query, plan, perturbation, values);
            Interval interval = result.intervals().get(0);
            held += interval.low() <= truth && truth <= interval.high() ? 1 : 0;
            width += (interval.high() - interval.low()) / RUNS;
            assertThat((Double) result.rows().get(0).get(0)).isBetween(interval.low(), interval.high());
        }
        assertThat(held / (double) RUNS).isGreaterThan(0.95 - 4 * Math.sqrt(0.95 * 0.05 / RUNS));
        assertThat(width).as("says something: the range is 100").isLessThan(60);
    }

    /** With next to no noise it is the middle of the bin in which the true one is. */
    @Test
    void withoutNoiseItIsThatOfTheHistogram() {
        AggregateQuery query = asking(new BigDecimal("0.5"));
        NoisePlan plan = NoisePlan.of(query, new Limits(1, 1), Map.of(), Rho.of(1));
        double[] values = skewed(200_000, 3);
        double truth = quantile(values, 0.5);
        ResultTable result = finished(query, plan, new Perturbation(query, plan, new Seeded(8)), values);

        assertThat((Double) result.rows().get(0).get(0)).isEqualTo(Math.floor(truth / 5) * 5 + 2.5);
        assertThat(result.intervals().get(0).high() - result.intervals().get(0).low()).isLessThanOrEqualTo(10);
        assertThat(result.marks()).as("how far the true one can be says the interval, not a mark").isEmpty();
        assertThat(result.columns().get(0).binWidth()).isPresent();
        assertThat(Schemas.faults(Schemas.schema("result"), result.toJson())).isEmpty();
    }

    @Test
    void whatIsMadeOfItMovesWithIt() {
        Expr.Quantile median = quantile(new BigDecimal("0.5"));
        Expr twice = call("multiply", ValueType.DOUBLE, median, new Expr.Literal(2.0, ValueType.DOUBLE));
        AggregateQuery query = Questions.query(List.of(), terms(), List.of(measure("q", ValueType.DOUBLE, median), measure("twice", ValueType.DOUBLE, twice)));
        NoisePlan plan = NoisePlan.of(query, new Limits(1, 1), Map.of(), Rho.of(0.02));
        ResultTable result = finished(query, plan, new Perturbation(query, plan, new Seeded(9)), skewed(1_000, 4));
        Interval once = result.intervals().get(0);
        Interval both = result.intervals().get(1);

        assertThat((Double) result.rows().get(0).get(1)).isEqualTo(2 * (Double) result.rows().get(0).get(0));
        assertThat(both.low()).isLessThanOrEqualTo(2 * once.low());
        assertThat(both.high()).isGreaterThanOrEqualTo(2 * once.high());
    }

    @Test
    void ofNearlyNobodyThereIsNone() {
        AggregateQuery query = asking(new BigDecimal("0.5"));
        NoisePlan plan = NoisePlan.of(query, new Limits(1, 1), Map.of(), Rho.of(0.02));
        List<Long> numbers = new ArrayList<>(plan.numbers().stream().map(number -> 0L).toList());
        numbers.set(0, -5 * 256L);
        ResultTable result = finished(query, Map.of("one", new NoisyTable(query, plan, List.of(new NoisyTable.Row(List.of(), numbers)))));

        assertThat(result.rows().get(0).get(0)).isNull();
        assertThat(result.marks()).extracting(mark -> mark.mark()).containsExactly("not_computable");
        assertThat(result.intervals()).isEmpty();
    }

    private static AggregateQuery asking(BigDecimal at) {
        return Questions.query(List.of(), terms(), List.of(measure("q", ValueType.DOUBLE, quantile(at))));
    }

    private static List<Term> terms() {
        List<Term> terms = new ArrayList<>(List.of(recordsOf("days")));
        IntStream.range(1, BINS).forEach(edge -> terms.add(recordsWhere("days < " + 5 * edge)));
        return terms;
    }

    private static Expr.Quantile quantile(BigDecimal at) {
        List<BigDecimal> edges = IntStream.rangeClosed(0, BINS).mapToObj(edge -> BigDecimal.valueOf(5L * edge)).toList();
        return new Expr.Quantile(at, true, 0, IntStream.range(1, BINS).boxed().toList(), edges, false, ValueType.DOUBLE);
    }

    /** Most of them small, none above 100. */
    private static double[] skewed(int count, long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, count).mapToDouble(i -> 100 * Math.pow(random.nextDouble(), 2)).toArray();
    }

    private static double quantile(double[] values, double at) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double position = at * (sorted.length - 1);
        int below = (int) position;
        return sorted[below] + (position - below) * (sorted[Math.min(below + 1, sorted.length - 1)] - sorted[below]);
    }

    private static ResultTable finished(AggregateQuery query, NoisePlan plan, Perturbation perturbation, double[]... nodes) {
        Map<String, NoisyTable> tables = new TreeMap<>();
        for (double[] values : nodes) {
            List<Long> sums = new ArrayList<>(List.of(values.length * 256L));
            IntStream.range(1, BINS).forEach(edge -> sums.add(Arrays.stream(values).filter(value -> value < 5 * edge).count() * 256L));
            tables.put("node" + tables.size(), perturbation.perturbed(List.of(new BoundedRow(List.of(), sums)).iterator()));
        }
        return finished(query, tables);
    }

    private static ResultTable finished(AggregateQuery query, Map<String, NoisyTable> tables) {
        Map<String, Provenance.Noise> noise = new TreeMap<>();
        tables.forEach((node, table) -> noise.put(node, new Provenance.Noise(table.plan().rho().doubleValue(), table.plan().delta(), 1, 1)));
        Provenance provenance = new Provenance("permit-1", "sha256:" + "0".repeat(64), query.digest(), List.of(), Map.of(), Map.of(), Map.of(), false, noise);
        return Finish.finish(NoisyCombination.combine(query, tables, Set.of(), false), provenance);
    }
}
