package pt.arquipelago.node.gate;

import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.catalyst.optimizer.InlineCTE;
import org.apache.spark.sql.catalyst.plans.logical.CTERelationDef;
import org.apache.spark.sql.catalyst.plans.logical.CTERelationRef;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.View;
import org.apache.spark.sql.catalyst.trees.TreeNode;

/** CTEs put in where they are named; not before their tables are counted, since each may name the one before twice. */
final class Ctes {
    private static final long MAX_TABLES = 40;

    private final Map<Long, Long> tables = new HashMap<>();

    private Ctes() {}

    static LogicalPlan inlined(LogicalPlan plan) {
        if (new Ctes().count(plan) > MAX_TABLES) {
            throw GateRefusal.TOO_DEEP.because("The question names more than " + MAX_TABLES + " tables, CTEs put in.", Places.of(plan));
        }
        return new InlineCTE(true, false).apply(plan);
    }

    private long count(TreeNode<?> node) {
        if (node instanceof View) {
            return 1;
        } else if (node instanceof CTERelationRef ref) {
            return tables.getOrDefault(ref.cteId(), MAX_TABLES + 1);
        }
        long[] sum = new long[1];
        for (TreeNode<?> child : Trees.childrenOf(node)) {
            sum[0] = Math.min(MAX_TABLES + 1, sum[0] + count(child));
        }
        if (node instanceof LogicalPlan plan) {
            Trees.list(plan.subqueries()).forEach(subquery -> sum[0] = Math.min(MAX_TABLES + 1, sum[0] + count(subquery)));
        }
        if (node instanceof CTERelationDef def) {
            tables.put(def.id(), sum[0]);
            return 0;
        }
        return sum[0];
    }
}
