package pt.arquipelago.node.gate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.expressions.*;
import org.apache.spark.sql.catalyst.expressions.aggregate.*;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.IntegralType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.NumericType;
import pt.arquipelago.analysis.query.Expr;
import pt.arquipelago.analysis.query.Kind;
import pt.arquipelago.analysis.query.ValueType;
import pt.arquipelago.node.lake.ValueRange;

/**
 * Quantiles across persons, by the histogram method: how many records are below each of some edges, each number tested as any other. The
 * edges come from the question and the profile alone ({@link Bins}).
 */
final class Quantiles {
    private static final BigDecimal UNSAID = BigDecimal.valueOf(ApproximatePercentile.DEFAULT_PERCENTILE_ACCURACY());

    private static final int LONGEST = 18;

    private final Scope scope;
    private final Terms terms;

    Quantiles(Scope scope, Terms terms) {
        this.scope = scope;
        this.terms = terms;
    }

    static boolean is(AggregateFunction function) {
        return function instanceof Percentile || function instanceof PercentileDisc || function instanceof ApproximatePercentile;
    }

    /** By person, below the aggregate. */
    static void requireNone(AggregateExpression aggregate) {
        if (is(aggregate.aggregateFunction())) {
            throw GateRefusal.QUANTILE.because("A quantile by person is not accepted.", "By person use avg, min and max; take quantiles across persons.", Places.of(aggregate));
        }
    }

    /** @param interpolated between two values that are there */
    private record Asked(Expression of, BigDecimal at, boolean interpolated, int bins) {}

    /**
     * @param of what stands in the function, without the branches that were lifted out of it
     * @param conditions of FILTER and of those branches
     */
    Expr of(AggregateExpression e, Expression of, List<Expression> conditions) {
        Asked asked = asked(e, of);
        if (!scope.arms().isEmpty() || !scope.parting().isEmpty()) {
            throw GateRefusal.QUANTILE.because("A quantile over several tables, one below the other, or over an outer join that may multiply records is not accepted.",
                    "Take it of one table; group the joined table by person in a subquery.", Places.of(e));
        }
        Pseudonyms.requireNone(of, scope);
        List<BigDecimal> edges = edges(asked, conditions, e);
        List<Expression> present = present(of, e);
        List<Expression> within = Scope.plus(conditions, present);
        int total = terms.add(Kind.RECORDS, Optional.empty(), within, ValueType.BIGINT, e);
        List<Integer> below = new ArrayList<>();
        for (BigDecimal edge : edges.subList(1, edges.size() - 1)) {
            below.add(terms.addWithin(within, Scope.plus(Scope.plus(conditions, matched(present)), List.of(below(of, edge))), e));
        }
        return new Expr.Quantile(asked.at(), asked.interpolated(), total, below, edges, isWhole(of), Types.of(e.dataType()).orElseThrow());
    }

    static Expression input(AggregateFunction function) {
        return function instanceof Percentile percentile ? percentile.child() : function instanceof PercentileDisc percentile ? percentile.child()
                : ((ApproximatePercentile) function).child();
    }

    private static Asked asked(AggregateExpression e, Expression of) {
        AggregateFunction function = e.aggregateFunction();
        boolean plain = of.dataType() instanceof NumericType && e.dataType() instanceof NumericType && !e.isDistinct();
        Optional<BigDecimal> once = function instanceof PercentileBase base ? Ranges.number(base.frequencyExpression()) : Optional.of(BigDecimal.ONE);
        if (!plain || once.filter(times -> times.compareTo(BigDecimal.ONE) == 0).isEmpty()) {
            throw GateRefusal.QUANTILE.because("A quantile is of numbers, one for each record, and one quantile stands in a column.",
                    "Write one column for each: percentile(x, 0.25) AS q1, median(x) AS q2; of dates take a span of days.", Places.of(e));
        }
        Expression at = function instanceof PercentileBase base ? base.percentageExpression() : ((ApproximatePercentile) function).percentageExpression();
        BigDecimal given = Ranges.number(at).filter(p -> p.signum() >= 0 && p.compareTo(BigDecimal.ONE) <= 0)
                .orElseThrow(() -> GateRefusal.QUANTILE.because("The quantile is no number from 0 to 1.", "Write percentile(x, 0.95).", Places.of(e)));
        if (given.signum() == 0 || given.compareTo(BigDecimal.ONE) == 0) {
            throw GateRefusal.EXTREME.because("The quantiles 0 and 1 are the smallest and the largest value.", Places.of(e));
        }
        boolean descending = function instanceof PercentileBase base && base.reverse();
        if (descending && function instanceof PercentileDisc) {
            throw GateRefusal.QUANTILE.because("percentile_disc with DESC is not accepted.", "Write percentile_disc(0.05) WITHIN GROUP (ORDER BY x) for 0.95 DESC.", Places.of(e));
        }
        return new Asked(of, descending ? BigDecimal.ONE.subtract(given) : given, function instanceof Percentile, bins(function));
    }

    /** The accuracy of an approximate quantile, where the question says one other than Spark's own. */
    private static int bins(AggregateFunction function) {
        Optional<BigDecimal> accuracy = function instanceof ApproximatePercentile approximate ? Ranges.number(approximate.accuracyExpression()) : Optional.empty();
        return accuracy.filter(asked -> asked.compareTo(UNSAID) != 0).map(asked -> asked.max(BigDecimal.ONE).min(BigDecimal.valueOf(Bins.MOST)).intValue()).orElse(Bins.DEFAULT);
    }

    private List<BigDecimal> edges(Asked asked, List<Expression> conditions, Expression at) {
        Ranges ranges = new Ranges(scope, conditions);
        ValueRange range = ranges.of(asked.of());
        if (range.least().isEmpty() || range.most().isEmpty() || range.least().get().compareTo(range.most().get()) >= 0) {
            throw GateRefusal.QUANTILE.because("Nothing says between what its values are, and the bins must not come from the records.",
                    "Say it: median(least(greatest(x, 0), 200)), or WHERE x BETWEEN 0 AND 200.", Places.of(at));
        }
        if (Stream.of(range.least().get(), range.most().get()).anyMatch(end -> end.toPlainString().length() > LONGEST)) {
            throw GateRefusal.QUANTILE.because("An end of the range has too many digits.", "Write ends of at most " + LONGEST + " characters: median(least(greatest(x, 0), 200)).", Places.of(at));
        }
        BigDecimal unit = unit(asked.of());
        boolean narrowed = ranges.asked(asked.of()).most().isPresent();
        return narrowed || asked.bins() != Bins.DEFAULT ? Bins.even(low(range, unit), high(range, unit), unit, asked.bins())
                : Bins.growing(low(range, unit), high(range, unit), unit);
    }

    /** Of whole numbers whole. */
    private static BigDecimal low(ValueRange range, BigDecimal unit) {
        BigDecimal low = range.least().orElseThrow();
        return unit.compareTo(BigDecimal.ONE) == 0 ? low.setScale(0, RoundingMode.FLOOR) : low;
    }

    private static BigDecimal high(ValueRange range, BigDecimal unit) {
        BigDecimal high = range.most().orElseThrow();
        return unit.compareTo(BigDecimal.ONE) == 0 ? high.setScale(0, RoundingMode.CEILING) : high;
    }

    private static boolean isWhole(Expression e) {
        Expression bare = Arguments.widened(e);
        return bare.dataType() instanceof IntegralType || bare.dataType() instanceof DecimalType decimal && decimal.scale() == 0;
    }

    private static BigDecimal unit(Expression e) {
        if (isWhole(e)) {
            return BigDecimal.ONE;
        }
        return Arguments.widened(e).dataType() instanceof DecimalType decimal ? BigDecimal.ONE.scaleByPowerOfTen(-decimal.scale()) : BigDecimal.ZERO;
    }

    /** When there is a value: for all but what may be asked for with certain constants, these are no conditions (rules 3.2). */
    private List<Expression> present(Expression of, Expression at) {
        Expression bare = Arguments.widened(of);
        if (Ranges.isClip(bare)) {
            return List.of();
        }
        Arguments arguments = new Arguments(scope);
        if (!(bare instanceof Attribute) && !arguments.isArgument(bare)) {
            throw GateRefusal.QUANTILE.because("This expression has no quantile: it may be missing in ways that a literal decides.",
                    "Clip it: median(least(greatest(x, 0), 200)), or take a column, a span between dates or a result by person.", Places.of(at));
        }
        List<Expression> present = new ArrayList<>();
        for (Column column : arguments.columns(bare)) {
            present.addAll(column.matched());
            present.add(new IsNotNull(column.attribute()));
        }
        return present;
    }

    /** What is below an edge is there anyway. */
    private static List<Expression> matched(List<Expression> present) {
        return present.stream().filter(condition -> !(condition instanceof IsNotNull)).toList();
    }

    /** Written of the bare number, so that clips to several constants ask for the same numbers. */
    private static Expression below(Expression of, BigDecimal edge) {
        Expression bare = Arguments.widened(of);
        if (!Ranges.isClip(bare)) {
            return literal(bare.dataType(), edge).map(constant -> new LessThan(bare, constant))
                    .orElseGet(() -> new LessThan(Arguments.as(bare, DataTypes.DoubleType), new Literal(edge.doubleValue(), DataTypes.DoubleType)));
        }
        Expression inner = Trees.childrenOf(bare).stream().filter(child -> Ranges.number(child).isEmpty()).findFirst().orElseThrow();
        boolean missing = bare instanceof Greatest && !Ranges.isClip(Arguments.widened(inner));
        return missing ? new Or(below(inner, edge), new IsNull(inner)) : below(inner, edge);
    }

    private static Optional<Literal> literal(DataType type, BigDecimal edge) {
        BigDecimal bare = edge.stripTrailingZeros();
        if (type instanceof DecimalType decimal && bare.scale() <= decimal.scale() && bare.precision() - bare.scale() <= decimal.precision() - decimal.scale()) {
            return Optional.of(new Literal(Decimal.apply(bare.setScale(decimal.scale()), decimal.precision(), decimal.scale()), decimal));
        } else if (type instanceof LongType && bare.scale() <= 0 && bare.toBigInteger().bitLength() < Long.SIZE) {
            return Optional.of(Literals.ofNumber(bare, DataTypes.LongType));
        }
        boolean whole = type instanceof IntegerType && bare.scale() <= 0 && bare.toBigInteger().bitLength() < Integer.SIZE;
        return whole ? Optional.of(Total.integer(bare.intValueExact())) : Optional.empty();
    }
}
