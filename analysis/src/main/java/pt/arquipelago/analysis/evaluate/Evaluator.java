package pt.arquipelago.analysis.evaluate;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import pt.arquipelago.analysis.query.Expr;
import pt.arquipelago.analysis.query.Expr.Call;
import pt.arquipelago.analysis.query.Moments;
import pt.arquipelago.analysis.query.ValueType;

/**
 * Evaluates the expressions above the aggregate as Spark 4.2 does with ANSI on, except that nothing is thrown.
 *
 * <p>Suppressed beats not computable beats NULL. An expression is suppressed if any term in it is, on a branch that is taken or not: which
 * institutions an expression stands on is one set, told in one mark, and must not depend on a value. Everything else is as lazy as in
 * Spark: {@code CASE WHEN n > 0 THEN x / n END} is NULL for n = 0 and not an error.
 */
public final class Evaluator {
    private final List<Object> keys;
    private final IntFunction<Outcome> terms;
    private final Function<Expr.Quantile, Outcome> quantiles;
    private final Function<Expr.Over, Outcome> sums;
    private final Set<Integer> totalled;

    /** @param terms the outcome of each term; a term of MOMENTS is {@code Known(Moments)}, one of VALUES the number of its values */
    public Evaluator(List<Object> keys, IntFunction<Outcome> terms) {
        this(keys, terms, quantile -> new Outcome.NotComputable(), over -> new Outcome.NotComputable(), Set.of());
    }

    /**
     * @param quantiles the outcome of each quantile
     * @param sums the outcome of each sum over rows
     * @param totalled the keys over which the row is a total
     */
    public Evaluator(List<Object> keys, IntFunction<Outcome> terms, Function<Expr.Quantile, Outcome> quantiles, Function<Expr.Over, Outcome> sums,
            Set<Integer> totalled) {
        this.keys = requireNonNull(keys, "keys is null");
        this.terms = requireNonNull(terms, "terms is null");
        this.quantiles = requireNonNull(quantiles, "quantiles is null");
        this.sums = requireNonNull(sums, "sums is null");
        this.totalled = Set.copyOf(totalled);
    }

    public Outcome evaluate(Expr expr) {
        for (int term : expr.terms()) {
            if (terms.apply(term) instanceof Outcome.Suppressed suppressed) {
                return suppressed;
            }
        }
        try {
            return new Outcome.Known(value(expr));
        } catch (NotComputableException e) {
            return new Outcome.NotComputable();
        }
    }

    private Object value(Expr expr) {
        if (expr instanceof Expr.KeyRef key) {
            return keys.get(key.index());
        }
        if (expr instanceof Expr.Literal literal) {
            return literal.value();
        }
        if (expr instanceof Expr.TermRef term) {
            return known(terms.apply(term.index()));
        }
        if (expr instanceof Expr.Quantile quantile) {
            return known(quantiles.apply(quantile));
        }
        if (expr instanceof Expr.Over over) {
            return known(sums.apply(over));
        }
        if (expr instanceof Expr.Grouping grouping) {
            return totalled.contains(grouping.index()) ? 1L : 0L;
        }
        return call((Call) expr);
    }

    private static Object known(Outcome outcome) {
        if (outcome instanceof Outcome.Known known) {
            return known.value();
        }
        throw new NotComputableException();
    }

    private Object call(Call call) {
        return switch (call.function()) {
            case "and" -> Logic.and(() -> value(call.arguments().get(0)), () -> value(call.arguments().get(1)));
            case "or" -> Logic.or(() -> value(call.arguments().get(0)), () -> value(call.arguments().get(1)));
            case "case", "if" -> cases(call.arguments());
            case "coalesce" -> coalesce(call.arguments());
            case "in" -> in(call.arguments());
            default -> strict(call);
        };
    }

    private Object cases(List<Expr> arguments) {
        for (int i = 0; i + 1 < arguments.size(); i += 2) {
            if (Boolean.TRUE.equals(value(arguments.get(i)))) {
                return value(arguments.get(i + 1));
            }
        }
        return arguments.size() % 2 == 1 ? value(arguments.get(arguments.size() - 1)) : null;
    }

    private Object coalesce(List<Expr> arguments) {
        for (Expr argument : arguments) {
            Object value = value(argument);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private Object in(List<Expr> arguments) {
        Object wanted = value(arguments.get(0));
        if (wanted == null) {
            return null;
        }
        boolean unknown = false;
        for (Expr argument : arguments.subList(1, arguments.size())) {
            Object value = value(argument);
            if (value == null) {
                unknown = true;
            } else if (Logic.compare(wanted, value) == 0) {
                return true;
            }
        }
        return unknown ? null : false;
    }

    /** Functions whose arguments are all evaluated first. */
    private Object strict(Call call) {
        List<Object> values = new ArrayList<>(call.arguments().size());
        call.arguments().forEach(argument -> values.add(value(argument)));
        switch (call.function()) {
            case "is-null":
                return values.get(0) == null;
            case "is-not-null":
                return values.get(0) != null;
            case "null-safe-eq":
                return Logic.nullSafeEqual(values.get(0), values.get(1));
            case "nullif":
                return Logic.nullIf(values.get(0), values.get(1));
            case "greatest":
                return Logic.greatest(values);
            case "least":
                return Logic.least(values);
            default:
                return values.contains(null) ? null : known(call, values);
        }
    }

    /** Functions that are NULL as soon as one argument is. */
    private static Object known(Call call, List<Object> values) {
        Object first = values.get(0);
        ValueType type = call.type();
        return switch (call.function()) {
            case "add", "subtract", "multiply", "divide", "integral-divide", "remainder" ->
                Arithmetic.binary(call.function(), type, first, values.get(1));
            case "avg" -> Arithmetic.average(type, first, (Long) values.get(1));
            case "negate", "abs", "floor", "ceil" -> Arithmetic.unary(call.function(), type, first);
            case "round" -> Arithmetic.round(type, first, values.size() > 1 ? ((Long) values.get(1)).intValue() : 0);
            case "sqrt", "ln", "exp" -> Arithmetic.real(call.function(), (Double) first);
            case "power" -> StrictMath.pow((Double) first, (Double) values.get(1));
            case "correlation", "covariance-pop", "covariance-samp", "products", "slope", "intercept", "determination" ->
                new Pairs((Moments) first, (Moments) values.get(1), (Double) values.get(2)).statistic(call.function());
            case "variance-samp", "variance-pop", "stddev-samp", "stddev-pop" -> Arithmetic.spread(call.function(), (Moments) first);
            case "eq", "ne", "lt", "le", "gt", "ge" -> Logic.compares(call.function(), first, values.get(1));
            case "not" -> !(Boolean) first;
            case "cast" -> Casts.cast(first, type);
            case "concat", "upper", "lower", "substring", "year", "month", "quarter" -> Texts.apply(call.function(), values);
            default -> throw new IllegalStateException("a function of the closed list is not evaluated: " + call.function());
        };
    }
}
