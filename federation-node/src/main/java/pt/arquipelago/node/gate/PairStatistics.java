package pt.arquipelago.node.gate;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Multiply;
import org.apache.spark.sql.catalyst.expressions.aggregate.*;
import org.apache.spark.sql.types.DataTypes;
import pt.arquipelago.analysis.query.Expr;
import pt.arquipelago.analysis.query.Kind;
import pt.arquipelago.analysis.query.ValueType;

/**
 * Correlation, covariance and the line through pairs of values: made of the moments of x and of y and of the sum of their products, of the
 * records that have both. Each of these is a term as if it had been asked by itself, tested alone and combined exactly.
 */
final class PairStatistics {
    /** {@code regr_…(y, x)}: the second is what the line goes along. */
    private static final Map<Class<? extends AggregateFunction>, String> CALLS = Map.of(Corr.class, "correlation", CovPopulation.class, "covariance-pop",
            CovSample.class, "covariance-samp", RegrSXY.class, "products", RegrSlope.class, "slope", RegrIntercept.class, "intercept", RegrR2.class, "determination");

    private final Scope scope;
    private final Terms terms;

    PairStatistics(Scope scope, Terms terms) {
        this.scope = scope;
        this.terms = terms;
    }

    static boolean is(AggregateFunction function) {
        return CALLS.containsKey(function.getClass());
    }

    /** One of the two: a bare argument, under conditions where there are some. */
    private record Value(Expression argument, List<Expression> conditions) {}

    Expr of(AggregateFunction function, List<Expression> filter, Expression at) {
        List<Expression> inputs = Trees.childrenOf(function);
        Value y = value(inputs.get(0), filter, at);
        Value x = value(inputs.get(1), filter, at);
        if (x.argument().semanticEquals(y.argument())) {
            throw GateRefusal.ARGUMENT.because("A number is paired with itself.", "Use stddev or variance of it.", Places.of(at));
        }
        if (!scope.parting().isEmpty()) {
            throw GateRefusal.STATISTIC.because("Pairs over an outer join that may multiply records are not accepted.",
                    "Group the joined table by person in a subquery, or join without LEFT.", Places.of(at));
        }
        List<Expression> both = Scope.plus(y.conditions(), x.conditions());
        Expression products = new Arguments(scope).product(asDouble(x), asDouble(y), new Multiply(asDouble(x), asDouble(y)));
        return new Expr.Call(CALLS.get(function.getClass()), List.of(moments(x, both, at), moments(y, both, at),
                ref(terms.add(Kind.SUM, Optional.of(products), both, ValueType.DOUBLE, at))), ValueType.DOUBLE);
    }

    private Value value(Expression input, List<Expression> filter, Expression at) {
        List<Side> sides = new Sides(scope).of(input, filter, at);
        if (sides.size() != 1) {
            throw GateRefusal.STATISTIC.because("Pairs over several tables, one below the other, are not accepted.",
                    "Take them of one table, or group by a constant that names the table.", Places.of(at));
        }
        Form form = new Linear(scope).of(sides.get(0).input());
        List<Form.Part> parts = terms.merged(form.parts(), at);
        Form.Part part = parts.get(0);
        if (parts.size() != 1 || part.argument().isEmpty() || part.weight().compareTo(part.divisor()) != 0 || !new Linear(scope).isNullOutside(form, part)) {
            throw GateRefusal.ARGUMENT.because("A pair is made of two arguments, not of sums, multiples or zeros that stand for what is missing.",
                    "Take both bare, under WHERE or FILTER if they are to be of some records.", Places.of(at));
        }
        return new Value(part.argument().get(), Scope.plus(sides.get(0).filter(), Scope.plus(part.conditions(), form.defined())));
    }

    private Expr moments(Value value, List<Expression> both, Expression at) {
        return ref(terms.add(Kind.MOMENTS, Optional.of(asDouble(value)), both, ValueType.DOUBLE, at));
    }

    private static Expression asDouble(Value value) {
        return Arguments.as(value.argument(), DataTypes.DoubleType);
    }

    private static Expr ref(int term) {
        return new Expr.TermRef(term);
    }
}
