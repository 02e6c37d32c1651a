package pt.arquipelago.node.gate;

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
            throw GateRefusal.CURRENT.because("What differs by day, place or user is not accepted: " + Words.of(node) + ".", Places.of(node));
        }
        GateRefusal refusal = node instanceof LogicalPlan ? GateRefusal.CONSTRUCT : GateRefusal.EXPRESSION;
        String what = node instanceof LogicalPlan ? "This part of SQL is not accepted: " : "This expression is not accepted: ";
        throw refusal.because(what + Words.of(node) + ".", Words.remedy(node).orElse(refusal.remedy()), Places.of(node));
    }
}
