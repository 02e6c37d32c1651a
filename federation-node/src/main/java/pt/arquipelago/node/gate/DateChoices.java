package pt.arquipelago.node.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.*;

/** A date that a constant cuts, inside a span of time: {@code datediff(least(d, DATE '2024-12-31'), s)} becomes two branches. */
final class DateChoices {
    private DateChoices() {}

    static Optional<Expression> lifted(Expression span) {
        if (!(span instanceof DateDiff || span instanceof MonthsBetween || span instanceof TimestampDiff)) {
            return Optional.empty();
        }
        List<Expression> operands = Trees.childrenOf(span);
        for (int i = 0; i < 2; i++) {
            Optional<If> choice = choice(operands.get(i));
            if (choice.isPresent()) {
                return Optional.of(new If(choice.get().predicate(), with(span, i, choice.get().trueValue()), with(span, i, choice.get().falseValue())));
            }
        }
        return Optional.empty();
    }

    private static Expression with(Expression span, int operand, Expression value) {
        List<Expression> operands = new ArrayList<>(Trees.childrenOf(span));
        operands.set(operand, value);
        return (Expression) span.withNewChildren(Trees.seq(operands));
    }

    private static Optional<If> choice(Expression e) {
        List<Expression> children = Trees.childrenOf(e);
        if (e instanceof Cast) {
            return choice(children.get(0)).map(inner -> new If(inner.predicate(), (Expression) e.withNewChildren(Trees.seq(List.of(inner.trueValue()))),
                    (Expression) e.withNewChildren(Trees.seq(List.of(inner.falseValue())))));
        }
        if (e instanceof If choice) {
            return Optional.of(choice);
        }
        boolean ofTwo = children.size() == 2 && (children.get(0) instanceof Literal || children.get(1) instanceof Literal);
        if (!ofTwo || !(e instanceof Least || e instanceof Greatest || e instanceof Coalesce)) {
            return Optional.empty();
        }
        Expression value = children.get(children.get(0) instanceof Literal ? 1 : 0);
        Expression bound = children.get(children.get(0) instanceof Literal ? 0 : 1);
        Expression varies = e instanceof Least ? new LessThanOrEqual(value, bound)
                : e instanceof Greatest ? new GreaterThanOrEqual(value, bound) : new IsNotNull(value);
        return Optional.of(new If(varies, value, bound));
    }
}
