package pt.arquipelago.node.execution;

import static org.apache.spark.sql.functions.col;

import java.io.Serializable;
import java.math.BigInteger;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnscaledValue;
import org.apache.spark.sql.classic.ExpressionUtils;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.DecimalType;

/**
 * What a term adds up, in a record: a BIGINT, the digits of a decimal of some scale, or a DOUBLE.
 *
 * @param at ordinal
 * @param unit of digits: how many make one
 */
record Argument(int at, Form form, int precision, int scale, double unit) implements Serializable {
    private enum Form { LONG, DIGITS, WIDE, DOUBLE }

    static Argument of(int at, DataType type) {
        if (type instanceof DecimalType decimal) {
            boolean isShort = decimal.precision() <= Decimal.MAX_LONG_DIGITS();
            return new Argument(at, isShort ? Form.DIGITS : Form.WIDE, decimal.precision(), decimal.scale(), Math.pow(10, decimal.scale()));
        }
        boolean real = type.equals(DataTypes.DoubleType) || type.equals(DataTypes.FloatType);
        return new Argument(at, real ? Form.DOUBLE : Form.LONG, 0, 0, 1);
    }

    static Argument ofDouble(int at) {
        return new Argument(at, Form.DOUBLE, 0, 0, 1);
    }

    /** Of a term's argument, as it stands in a record. */
    Column column(String name) {
        Column argument = col(name);
        return switch (form) {
            case LONG -> argument.cast(DataTypes.LongType);
            case DIGITS -> ExpressionUtils.column(new UnscaledValue(ExpressionUtils.expression(argument)));
            case WIDE -> argument;
            case DOUBLE -> argument.cast(DataTypes.DoubleType);
        };
    }

    boolean isExact() {
        return form != Form.DOUBLE;
    }

    boolean isLong() {
        return form == Form.LONG || form == Form.DIGITS;
    }

    boolean isMissing(InternalRow record) {
        return record.isNullAt(at);
    }

    long digits(InternalRow record) {
        return record.getLong(at);
    }

    BigInteger wide(InternalRow record) {
        return record.getDecimal(at, precision, scale).toJavaBigDecimal().unscaledValue();
    }

    /** The absolute value; of a decimal its digits', for only shares of it are looked at. Zero where it is missing. */
    double magnitude(InternalRow record) {
        return isMissing(record) ? 0 : Math.abs(switch (form) {
            case LONG, DIGITS -> (double) digits(record);
            case WIDE -> wide(record).doubleValue();
            case DOUBLE -> record.getDouble(at);
        });
    }

    double amount(InternalRow record) {
        return switch (form) {
            case LONG -> record.getLong(at);
            case DIGITS -> record.getLong(at) / unit;
            case WIDE -> record.getDecimal(at, precision, scale).toDouble();
            case DOUBLE -> record.getDouble(at);
        };
    }
}
