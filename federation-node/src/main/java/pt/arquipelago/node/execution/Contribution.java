package pt.arquipelago.node.execution;

import java.io.Serializable;
import org.apache.spark.sql.catalyst.InternalRow;
import pt.arquipelago.analysis.guard.Fingerprint;

/** What a record adds to one number, as the guard sees it: records and persons by {@link Fingerprint#ONE}, amounts in millionths. */
sealed interface Contribution extends Serializable {
    long of(InternalRow record);

    /** One for whoever meets a condition. */
    record One(Layout layout, int condition) implements Contribution {
        @Override
        public long of(InternalRow record) {
            return layout.one(record, condition) * Fingerprint.ONE;
        }
    }

    /** One where a value is there. */
    record Present(Argument argument) implements Contribution {
        @Override
        public long of(InternalRow record) {
            return argument.isMissing(record) ? 0 : Fingerprint.ONE;
        }
    }

    /** One for each that is counted in a column already. */
    record Counted(int at) implements Contribution {
        @Override
        public long of(InternalRow record) {
            return record.getLong(at) * Fingerprint.ONE;
        }
    }

    /** What is too large for millionths is cut, for each record alike. */
    record Amount(Argument argument, boolean squared) implements Contribution {
        @Override
        public long of(InternalRow record) {
            if (argument.isMissing(record)) {
                return 0;
            }
            double amount = argument.amount(record);
            return (long) Math.rint((squared ? amount * amount : amount) * Fingerprint.ONE);
        }
    }
}
