package pt.arquipelago.node.lake;

import io.delta.standalone.types.BooleanType;
import io.delta.standalone.types.DataType;
import io.delta.standalone.types.DateType;
import io.delta.standalone.types.DecimalType;
import io.delta.standalone.types.DoubleType;
import io.delta.standalone.types.IntegerType;
import io.delta.standalone.types.LongType;
import io.delta.standalone.types.StringType;
import io.delta.standalone.types.TimestampType;
import pt.arquipelago.analysis.query.ValueType;

/** Between the types of a question and those of Delta. */
final class DeltaTypes {
    private DeltaTypes() {}

    static DataType delta(ValueType type) {
        return switch (type.base()) {
            case BOOLEAN -> new BooleanType();
            case INT -> new IntegerType();
            case BIGINT -> new LongType();
            case DOUBLE -> new DoubleType();
            case DECIMAL -> new DecimalType(type.precision(), type.scale());
            case STRING -> new StringType();
            case DATE -> new DateType();
            case TIMESTAMP -> new TimestampType();
        };
    }
}
