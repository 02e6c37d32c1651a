package pt.arquipelago.node.gate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.OuterReference;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;

/**
 * What a part of the plan below the aggregate came to: a plan without projections, whose columns are tables' own or results by person,
 * and every other name as an expression over them.
 *
 * @param defined names given by SELECT lists, by expression id
 * @param from canonical form of what is joined
 * @param where canonical conditions, all of which hold
 * @param filters the same conditions as expressions, steps below included
 * @param parting for each outer join that may multiply records: the condition that it was matched, a branch of every number (rules 2)
 * @param arms where the records come from, if from several places: each is a branch of every number
 * @param correlated conditions of a subquery that name columns of the outer query; not in the plan
 */
record Scope(LogicalPlan plan, Map<ExprId, Expression> defined, Map<ExprId, Column> columns, List<JsonNode> from, List<JsonNode> where,
        List<Expression> filters, Subjects subjects, List<ProtectedExpression> others, List<Expression> parting,
        List<Arms> arms, List<Expression> correlated) {
    private static final int MAX_SIZE = 5_000;

    Scope withPlan(LogicalPlan other) {
        return new Scope(other, defined, columns, from, where, filters, subjects, others, parting, arms, correlated);
    }

    Scope withDefined(Map<ExprId, Expression> other) {
        return new Scope(plan, other, columns, from, where, filters, subjects, others, parting, arms, correlated);
    }

    Scope withSubjects(Subjects other) {
        return new Scope(plan, defined, columns, from, where, filters, other, others, parting, arms, correlated);
    }

    Scope withOthers(List<ProtectedExpression> other) {
        return new Scope(plan, defined, columns, from, where, filters, subjects, other, parting, arms, correlated);
    }

    Scope withArms(List<Arms> other) {
        return new Scope(plan, defined, columns, from, where, filters, subjects, others, parting, other, correlated);
    }

    /** Whether a condition says of a record which arm it comes from. */
    boolean isArm(Expression condition) {
        return arms.stream().anyMatch(each -> each.armOf(condition).isPresent());
    }

    /** Whether an expression is given by several arms in common. */
    boolean isOfArms(Expression expression) {
        return Trees.any(expression, e -> arms.stream().anyMatch(each -> each.isChoice(e)));
    }

    Scope withFrom(List<JsonNode> other, List<JsonNode> otherWhere) {
        return new Scope(plan, defined, columns, other, otherWhere, filters, subjects, others, parting, arms, correlated);
    }

    Scope filtered(LogicalPlan other, List<JsonNode> conditions, List<Expression> expressions, List<Expression> outer) {
        return new Scope(other, defined, columns, from, plus(where, conditions), plus(filters, expressions), subjects, others, parting,
                arms, plus(correlated, outer));
    }

    static <T> List<T> plus(List<? extends T> left, List<? extends T> right) {
        List<T> all = new ArrayList<>(left);
        all.addAll(right);
        return all;
    }

    static <T> Map<ExprId, T> plus(Map<ExprId, T> left, Map<ExprId, T> right) {
        Map<ExprId, T> all = new HashMap<>(left);
        right.forEach((id, value) -> {
            if (all.put(id, value) != null) {
                throw GateRefusal.BELOW.because("The same subquery stands on both sides of a join.", Optional.empty());
            }
        });
        return all;
    }

    Optional<Column> column(Expression expression) {
        return expression instanceof Attribute attribute ? Optional.ofNullable(columns.get(attribute.exprId())) : Optional.empty();
    }

    /** An expression of the question in terms of this scope's columns, total. References to the outer query stay. */
    Expression resolve(Expression expression) {
        return resolve(expression, java.util.Set.of());
    }

    /** @param kept attributes that stand for something above the aggregate */
    Expression resolve(Expression expression, java.util.Set<ExprId> kept) {
        Expression total = Total.of(expression);
        Expression resolved = Trees.rewrite(total, e -> e instanceof AttributeReference a && !kept.contains(a.exprId()) ? definition(a) : e);
        if (Trees.size(resolved) > MAX_SIZE) {
            throw GateRefusal.TOO_DEEP.because("An expression becomes too large when its names are put in.", Places.of(expression));
        }
        return resolved;
    }

    private Expression definition(AttributeReference attribute) {
        Expression given = defined.get(attribute.exprId());
        if (given != null) {
            return given instanceof Attribute column ? here(column) : given;
        }
        if (columns.containsKey(attribute.exprId())) {
            return attribute;
        }
        throw GateRefusal.NOT_RESOLVED.because("The column " + attribute.name() + " does not stand where it is used.", Places.of(attribute));
    }

    /** The same column, at the place where it is named. */
    static AttributeReference here(Attribute column) {
        return new AttributeReference(column.name(), column.dataType(), column.nullable(), column.metadata(), column.exprId(), column.qualifier());
    }

    static boolean isOuter(Expression expression) {
        return Trees.any(expression, e -> e instanceof OuterReference);
    }
}
