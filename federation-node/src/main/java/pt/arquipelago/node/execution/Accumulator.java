package pt.arquipelago.node.execution;

import java.io.Serializable;
import java.util.function.Supplier;
import org.apache.spark.sql.catalyst.InternalRow;

/** Takes in the records of one row of a result, a partition at a time. */
interface Accumulator<A> extends Serializable {
    void add(InternalRow record);

    /** There are no more records in this partition. */
    default void end() {}

    /** Takes in what another one has of other records of the same row, when both have ended. */
    void merge(A other);

    /** Makes the empty one, where the records are. */
    interface Empty<A> extends Supplier<A>, Serializable {}
}
