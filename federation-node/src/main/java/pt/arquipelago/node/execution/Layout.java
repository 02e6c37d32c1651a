package pt.arquipelago.node.execution;

import java.io.Serializable;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Where a record of {@link FlatRelation#keyed} has what: the struct of its keys, the person, the other protected persons, the masks of
 * conditions, and then what the pass asked for.
 */
record Layout(int others, int masks) implements Serializable {
    private static final int PERSON = 1;

    int first() {
        return PERSON + 1 + others + masks;
    }

    boolean hasPerson(InternalRow record) {
        return !record.isNullAt(PERSON);
    }

    /** Zero for nobody: records of nobody count as one person's (rules 3.4). */
    long person(InternalRow record) {
        return record.isNullAt(PERSON) ? 0 : record.getLong(PERSON);
    }

    /** Ordinal of a protected value: the person is the first, then come the others. */
    static int protectedAt(int value) {
        return PERSON + value;
    }

    boolean met(InternalRow record, int bit) {
        return one(record, bit) == 1;
    }

    /** 1 for whoever meets a condition, else 0: where it is added up no processor has to guess which. */
    long one(InternalRow record, int bit) {
        return bit == Counter.ALWAYS ? 1 : record.getLong(PERSON + 1 + others + bit / Conditions.PER_MASK) >>> bit % Conditions.PER_MASK & 1;
    }
}
