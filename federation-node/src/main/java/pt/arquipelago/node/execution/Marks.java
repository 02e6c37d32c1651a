package pt.arquipelago.node.execution;

import static org.apache.spark.sql.functions.bit_or;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.ShiftLeft;
import org.apache.spark.sql.catalyst.expressions.ShiftRightUnsigned;
import org.apache.spark.sql.classic.ExpressionUtils;

/**
 * A lower bound of distinct persons under many conditions at once that Spark's generated code makes. Persons are parted in buckets; in
 * each bucket, a condition has one bit, set by whoever meets it; some conditions share a BIGINT. As many persons as there are buckets
 * with its bit stand behind a condition at least; only where those are too few must they be counted one by one.
 */
final class Marks {
    private static final int BITS = Long.SIZE;
    /** Below the bits of a mask stands one that every record sets: no condition. */
    private static final int PER_MASK = SaturatingPersons.CONDITIONS_PER_MASK + 1;

    private final String value;
    private final boolean ofPersons;
    private final int buckets;
    private final List<Integer> words;

    /**
     * @param value the column of those who are marked
     * @param ofPersons whether these are the subjects, who differ from one group of {@link RecordsPass} to the next
     * @param cap as many are to be shown; if there is no room for so many, nothing is
     */
    Marks(String value, boolean ofPersons, int cap, Collection<Integer> conditions) {
        this.value = value;
        this.ofPersons = ofPersons;
        int enough = 8;
        while (enough <= BITS && enough * (ofPersons ? RecordsPass.GROUPS : 1) < 2 * cap) {
            enough *= 2;
        }
        this.buckets = Math.min(enough, BITS);
        TreeSet<Integer> needed = new TreeSet<>();
        conditions.forEach(condition -> needed.add(place(condition) / shared()));
        this.words = enough > BITS ? List.of() : List.copyOf(needed);
    }

    boolean ofPersons() {
        return ofPersons;
    }

    /** How many BIGINTs {@link #aggregates} makes. */
    int words() {
        return words.size();
    }

    /** @param masks those of {@link Conditions} */
    List<Column> aggregates(int masks) {
        Column bucket = col(value).bitwiseAND(lit(buckets - 1L)).multiply(lit((long) shared())).cast("int");
        List<Column> aggregates = new ArrayList<>();
        for (int word : words) {
            int from = word * shared();
            Column mask = masks == 0 ? lit(1L) : shiftLeft(col(Conditions.mask(from / PER_MASK)), lit(1)).bitwiseOR(lit(1L));
            Column some = shiftRight(mask, lit(from % PER_MASK)).bitwiseAND(lit(shared() == BITS ? -1L : (1L << shared()) - 1));
            aggregates.add(coalesce(bit_or(shiftLeft(some, bucket)), lit(0L)));
        }
        return aggregates;
    }

    /** How many buckets show a condition. */
    int count(long[] marked, int condition) {
        int at = words.indexOf(place(condition) / shared());
        if (at < 0) {
            return 0;
        }
        long bits = 0;
        for (int bucket = 0; bucket < buckets; bucket++) {
            bits |= 1L << (bucket * shared() + place(condition) % shared());
        }
        int count = 0;
        for (int group = 0; group < marked.length / words.size(); group++) {
            count += Long.bitCount(marked[group * words.size() + at] & bits);
        }
        return count;
    }

    /** Conditions that share a BIGINT. */
    private int shared() {
        return BITS / buckets;
    }

    private static int place(int condition) {
        return condition == Counter.ALWAYS ? 0
                : condition / SaturatingPersons.CONDITIONS_PER_MASK * PER_MASK + condition % SaturatingPersons.CONDITIONS_PER_MASK + 1;
    }

    private static Column shiftLeft(Column number, Column by) {
        return ExpressionUtils.column(new ShiftLeft(ExpressionUtils.expression(number), ExpressionUtils.expression(by)));
    }

    private static Column shiftRight(Column number, Column by) {
        return ExpressionUtils.column(new ShiftRightUnsigned(ExpressionUtils.expression(number), ExpressionUtils.expression(by)));
    }
}
