package pt.arquipelago.analysis.combine;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.IntFunction;
import pt.arquipelago.analysis.evaluate.Outcome;
import pt.arquipelago.analysis.query.Expr;

/**
 * The 95 % interval of an expression over noisy numbers: how far it moves when each number moves by 1.96 of its deviations, or a quantile to
 * the ends of its own interval, up and down, numbers apart, squares added. Exact for what is linear; where a number may be so wrong that the
 * expression has no value, there is none.
 */
final class Uncertainty {
    static final double QUANTILE = 1.959964;

    /** An expression, with terms and quantiles as they are handed in. */
    interface Evaluation {
        Outcome of(IntFunction<Outcome> terms, Function<Expr.Quantile, Outcome> quantiles);
    }

    private final Map<Integer, NoisySum> sums;
    private final Map<Expr.Quantile, NoisyQuantile> quantiles;
    private final Evaluation evaluate;

    private Uncertainty(Map<Integer, NoisySum> sums, Map<Expr.Quantile, NoisyQuantile> quantiles, Evaluation evaluate) {
        this.sums = sums;
        this.quantiles = quantiles;
        this.evaluate = evaluate;
    }

    static Optional<double[]> interval(Expr expr, Map<Integer, NoisySum> sums, Map<Expr.Quantile, NoisyQuantile> quantiles, Evaluation evaluate) {
        if (sums.isEmpty() || !expr.overs().isEmpty()) {
            return Optional.empty();
        }
        return new Uncertainty(sums, quantiles, evaluate).interval(expr);
    }

    private Optional<double[]> interval(Expr expr) {
        OptionalDouble at = number(evaluate.of(this::term, this::quantile));
        if (at.isEmpty()) {
            return Optional.empty();
        }
        if (expr instanceof Expr.TermRef ref && sums.get(ref.index()).numbers().size() == 1) {
            return around(at.getAsDouble(), QUANTILE * sums.get(ref.index()).deviations().get(0));
        }
        if (expr instanceof Expr.Quantile quantile) {
            Bracket ends = quantiles.get(quantile).interval();
            return Optional.of(new double[] {ends.low().doubleValue(), ends.high().doubleValue()});
        }
        double squares = 0;
        for (Map.Entry<Integer, NoisySum> sum : sums.entrySet()) {
            for (int i = 0; i < sum.getValue().numbers().size(); i++) {
                OptionalDouble up = moved(sum.getKey(), i, QUANTILE);
                OptionalDouble down = moved(sum.getKey(), i, -QUANTILE);
                if (up.isEmpty() || down.isEmpty()) {
                    return Optional.empty();
                }
                squares += Math.pow((up.getAsDouble() - down.getAsDouble()) / 2, 2);
            }
        }
        for (Map.Entry<Expr.Quantile, NoisyQuantile> quantile : quantiles.entrySet()) {
            OptionalDouble low = moved(quantile.getKey(), quantile.getValue().interval().low());
            OptionalDouble high = moved(quantile.getKey(), quantile.getValue().interval().high());
            if (low.isEmpty() || high.isEmpty()) {
                return Optional.empty();
            }
            squares += Math.pow(Math.max(Math.abs(low.getAsDouble() - at.getAsDouble()), Math.abs(high.getAsDouble() - at.getAsDouble())), 2);
        }
        return around(at.getAsDouble(), Math.sqrt(squares));
    }

    private static Optional<double[]> around(double at, double half) {
        return Double.isFinite(half) ? Optional.of(new double[] {at - half, at + half}) : Optional.empty();
    }

    private Outcome term(int term) {
        return sums.get(term).value();
    }

    private Outcome quantile(Expr.Quantile quantile) {
        return quantiles.get(quantile).value();
    }

    private OptionalDouble moved(int term, int number, double by) {
        Outcome moved = sums.get(term).moved(number, by).value();
        return number(evaluate.of(each -> each == term ? moved : term(each), this::quantile));
    }

    private OptionalDouble moved(Expr.Quantile quantile, BigDecimal to) {
        Outcome moved = new Outcome.Known(new Bracket(to, to).value(quantile.type()));
        return number(evaluate.of(this::term, each -> each.equals(quantile) ? moved : quantile(each)));
    }

    private static OptionalDouble number(Outcome outcome) {
        boolean known = outcome instanceof Outcome.Known value && value.value() instanceof Number number && Double.isFinite(number.doubleValue());
        return known ? OptionalDouble.of(((Number) ((Outcome.Known) outcome).value()).doubleValue()) : OptionalDouble.empty();
    }
}
