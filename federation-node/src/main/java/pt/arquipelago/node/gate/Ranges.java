package pt.arquipelago.node.gate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.catalyst.expressions.*;
import org.apache.spark.sql.types.IntegralType;
import org.apache.spark.sql.types.NumericType;
import pt.arquipelago.node.lake.ValueRange;

/** Between what an expression's values are, as far as the form of the question and the profiles of its tables say: never the records. */
final class Ranges {
    private final Scope scope;
    private final List<Expression> conditions;

    /** @param filter conditions that hold beside those of WHERE */
    Ranges(Scope scope, List<Expression> filter) {
        this.scope = scope;
        this.conditions = Scope.plus(scope.filters(), filter).stream().flatMap(condition -> Trees.conjuncts(condition).stream()).toList();
    }

    ValueRange of(Expression e) {
        Expression bare = Arguments.widened(e);
        return asked(bare).and(known(bare));
    }

    /** Of what is added up: also of a product whose factors' ends are known. */
    AmountRange amount(Expression e) {
        return new AmountRange(amount(e, this::of), amount(e, this::asked));
    }

    private static ValueRange amount(Expression e, Function<Expression, ValueRange> of) {
        Expression bare = Arguments.widened(e);
        ValueRange range = of.apply(bare);
        return bare instanceof Multiply product ? range.and(of.apply(product.left()).times(of.apply(product.right()))) : range;
    }

    /** What the question itself says of it. */
    ValueRange asked(Expression e) {
        Expression bare = Arguments.widened(e);
        ValueRange range = ValueRange.ANY;
        for (Expression condition : conditions) {
            range = range.and(comparison(condition, bare));
        }
        return isClip(bare) ? range.and(clipped(bare, inner -> asked(inner))) : range;
    }

    private ValueRange known(Expression e) {
        if (isClip(e)) {
            return clipped(e, this::of);
        }
        Optional<Column> column = scope.column(e);
        if (column.isPresent() && column.get().source() instanceof Source.Base base) {
            return base.description().range();
        }
        boolean count = column.isPresent() && column.get().source() instanceof Source.ByPerson by && by.result() == Source.Result.COUNT;
        return count ? new ValueRange(Optional.of(BigDecimal.ZERO), Optional.empty()) : ValueRange.ANY;
    }

    /** The smaller or larger of a number and a constant. It is never NULL. */
    static boolean isClip(Expression e) {
        boolean chooses = e instanceof Least || e instanceof Greatest;
        return chooses && Trees.childrenOf(e).size() == 2 && Trees.childrenOf(e).stream().filter(child -> number(child).isPresent()).count() == 1;
    }

    private static ValueRange clipped(Expression clip, Function<Expression, ValueRange> within) {
        List<Expression> children = new ArrayList<>(Trees.childrenOf(clip));
        Expression inner = children.stream().filter(child -> number(child).isEmpty()).findFirst().orElseThrow();
        BigDecimal bound = children.stream().flatMap(child -> number(child).stream()).findFirst().orElseThrow();
        ValueRange range = within.apply(inner);
        if (clip instanceof Least) {
            return new ValueRange(range.least().map(bound::min), Optional.of(range.most().map(bound::min).orElse(bound)));
        }
        return new ValueRange(Optional.of(range.least().map(bound::max).orElse(bound)), range.most().map(bound::max));
    }

    private static ValueRange comparison(Expression condition, Expression e) {
        if (!(condition instanceof BinaryComparison compared) || condition instanceof EqualNullSafe) {
            return ValueRange.ANY;
        }
        boolean left = Arguments.widened(compared.left()).semanticEquals(e);
        Optional<BigDecimal> bound = left ? number(compared.right()) : Arguments.widened(compared.right()).semanticEquals(e) ? number(compared.left()) : Optional.empty();
        boolean upper = condition instanceof LessThan || condition instanceof LessThanOrEqual ? left : !left;
        boolean next = (condition instanceof LessThan || condition instanceof GreaterThan) && e.dataType() instanceof IntegralType;
        if (next && bound.filter(number -> number.stripTrailingZeros().scale() <= 0).isPresent()) {
            bound = bound.map(number -> upper ? number.subtract(BigDecimal.ONE) : number.add(BigDecimal.ONE));
        }
        return condition instanceof EqualTo ? new ValueRange(bound, bound)
                : upper ? new ValueRange(Optional.empty(), bound) : new ValueRange(bound, Optional.empty());
    }

    static Optional<BigDecimal> number(Expression e) {
        Expression bare = Arguments.widened(e);
        boolean number = bare instanceof Literal literal && literal.value() != null && literal.dataType() instanceof NumericType
                && Double.isFinite(Double.parseDouble(literal.value().toString()));
        return number ? Optional.of(new BigDecimal(((Literal) bare).value().toString())) : Optional.empty();
    }
}
