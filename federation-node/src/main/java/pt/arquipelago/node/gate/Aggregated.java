package pt.arquipelago.node.gate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.And;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.EqualTo;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateExpression;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.Expand;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.Join;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;
import org.apache.spark.sql.types.Metadata;
import scala.Option;

/**
 * The one aggregate across persons, or several over the same keys that are joined by all of them (rates: deaths over inhabitants). Several
 * become one over the records of all: each number is asked under the condition that its records come from its own arm.
 *
 * @param tag says the arm of a record; absent for one aggregate
 * @param sources what stands below each
 * @param known keys that may not be missing in an arm, since the join would drop them
 * @param names each column of the aggregates' output
 * @param having conditions between the aggregates and their join
 * @param sets of GROUPING SETS, ROLLUP, CUBE: the indices of each set's keys; empty for a plain GROUP BY
 * @param totals what says whether a row is a total over a key, by that key's index
 */
record Aggregated(Optional<Attribute> tag, List<LogicalPlan> sources, List<List<Expression>> known, List<Expression> groupings,
        Map<ExprId, Expression> names, List<Expression> having, List<List<Integer>> sets, Map<ExprId, Integer> totals, LogicalPlan at) {
    static Aggregated of(LogicalPlan plan) {
        if (plan instanceof Aggregate one && one.child() instanceof Expand expand) {
            return new GroupingSets(one, expand).aggregated();
        }
        if (plan instanceof Aggregate one) {
            Map<ExprId, Expression> names = new HashMap<>();
            for (NamedExpression named : Trees.list(one.aggregateExpressions())) {
                names.put(named.exprId(), named instanceof Alias alias ? alias.child() : (Expression) named);
            }
            return new Aggregated(Optional.empty(), List.of(one.child()), List.of(List.of()), Trees.list(one.groupingExpressions()), names, List.of(), List.of(), Map.of(), one);
        }
        return new Several((Join) plan).aggregated();
    }

    private static final class Several {
        private final Join top;
        private final Attribute tag = Arms.newTag();
        private final List<Aggregate> arms = new ArrayList<>();
        private final List<List<Expression>> known = new ArrayList<>();
        private final List<Expression> having = new ArrayList<>();

        Several(Join top) {
            this.top = top;
        }

        /** @param keys for each key, what it is in each arm; names are in terms of the keys' placeholders */
        private record Part(List<Attribute> placeholders, List<List<Optional<Expression>>> keys, Map<ExprId, Expression> names, boolean filtered) {}

        Aggregated aggregated() {
            Part part = part(top);
            List<Expression> groupings = new ArrayList<>();
            Map<ExprId, Expression> keys = new HashMap<>();
            for (int i = 0; i < part.keys().size(); i++) {
                groupings.add(Arms.choice(tag, part.keys().get(i)));
                keys.put(part.placeholders().get(i).exprId(), groupings.get(i));
            }
            Map<ExprId, Expression> names = new HashMap<>();
            part.names().forEach((id, e) -> names.put(id, put(e, keys)));
            return new Aggregated(Optional.of(tag), arms.stream().map(Aggregate::child).toList(), known, groupings, names,
                    having.stream().map(e -> put(e, keys)).toList(), List.of(), Map.of(), top);
        }

        private static Expression put(Expression e, Map<ExprId, Expression> names) {
            return Trees.rewrite(e, part -> part instanceof Attribute a && names.containsKey(a.exprId()) ? names.get(a.exprId()) : part);
        }

        private Part part(LogicalPlan plan) {
            if (plan instanceof Aggregate aggregate) {
                return leaf(aggregate);
            } else if (plan instanceof SubqueryAlias alias) {
                return part(alias.child());
            } else if (plan instanceof Project project) {
                Part below = part(project.child());
                Map<ExprId, Expression> names = new HashMap<>(below.names());
                for (NamedExpression named : Trees.list(project.projectList())) {
                    if (named instanceof Alias alias) {
                        Lowering.requireNoSubquery(alias.child());
                        names.put(alias.exprId(), put(alias.child(), below.names()));
                    }
                }
                return new Part(below.placeholders(), below.keys(), names, below.filtered());
            } else if (plan instanceof Filter filter) {
                Part below = part(filter.child());
                Lowering.requireNoSubquery(filter.condition());
                having.addAll(Trees.conjuncts(put(filter.condition(), below.names())));
                return new Part(below.placeholders(), below.keys(), below.names(), true);
            } else if (plan instanceof Join join) {
                return join(join, part(join.left()), part(join.right()));
            }
            throw GateRefusal.NO_AGGREGATE.because("The question does not aggregate across persons at its top.", Places.of(plan));
        }

        private Part leaf(Aggregate aggregate) {
            if (aggregate.child() instanceof Expand) {
                throw refusal("Results of ROLLUP, CUBE or GROUPING SETS are not joined", aggregate);
            }
            int arm = arms.size();
            arms.add(aggregate);
            known.add(new ArrayList<>());
            List<Attribute> placeholders = new ArrayList<>();
            List<List<Optional<Expression>>> keys = new ArrayList<>();
            for (Expression grouping : Trees.list(aggregate.groupingExpressions())) {
                placeholders.add(new AttributeReference("key", grouping.dataType(), true, Metadata.empty(), NamedExpression.newExprId(), Trees.<String>seq(List.of())));
                List<Optional<Expression>> inArms = new ArrayList<>(java.util.Collections.nCopies(arm, Optional.empty()));
                inArms.add(Optional.of(grouping));
                keys.add(inArms);
            }
            Map<ExprId, Expression> names = new HashMap<>();
            for (NamedExpression named : Trees.list(aggregate.aggregateExpressions())) {
                Expression whole = named instanceof Alias alias ? alias.child() : (Expression) named;
                Lowering.requireNoSubquery(whole);
                names.put(named.exprId(), inArm(whole, Trees.list(aggregate.groupingExpressions()), placeholders, arm));
            }
            return new Part(placeholders, keys, names, false);
        }

        /** Keys become placeholders, and each number is asked of its own arm. */
        private Expression inArm(Expression e, List<Expression> groupings, List<Attribute> placeholders, int arm) {
            for (int i = 0; i < groupings.size(); i++) {
                if (groupings.get(i).semanticEquals(e)) {
                    return placeholders.get(i);
                }
            }
            if (e instanceof AggregateExpression found) {
                Expression here = Arms.is(tag, arm);
                Expression filter = found.filter().isDefined() ? new And(here, found.filter().get()) : here;
                return Trees.at(e, () -> new AggregateExpression(found.aggregateFunction(), found.mode(), found.isDistinct(), Option.apply(filter), found.resultId()));
            }
            List<Expression> children = Trees.childrenOf(e).stream().map(child -> inArm(child, groupings, placeholders, arm)).toList();
            return children.isEmpty() ? e : Trees.at(e, () -> (Expression) e.withNewChildren(Trees.seq(children)));
        }

        private Part join(Join join, Part left, Part right) {
            String kind = join.joinType().getClass().getSimpleName().replace("$", "");
            boolean outer = kind.equals("LeftOuter");
            if (!outer && !kind.equals("Inner") && !kind.equals("Cross") || outer && right.filtered()) {
                throw refusal("Results are joined by JOIN or LEFT JOIN, without a HAVING in what is joined", join);
            }
            List<Expression> conditions = join.condition().isDefined() ? Trees.conjuncts(join.condition().get()) : List.of();
            Map<ExprId, Expression> renamed = new HashMap<>();
            List<List<Optional<Expression>>> keys = new ArrayList<>();
            left.keys().forEach(key -> keys.add(new ArrayList<>(key)));
            for (Expression condition : conditions) {
                int[] pair = pair(condition, left, right, join);
                List<Optional<Expression>> key = keys.get(pair[0]);
                List<Optional<Expression>> other = right.keys().get(pair[1]);
                for (int arm = key.size(); arm < other.size(); arm++) {
                    key.add(other.get(arm));
                }
                other.forEach(value -> value.ifPresent(e -> known.get(other.indexOf(value)).add(e)));
                if (!outer) {
                    left.keys().get(pair[0]).forEach(value -> value.ifPresent(e -> known.get(left.keys().get(pair[0]).indexOf(value)).add(e)));
                }
                renamed.put(right.placeholders().get(pair[1]).exprId(), left.placeholders().get(pair[0]));
            }
            if (renamed.size() != right.keys().size() || keys.stream().anyMatch(key -> key.size() != arms.size())) {
                throw refusal("Results are joined, but not by all of their keys", join);
            }
            Map<ExprId, Expression> names = new HashMap<>(left.names());
            right.names().forEach((id, e) -> names.put(id, put(e, renamed)));
            having.replaceAll(e -> put(e, renamed));
            return new Part(left.placeholders(), keys, names, left.filtered() || right.filtered());
        }

        private int[] pair(Expression condition, Part left, Part right, Join join) {
            if (condition instanceof EqualTo equal) {
                for (List<Expression> sides : List.of(List.of(equal.left(), equal.right()), List.of(equal.right(), equal.left()))) {
                    int l = index(put(sides.get(0), left.names()), left.placeholders());
                    int r = index(put(sides.get(1), right.names()), right.placeholders());
                    if (l >= 0 && r >= 0) {
                        return new int[] {l, r};
                    }
                }
            }
            throw refusal("Results are joined by something else than equality of a key of each", join);
        }

        private static int index(Expression e, List<Attribute> placeholders) {
            Expression bare = e instanceof Cast cast && Types.widens(cast.child().dataType(), cast.dataType()) ? cast.child() : e;
            return placeholders.indexOf(bare);
        }

        private static pt.arquipelago.analysis.RefusedException refusal(String message, LogicalPlan at) {
            return GateRefusal.NESTED_AGGREGATE.because(message + ".", "Group both by the same keys, join ON a.key = b.key for each, and put conditions after the join.", Places.of(at));
        }
    }
}
