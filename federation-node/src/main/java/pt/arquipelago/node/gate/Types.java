package pt.arquipelago.node.gate;

import java.util.Optional;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.TimestampType;
import pt.arquipelago.analysis.query.ValueType;

/** Spark's types and ours. */
final class Types {
    private Types() {}

    static Optional<ValueType> of(DataType type) {
        if (type instanceof BooleanType) {
            return Optional.of(ValueType.BOOLEAN);
        } else if (type instanceof IntegerType || type instanceof ShortType || type instanceof ByteType) {
            return Optional.of(ValueType.INT);
        } else if (type instanceof LongType) {
            return Optional.of(ValueType.BIGINT);
        } else if (type instanceof DoubleType || type instanceof FloatType) {
            return Optional.of(ValueType.DOUBLE);
        } else if (type instanceof DecimalType decimal && decimal.scale() >= 0) {
            return Optional.of(ValueType.decimal(decimal.precision(), decimal.scale()));
        } else if (type instanceof StringType) {
            return Optional.of(ValueType.STRING);
        } else if (type instanceof DateType) {
            return Optional.of(ValueType.DATE);
        } else if (type instanceof TimestampType) {
            return Optional.of(ValueType.TIMESTAMP);
        }
        return Optional.empty();
    }

    static boolean isDate(DataType type) {
        return type instanceof DateType || type instanceof TimestampType;
    }

    /** Whether every value of the one number is exactly a value of the other. */
    static boolean widens(DataType from, DataType to) {
        if (from.equals(to)) {
            return true;
        }
        if (!(from instanceof NumericType) || !(to instanceof NumericType)) {
            return false;
        }
        if (to instanceof DoubleType) {
            return true;
        }
        int whole = wholeDigits(from);
        return whole > 0 && room(to) >= whole && scale(to) >= scale(from);
    }

    private static int room(DataType type) {
        return type instanceof DecimalType ? wholeDigits(type) : Math.max(0, wholeDigits(type) - 1);
    }

    private static int wholeDigits(DataType type) {
        if (type instanceof DecimalType decimal) {
            return decimal.precision() - decimal.scale();
        }
        return type instanceof ByteType ? 3 : type instanceof ShortType ? 5 : type instanceof IntegerType ? 10 : type instanceof LongType ? 19 : 0;
    }

    private static int scale(DataType type) {
        return type instanceof DecimalType decimal ? decimal.scale() : 0;
    }
}
