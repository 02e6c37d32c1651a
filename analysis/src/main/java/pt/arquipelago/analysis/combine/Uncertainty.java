package pt.arquipelago.analysis.combine;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.IntFunction;
import pt.arquipelago.analysis.evaluate.Outcome;
import pt.arquipelago.analysis.query.Expr;

/**
 * The 95 % interval of an expression over noisy numbers: how far it moves when each number moves by 1.96 of its deviations, up and down,
 * numbers apart, squares added. Exact for what is linear; where a number may be so wrong that the expression has no value, there is none.
 */
final class Uncertainty {
    static final double QUANTILE = 1.959964;

    private Uncertainty() {}

    /** @param evaluate the expression with terms as they are handed in */
    static Optional<double[]> interval(Expr expr, Map<Integer, NoisySum> sums, Function<IntFunction<Outcome>, Outcome> evaluate) {
        if (sums.isEmpty() || !expr.overs().isEmpty()) {
            return Optional.empty();
        }
        OptionalDouble at = number(evaluate.apply(term -> sums.get(term).value()));
        if (expr instanceof Expr.TermRef ref && sums.get(ref.index()).numbers().size() == 1 && at.isPresent()) {
            double half = QUANTILE * sums.get(ref.index()).deviations().get(0);
            return Optional.of(new double[] {at.getAsDouble() - half, at.getAsDouble() + half});
        }
        double squares = 0;
        for (Map.Entry<Integer, NoisySum> sum : sums.entrySet()) {
            for (int i = 0; i < sum.getValue().numbers().size(); i++) {
                OptionalDouble up = moved(sums, sum.getKey(), i, QUANTILE, evaluate);
                OptionalDouble down = moved(sums, sum.getKey(), i, -QUANTILE, evaluate);
                if (up.isEmpty() || down.isEmpty()) {
                    return Optional.empty();
                }
                squares += Math.pow((up.getAsDouble() - down.getAsDouble()) / 2, 2);
            }
        }
        double half = Math.sqrt(squares);
        return at.isPresent() && Double.isFinite(half) ? Optional.of(new double[] {at.getAsDouble() - half, at.getAsDouble() + half}) : Optional.empty();
    }

    private static OptionalDouble moved(Map<Integer, NoisySum> sums, int term, int number, double by, Function<IntFunction<Outcome>, Outcome> evaluate) {
        Map<Integer, NoisySum> moved = new HashMap<>(sums);
        moved.put(term, sums.get(term).moved(number, by));
        return number(evaluate.apply(each -> moved.get(each).value()));
    }

    private static OptionalDouble number(Outcome outcome) {
        boolean known = outcome instanceof Outcome.Known value && value.value() instanceof Number number && Double.isFinite(number.doubleValue());
        return known ? OptionalDouble.of(((Number) ((Outcome.Known) outcome).value()).doubleValue()) : OptionalDouble.empty();
    }
}
