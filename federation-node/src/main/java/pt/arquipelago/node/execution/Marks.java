package pt.arquipelago.node.execution;

import static org.apache.spark.sql.functions.bit_or;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.shiftright;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.ShiftLeft;
import org.apache.spark.sql.classic.ExpressionUtils;

/**
 * A lower bound of distinct persons that Spark's generated code makes: each sets one bit, which others may set too. As many as there are
 * bits stand behind a row at least; only where those are too few must persons be counted one by one.
 *
 * @param words BIGINTs that hold the bits
 * @param ofPersons whether the subjects are marked, not other protected persons
 */
record Marks(int words, boolean ofPersons) {
    private static final int BITS = Long.SIZE;
    /** So many are soon reached by a little more persons: the bits of a word are more than twice as many. */
    private static final int COUNTED_PER_WORD = 24;
    private static final int MAX_WORDS = 8;

    /** Marks that can show {@code cap} persons; without words where those would be too many, so that nothing is shown. */
    static Marks upTo(int cap, boolean ofPersons) {
        int words = 1 + (cap - 1) / COUNTED_PER_WORD;
        return new Marks(words > MAX_WORDS ? 0 : words, ofPersons);
    }

    /** One aggregate for each word: the bits of all values that meet the condition; NULL sets none. */
    List<Column> aggregates(Column value, Column condition) {
        Column bit = shiftLeft(lit(1L), value.bitwiseAND(lit(BITS - 1L)).cast("int"));
        List<Column> aggregates = new ArrayList<>();
        for (int word = 0; word < words; word++) {
            Column here = words == 1 ? condition : condition.and(pmod(shiftright(value, 8), lit((long) words)).equalTo(lit((long) word)));
            aggregates.add(coalesce(bit_or(when(here, bit)), lit(0L)));
        }
        return aggregates;
    }

    private static Column shiftLeft(Column number, Column by) {
        return ExpressionUtils.column(new ShiftLeft(ExpressionUtils.expression(number), ExpressionUtils.expression(by)));
    }
}
