package pt.arquipelago.node.execution;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.shiftleft;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.classic.ExpressionUtils;

/**
 * The conditions of a question's terms, packed into BIGINT masks: computed once a record by generated code, then read as bits by
 * every count. Equal conditions share a bit. A condition that is NULL is not met, as in WHERE.
 */
final class Conditions {
    static final int PER_MASK = 63;
    private static final String MASK = "m";

    private final List<Column> conditions = new ArrayList<>();
    private final Map<Expression, Integer> known = new HashMap<>();

    /** The bit of a condition; {@link Counter#ALWAYS} for {@code null}, no condition. */
    int bit(Column condition) {
        if (condition == null) {
            return Counter.ALWAYS;
        }
        return known.computeIfAbsent(ExpressionUtils.expression(condition).canonicalized(), unseen -> {
            conditions.add(condition);
            return conditions.size() - 1;
        });
    }

    int masks() {
        return (conditions.size() + PER_MASK - 1) / PER_MASK;
    }

    static String mask(int index) {
        return MASK + index;
    }

    /** The masks as columns {@code m0, m1 …} over the question's relation. */
    List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        for (int mask = 0; mask < masks(); mask++) {
            Column bits = lit(0L);
            int first = mask * PER_MASK;
            for (int i = first; i < Math.min(conditions.size(), first + PER_MASK); i++) {
                // No CASE: no processor has to guess which conditions a record meets.
                bits = bits.bitwiseOR(shiftleft(coalesce(conditions.get(i), lit(false)).cast("bigint"), i - first));
            }
            columns.add(bits.as(mask(mask)));
        }
        return columns;
    }

    /** Whether a bit is set, over a relation that has the masks. */
    static Column met(int bit) {
        if (bit == Counter.ALWAYS) {
            return lit(true);
        }
        long one = 1L << (bit % PER_MASK);
        return col(mask(bit / PER_MASK)).bitwiseAND(lit(one)).notEqual(lit(0L));
    }
}
