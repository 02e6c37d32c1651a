package pt.arquipelago.node.execution;

import java.io.Serializable;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Where a record of {@link FlatRelation#keyed} has what: the person, the other protected persons, the masks of conditions, then what the
 * pass asked for, and last its keys.
 */
record Layout(int others, int masks) implements Serializable {
    private static final int PERSON = 0;

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

    /** The first mask, which most conditions are in: what counts many of them reads it once a record. {@link Counter#ALWAYS} is its highest bit. */
    long mask(InternalRow record) {
        return masks == 0 ? Long.MIN_VALUE : Long.MIN_VALUE | record.getLong(PERSON + 1 + others);
    }

    /**
     * 1 for whoever meets a condition, else 0: where it is added up no processor has to guess which.
     *
     * @param mask the record's first
     */
    long one(long mask, InternalRow record, int bit) {
        long word = bit < Conditions.PER_MASK ? mask : record.getLong(PERSON + 1 + others + bit / Conditions.PER_MASK);
        return word >>> (bit < Conditions.PER_MASK ? bit : bit % Conditions.PER_MASK) & 1;
    }

    long one(InternalRow record, int bit) {
        return one(mask(record), record, bit);
    }
}
