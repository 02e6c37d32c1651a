package pt.arquipelago.node.gate;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateExpression;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateFunction;
import org.apache.spark.sql.catalyst.expressions.aggregate.Complete$;
import org.apache.spark.sql.catalyst.expressions.aggregate.Min;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import scala.Option;

/**
 * An aggregate below the main one that brings one of each group's protected persons along: the least pseudonym. So they are still
 * counted above, never too many, and "none" stays "none".
 */
record Carried(LogicalPlan plan, List<ProtectedExpression> others) {
    static Carried over(LogicalPlan child, List<? extends Expression> keys, List<? extends NamedExpression> output, List<ProtectedExpression> others) {
        List<NamedExpression> all = new ArrayList<>(output);
        List<ProtectedExpression> above = new ArrayList<>();
        for (ProtectedExpression other : others) {
            Alias least = alias(aggregate(new Min(other.column())), other.type());
            all.add(least);
            above.add(new ProtectedExpression(other.type(), other.threshold(), least.toAttribute()));
        }
        return new Carried(new Aggregate(Trees.<Expression>seq(keys), Trees.seq(all), child, Option.empty()), above);
    }

    static AggregateExpression aggregate(AggregateFunction function) {
        return new AggregateExpression(function, Complete$.MODULE$, false, Option.empty(), NamedExpression.newExprId());
    }

    static Alias alias(Expression child, String name) {
        return new Alias(child, name, NamedExpression.newExprId(), Trees.<String>seq(List.of()), Option.empty(), Trees.<String>seq(List.of()));
    }

}
