package pt.arquipelago.node.gate;

import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.View;
import org.apache.spark.sql.catalyst.trees.TreeNode;

/** The second closed list, over resolved classes: what the parser builds without a name, such as {@code current_user}, shows only here. */
final class AnalysedWalk {
    private AnalysedWalk() {}

    static void check(TreeNode<?> node) {
        boolean allowed = node instanceof LogicalPlan ? AllowedList.ANALYSED_PLAN.has(node.getClass())
                : node instanceof Expression && AllowedList.ANALYSED_EXPRESSIONS.has(node.getClass());
        if (!allowed) {
            refuse(node);
        }
        if (!(node instanceof View)) {
            Trees.inside(node, AnalysedWalk::check);
        }
    }

    private static void refuse(TreeNode<?> node) {
        String name = node.getClass().getSimpleName().replace("$", "");
        if (name.startsWith("Current") || name.equals("Now") || name.equals("LocalTimestamp") || name.equals("SessionUser")) {
            throw GateRefusal.CURRENT.because("What differs by day, place or user is not accepted: " + words(name) + ".", Places.of(node));
        }
        if (node instanceof LogicalPlan) {
            throw GateRefusal.CONSTRUCT.because("This part of SQL is not accepted: " + words(name) + ".", Places.of(node));
        }
        throw GateRefusal.EXPRESSION.because("This expression is not accepted: " + words(name) + ".", place(node));
    }

    private static Optional<pt.arquipelago.analysis.Place> place(TreeNode<?> node) {
        return Places.of(node);
    }

    private static String words(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }
}
