package pt.arquipelago.node.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.SpecifiedWindowFrame;
import org.apache.spark.sql.catalyst.expressions.UnboundedFollowing$;
import org.apache.spark.sql.catalyst.expressions.UnboundedPreceding$;
import org.apache.spark.sql.catalyst.expressions.WindowExpression;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateExpression;
import org.apache.spark.sql.catalyst.expressions.aggregate.Sum;
import pt.arquipelago.analysis.query.Expr;

/** {@code sum(sum(x)) OVER (PARTITION BY key)}: a sum over the rows of the result, which shares are taken of. */
final class OverResult {
    private static final String REMEDY = "Over the result, use sum(sum(x)) OVER (PARTITION BY keys), without ORDER BY.";

    private final List<Expression> groupings;
    private final UnaryOperator<Expression> above;
    private final Finishing finishing;

    /** @param above puts keys and terms in */
    OverResult(List<Expression> groupings, UnaryOperator<Expression> above, Finishing finishing) {
        this.groupings = groupings;
        this.above = above;
        this.finishing = finishing;
    }

    Expr of(WindowExpression window) {
        boolean whole = window.windowSpec().frameSpecification() instanceof SpecifiedWindowFrame frame
                && frame.lower() instanceof UnboundedPreceding$ && frame.upper() instanceof UnboundedFollowing$;
        if (!(window.windowFunction() instanceof AggregateExpression aggregate) || !(aggregate.aggregateFunction() instanceof Sum sum)
                || aggregate.isDistinct() || aggregate.filter().isDefined() || !whole || !window.windowSpec().orderSpec().isEmpty()) {
            throw GateRefusal.WINDOW.because("A window over the result is a sum over all rows, or over those of the same keys.", REMEDY, Places.of(window));
        }
        List<Integer> partition = new ArrayList<>();
        for (Expression by : Trees.list(window.windowSpec().partitionSpec())) {
            int key = index(by);
            if (key < 0) {
                throw GateRefusal.WINDOW.because("A window over the result is partitioned by something else than a key.", REMEDY, Places.of(window));
            }
            partition.add(key);
        }
        return new Expr.Over(finishing.expr(above.apply(sum.child())), partition, Types.of(window.dataType()).orElseThrow());
    }

    private int index(Expression by) {
        for (int i = 0; i < groupings.size(); i++) {
            if (groupings.get(i).semanticEquals(by)) {
                return i;
            }
        }
        return -1;
    }
}
