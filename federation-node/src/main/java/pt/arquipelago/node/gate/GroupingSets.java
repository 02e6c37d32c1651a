package pt.arquipelago.node.gate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Add;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.BitwiseAnd;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.Multiply;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.ShiftRight;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.Expand;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;

/**
 * GROUPING SETS, ROLLUP and CUBE as the analyser leaves them (each record once for each set, with NULL keys), taken back to what was asked:
 * one aggregate by all keys, and sets of keys over which its released rows are totalled (rules 4).
 */
final class GroupingSets {
    private final Aggregate aggregate;
    private final Expand expand;
    private final Project below;
    private final int records;
    private final List<Attribute> keys = new ArrayList<>();
    private final List<Expression> groupings = new ArrayList<>();
    private final List<Attribute> totals = new ArrayList<>();
    private final Attribute id;

    GroupingSets(Aggregate aggregate, Expand expand) {
        this.aggregate = aggregate;
        this.expand = expand;
        this.below = (Project) expand.child();
        this.records = Trees.list(below.child().output()).size();
        List<Attribute> output = Trees.list(expand.output());
        int many = Trees.list(below.projectList()).size() - records;
        for (int j = 0; j < many; j++) {
            keys.add(output.get(records + j));
            NamedExpression named = Trees.list(below.projectList()).get(records + j);
            groupings.add(named instanceof Alias alias ? alias.child() : (Expression) named);
            totals.add(new AttributeReference("grouping", DataTypes.IntegerType, false, Metadata.empty(), NamedExpression.newExprId(), Trees.<String>seq(List.of())));
        }
        this.id = output.get(records + many);
    }

    Aggregated aggregated() {
        Map<ExprId, Expression> names = new HashMap<>();
        for (NamedExpression named : Trees.list(aggregate.aggregateExpressions())) {
            names.put(named.exprId(), restored(named instanceof Alias alias ? alias.child() : (Expression) named));
        }
        Map<ExprId, Integer> marks = new HashMap<>();
        for (int j = 0; j < totals.size(); j++) {
            marks.put(totals.get(j).exprId(), j);
        }
        return new Aggregated(Optional.empty(), List.of(below.child()), List.of(List.of()), groupings, names, List.of(), sets(), marks, aggregate);
    }

    private List<List<Integer>> sets() {
        List<List<Integer>> sets = new ArrayList<>();
        for (var projection : Trees.list(expand.projections())) {
            List<Expression> values = Trees.list(projection);
            List<Integer> set = new ArrayList<>();
            for (int j = 0; j < keys.size(); j++) {
                if (!(values.get(records + j) instanceof Literal)) {
                    set.add(j);
                }
            }
            sets.add(set);
        }
        if (new HashSet<>(sets).size() != sets.size()) {
            throw GateRefusal.KEY.because("The same set of keys is asked for twice.", "Name each grouping set once.", Places.of(aggregate));
        }
        return sets;
    }

    private Expression restored(Expression e) {
        if (e instanceof Cast cast && cast.child() instanceof BitwiseAnd and && and.left() instanceof ShiftRight shift && isId(shift.left())
                && shift.right() instanceof Literal places) {
            return Trees.at(e, () -> new Cast(totals.get(keys.size() - 1 - ((Number) places.value()).intValue()), e.dataType(), scala.Option.apply("UTC"), cast.evalMode()));
        }
        if (isId(e)) {
            return groupingId();
        }
        for (int j = 0; j < keys.size(); j++) {
            if (e instanceof Attribute attribute && attribute.exprId().equals(keys.get(j).exprId())) {
                return groupings.get(j);
            }
        }
        List<Expression> children = Trees.childrenOf(e).stream().map(this::restored).toList();
        return children.isEmpty() ? e : Trees.at(e, () -> (Expression) e.withNewChildren(Trees.seq(children)));
    }

    private boolean isId(Expression e) {
        return e instanceof Attribute attribute && attribute.exprId().equals(id.exprId());
    }

    private Expression groupingId() {
        Expression sum = new Literal(0L, DataTypes.LongType);
        for (int j = 0; j < keys.size(); j++) {
            sum = new Add(sum, new Multiply(Arguments.as(totals.get(j), DataTypes.LongType), new Literal(1L << (keys.size() - 1 - j), DataTypes.LongType)));
        }
        return sum;
    }
}
