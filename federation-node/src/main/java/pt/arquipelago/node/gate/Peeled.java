package pt.arquipelago.node.gate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.SortOrder;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.Distinct;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.GlobalLimit;
import org.apache.spark.sql.catalyst.plans.logical.Join;
import org.apache.spark.sql.catalyst.plans.logical.LocalLimit;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Offset;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.plans.logical.Sort;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;
import org.apache.spark.sql.catalyst.plans.logical.Window;

/**
 * What stands above the one aggregate across persons, taken off it: names, HAVING, ORDER BY, LIMIT.
 *
 * @param output each column of the result, in terms of the aggregate's own output
 * @param having conditions, all of which hold
 * @param distinct whether equal rows were asked for once: only over a result that holds its keys
 */
record Peeled(Aggregated aggregated, List<Output> output, List<Expression> having, List<SortOrder> orderBy, Optional<Long> limit, long offset, boolean distinct) {
    record Output(String name, Expression expression) {}

    /** @param order which columns are there for ORDER BY alone */
    static Peeled of(LogicalPlan plan, HiddenOrder order) {
        Peeled peeled = new Peeling(plan).peel();
        List<Output> shown = peeled.output().stream().filter(column -> !order.isHidden(column.name())).toList();
        return new Peeled(peeled.aggregated(), shown, peeled.having(), peeled.orderBy(), peeled.limit(), peeled.offset(), peeled.distinct());
    }

    private static final class Peeling {
        private final LogicalPlan top;
        private final List<LogicalPlan> layers = new ArrayList<>();
        private Optional<Long> limit = Optional.empty();
        private long offset;
        private Sort sort;
        private boolean filtered;
        private boolean distinct;

        Peeling(LogicalPlan top) {
            this.top = top;
        }

        Peeled peel() {
            LogicalPlan at = top;
            while (!(at instanceof Aggregate) && !(at instanceof Join)) {
                at = layer(at);
            }
            Aggregated aggregated = Aggregated.of(at);
            Map<ExprId, Expression> names = new HashMap<>();
            List<Expression> having = new ArrayList<>(aggregated.having());
            List<SortOrder> order = new ArrayList<>();
            for (int i = layers.size() - 1; i >= 0; i--) {
                LogicalPlan layer = layers.get(i);
                if (layer instanceof Project project) {
                    names(project.projectList(), names);
                } else if (layer instanceof Window window) {
                    names(window.windowExpressions(), names);
                } else if (layer instanceof Filter filter) {
                    having.addAll(Trees.conjuncts(put(filter.condition(), names)));
                } else if (layer instanceof Sort sorted) {
                    Trees.list(sorted.order()).forEach(by -> order.add((SortOrder) put(by, names)));
                }
            }
            List<Output> output = Trees.list(top.output()).stream().map(a -> new Output(a.name(), put((Expression) a, names))).toList();
            return new Peeled(aggregated, output, having, order, limit, offset, distinct);
        }

        private LogicalPlan layer(LogicalPlan at) {
            layers.add(at);
            if (at instanceof Window window) {
                if (filtered) {
                    throw GateRefusal.WINDOW.because("A condition stands above a window over the result.", "Ask for all rows, or put the condition into HAVING.", Places.of(at));
                }
                return window.child();
            }
            if (at instanceof Project project) {
                return project.child();
            } else if (at instanceof SubqueryAlias alias) {
                return alias.child();
            } else if (at instanceof Filter filter) {
                filtered = true;
                return filter.child();
            } else if (at instanceof Distinct distinctRows) {
                filtered = true;
                distinct = true;
                return distinctRows.child();
            } else if (at instanceof Sort sorted) {
                requireOnTop(sort == null && !filtered, "ORDER BY stands in a subquery.", at);
                sort = sorted;
                return sorted.child();
            } else if (at instanceof GlobalLimit global && global.child() instanceof LocalLimit local) {
                requireOnTop(limit.isEmpty() && offset == 0 && sort == null && !filtered, "LIMIT stands in a subquery.", at);
                limit = Optional.of(number(global.limitExpr()));
                return local.child();
            } else if (at instanceof Offset skipped) {
                requireOnTop(offset == 0 && sort == null && !filtered, "OFFSET stands in a subquery.", at);
                offset = number(skipped.offsetExpr());
                return skipped.child();
            }
            throw GateRefusal.NO_AGGREGATE.because("The question does not aggregate across persons at its top.", Places.of(at));
        }

        private static void requireOnTop(boolean met, String otherwise, LogicalPlan at) {
            if (!met) {
                throw GateRefusal.LIMIT.because(otherwise, "Put ORDER BY, LIMIT and OFFSET once, at the end of the question.", Places.of(at));
            }
        }

        private static long number(Expression e) {
            if (Total.of(e) instanceof Literal literal && literal.value() instanceof Number n && n.longValue() >= 0) {
                return n.longValue();
            }
            throw GateRefusal.LIMIT.because("LIMIT and OFFSET take whole numbers.", Places.of(e));
        }

        private static void names(scala.collection.Seq<NamedExpression> list, Map<ExprId, Expression> names) {
            Map<ExprId, Expression> given = new HashMap<>();
            for (NamedExpression named : Trees.list(list)) {
                if (named instanceof Alias alias) {
                    Lowering.requireNoSubquery(alias.child());
                    given.put(alias.exprId(), put(alias.child(), names));
                }
            }
            names.putAll(given);
        }

        private static Expression put(Expression e, Map<ExprId, Expression> names) {
            Lowering.requireNoSubquery(e);
            return Trees.rewrite(e, part -> part instanceof AttributeReference a && names.containsKey(a.exprId()) ? names.get(a.exprId()) : part);
        }
    }
}
