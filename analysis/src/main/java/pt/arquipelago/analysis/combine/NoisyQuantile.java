package pt.arquipelago.analysis.combine;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import pt.arquipelago.analysis.evaluate.Outcome;
import pt.arquipelago.analysis.query.Expr;

/**
 * A quantile read from noisy counts of the records below each edge: it lies where they come to its share of all.
 *
 * @param total the noisy number of all records
 * @param below of each inner edge
 */
record NoisyQuantile(Expr.Quantile quantile, NoisySum total, List<NoisySum> below) {
    NoisyQuantile {
        below = List.copyOf(below);
    }

    /** Empty where a number is exact, or has no value here. */
    static Optional<NoisyQuantile> of(Expr.Quantile quantile, Standing standing) {
        List<NoisySum> below = new ArrayList<>();
        quantile.below().forEach(term -> standing.noisy(term).ifPresent(below::add));
        Optional<NoisySum> total = standing.noisy(quantile.total());
        return below.size() < quantile.below().size() ? Optional.empty() : total.map(all -> new NoisyQuantile(quantile, all, below));
    }

    /** Of nearly nobody there is none. */
    Outcome value() {
        return total.numbers().get(0) < 1 ? new Outcome.NotComputable() : new Outcome.Known(between(0, 0).value(quantile.type()));
    }

    /**
     * In 95 of 100 cases the quantile without noise is in it, whatever the records are: of the two edges around it, the noise of either would
     * have to be more than 1.96 of its deviations. A quantile may stand between two records, and so one record more or less is allowed for.
     */
    Bracket interval() {
        return between(Uncertainty.QUANTILE, 1);
    }

    /** From the bin of the first edge that is not clearly before the quantile to that of the last which is not clearly behind it. */
    private Bracket between(double deviations, double records) {
        List<BigDecimal> edges = quantile.edges();
        BigDecimal low = edges.get(below.size());
        for (int i = below.size() - 1; i >= 0; i--) {
            low = over(i) > -margin(i, deviations, records) ? edges.get(i) : low;
        }
        BigDecimal high = edges.get(1);
        for (int i = 0; i < below.size(); i++) {
            high = over(i) <= margin(i, deviations, records) ? edges.get(i + 2) : high;
        }
        return new Bracket(low, quantile.whole() ? high.subtract(BigDecimal.ONE) : high);
    }

    /** How many records more are below an edge than are below the quantile. */
    private double over(int edge) {
        return below.get(edge).numbers().get(0) - quantile.at().doubleValue() * total.numbers().get(0);
    }

    private double margin(int edge, double deviations, double records) {
        return deviations * Math.hypot(below.get(edge).deviations().get(0), quantile.at().doubleValue() * total.deviations().get(0)) + records;
    }
}
