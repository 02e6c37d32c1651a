package pt.arquipelago.node.gate;

import java.math.BigDecimal;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.CaseWhen;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.If;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateExpression;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateFunction;
import org.apache.spark.sql.catalyst.expressions.aggregate.Average;
import org.apache.spark.sql.catalyst.expressions.aggregate.Count;
import org.apache.spark.sql.catalyst.expressions.aggregate.CountIf;
import org.apache.spark.sql.catalyst.expressions.aggregate.Max;
import org.apache.spark.sql.catalyst.expressions.aggregate.Min;
import org.apache.spark.sql.catalyst.expressions.aggregate.Sum;
import org.apache.spark.sql.types.BooleanType;
import pt.arquipelago.analysis.RefusedException;

/** What an aggregate by person is, for the rules above it. What does not fit is for conditions and bands alone. */
final class ResultsByPerson {
    private final Scope below;

    ResultsByPerson(Scope below) {
        this.below = below;
    }

    Source.ByPerson of(AggregateExpression aggregate) {
        AggregateFunction function = aggregate.aggregateFunction();
        Quantiles.requireNone(aggregate);
        if (aggregate.filter().isDefined()) {
            Pseudonyms.requireNone(aggregate.filter().get(), below);
        }
        List<Expression> inputs = Trees.childrenOf(function);
        boolean counts = function instanceof Count && inputs.size() == 1;
        for (Expression input : inputs) {
            if (!counts || Pseudonyms.guarded(input, below).isEmpty()) {
                Pseudonyms.requireNone(input, below);
            }
        }
        boolean parted = !below.parting().isEmpty() && !aggregate.isDistinct()
                && !inputs.stream().allMatch(input -> Trees.any(input, e -> below.column(e).filter(c -> !c.matched().isEmpty()).isPresent()));
        boolean fromArms = !below.arms().isEmpty() && !aggregate.isDistinct();
        if ((parted || fromArms) && !(function instanceof Min || function instanceof Max)) {
            return other();
        }
        boolean branched = aggregate.filter().isDefined() || inputs.stream().anyMatch(this::branches);
        if (function instanceof Count || function instanceof CountIf) {
            return new Source.ByPerson(Source.Result.COUNT, 1, branched || function instanceof CountIf, true);
        }
        if (aggregate.isDistinct()) {
            return other();
        }
        if (function instanceof Sum || function instanceof Average) {
            return amount(inputs.get(0), branched);
        }
        if (function instanceof Min || function instanceof Max) {
            return extreme(inputs.get(0), branched, aggregate.filter().isEmpty());
        }
        return other();
    }

    private Source.ByPerson amount(Expression input, boolean branched) {
        Form form;
        try {
            form = new Linear(below).of(input);
        } catch (RefusedException e) {
            return other();
        }
        if (form.parts().size() != 1) {
            return other();
        }
        Form.Part part = form.parts().get(0);
        boolean under = branched || !part.conditions().isEmpty();
        return part.argument().map(argument -> new Source.ByPerson(Source.Result.AMOUNT, new Arguments(below).degree(argument), under, false))
                .orElseGet(() -> new Source.ByPerson(Source.Result.COUNT, 1, under, false));
    }

    private Source.ByPerson extreme(Expression input, boolean branched, boolean whole) {
        if (Types.isDate(input.dataType()) && (new Dates(below).isDate(input) || chooses(input))) {
            return new Source.ByPerson(Source.Result.DATE, 1, branched, false);
        }
        return isFlag(input) ? new Source.ByPerson(Source.Result.FLAG, 1, true, whole && !input.nullable()) : other();
    }

    /** CASE WHEN c THEN date END. */
    private boolean chooses(Expression input) {
        return input instanceof If choice && isDateOrNull(choice.trueValue()) && isDateOrNull(choice.falseValue())
                || input instanceof CaseWhen cases && Trees.list(cases.branches()).stream().allMatch(branch -> isDateOrNull(branch._2()))
                && (cases.elseValue().isEmpty() || isDateOrNull(cases.elseValue().get()));
    }

    private boolean isDateOrNull(Expression value) {
        return value instanceof Literal literal && literal.value() == null || !(value instanceof Literal) && new Dates(below).isDate(value);
    }

    private static boolean isFlag(Expression input) {
        if (input instanceof If choice) {
            return isBit(choice.trueValue()) && isBit(choice.falseValue());
        } else if (input instanceof CaseWhen cases) {
            return Trees.list(cases.branches()).stream().allMatch(branch -> isBit(branch._2()))
                    && (cases.elseValue().isEmpty() || isBit(cases.elseValue().get()));
        }
        return input instanceof Cast cast && cast.child().dataType() instanceof BooleanType && !(cast.dataType() instanceof BooleanType);
    }

    private static boolean isBit(Expression value) {
        if (!(value instanceof Literal literal) || literal.value() == null) {
            return value instanceof Literal;
        }
        return literal.value() instanceof Number number && (new BigDecimal(number.toString()).compareTo(BigDecimal.ONE) == 0
                || new BigDecimal(number.toString()).signum() == 0);
    }

    /** Whether a literal of the user, or an outer join, decides what is in it. */
    private boolean branches(Expression input) {
        return Trees.any(input, e -> !(e instanceof Literal) && !(e instanceof Cast) && !(e instanceof org.apache.spark.sql.catalyst.expressions.Attribute)
                && Trees.any(e, part -> part instanceof Literal))
                || Trees.any(input, e -> below.column(e).filter(column -> !column.matched().isEmpty()).isPresent());
    }

    private static Source.ByPerson other() {
        return Source.ByPerson.other();
    }
}
