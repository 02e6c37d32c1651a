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
        if (bit == Counter.ALWAYS) {
            return true;
        }
        long mask = record.getLong(PERSON + 1 + others + bit / Conditions.PER_MASK);
        return (mask >>> bit % Conditions.PER_MASK & 1) == 1;
    }
}
