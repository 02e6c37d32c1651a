package pt.arquipelago.node.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute$;
import org.apache.spark.sql.catalyst.analysis.UnresolvedHaving;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.SortOrder;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.GlobalLimit;
import org.apache.spark.sql.catalyst.plans.logical.LocalLimit;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Offset;
import org.apache.spark.sql.catalyst.plans.logical.Sort;
import org.apache.spark.sql.catalyst.plans.logical.UnresolvedWith;

/**
 * Spark reads HAVING or ORDER BY on what is not selected, but not both at once. So what the rows of a HAVING are ordered by is selected
 * too, under names that do not stand in the text; {@link Peeled} leaves these columns out again.
 */
final class HiddenOrder {
    private final String prefix;
    private int columns;

    HiddenOrder(String sql) {
        String name = "order_by_";
        while (sql.toLowerCase(Locale.ROOT).contains(name)) {
            name += "_";
        }
        this.prefix = name;
    }

    boolean isHidden(String column) {
        return column.startsWith(prefix);
    }

    LogicalPlan selected(LogicalPlan parsed) {
        if (parsed instanceof Sort sort && sort.child() instanceof UnresolvedHaving having && having.child() instanceof Aggregate aggregate) {
            return selected(sort, having, aggregate);
        } else if (parsed instanceof UnresolvedWith with) {
            return Trees.at(with, () -> with.copy(selected(with.child()), with.cteRelations(), with.allowRecursion()));
        } else if (parsed instanceof GlobalLimit || parsed instanceof LocalLimit || parsed instanceof Offset) {
            LogicalPlan below = parsed.children().head();
            return Trees.at(parsed, () -> (LogicalPlan) parsed.withNewChildren(Trees.seq(List.of(selected(below)))));
        }
        return parsed;
    }

    private LogicalPlan selected(Sort sort, UnresolvedHaving having, Aggregate aggregate) {
        List<NamedExpression> selected = new ArrayList<>(Trees.list(aggregate.aggregateExpressions()));
        List<SortOrder> order = new ArrayList<>();
        for (SortOrder by : Trees.list(sort.order())) {
            if (isSelected(by.child(), aggregate)) {
                order.add(by);
            } else {
                String name = prefix + columns++;
                selected.add(Trees.at(by.child(), () -> Carried.alias(by.child(), name)));
                Expression column = Trees.at(by.child(), () -> UnresolvedAttribute$.MODULE$.quoted(name));
                order.add(Trees.at(by, () -> by.copy(column, by.direction(), by.nullOrdering(), by.sameOrderExpressions())));
            }
        }
        LogicalPlan below = Trees.at(aggregate, () -> aggregate.copy(aggregate.groupingExpressions(), Trees.seq(selected), aggregate.child(), aggregate.hint()));
        LogicalPlan kept = Trees.at(having, () -> (LogicalPlan) having.withNewChildren(Trees.seq(List.of(below))));
        return Trees.at(sort, () -> sort.copy(Trees.seq(order), sort.global(), kept, sort.hint()));
    }

    /** A column's number, or a name that SELECT gives. */
    private static boolean isSelected(Expression by, Aggregate aggregate) {
        return by instanceof Literal || by instanceof UnresolvedAttribute attribute && Trees.list(aggregate.aggregateExpressions()).stream()
                .anyMatch(named -> named instanceof Alias alias && alias.name().equalsIgnoreCase(attribute.name()));
    }
}
