package pt.arquipelago.node.gate;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.EvalMode$;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.TimestampType;
import org.apache.spark.unsafe.types.UTF8String;

/** Catalyst's constants and ours. */
final class Literals {
    private Literals() {}

    /** A code of a list, which is text, as a value of its column. */
    static Literal ofCode(String code, DataType type) {
        Literal text = new Literal(UTF8String.fromString(code), DataTypes.StringType);
        if (type.equals(DataTypes.StringType)) {
            return text;
        }
        return new Literal(new Cast(text, type, scala.Option.apply("UTC"), EvalMode$.MODULE$.TRY()).eval(null), type);
    }

    /** As {@code ValueType} describes it: whole numbers are Long. */
    static Object toJava(Literal literal) {
        Object value = literal.value();
        if (value == null || value instanceof Boolean) {
            return value;
        } else if (value instanceof UTF8String) {
            return value.toString();
        } else if (literal.dataType() instanceof DateType) {
            return LocalDate.ofEpochDay(((Number) value).longValue());
        } else if (literal.dataType() instanceof TimestampType) {
            return Instant.EPOCH.plus(((Number) value).longValue(), ChronoUnit.MICROS);
        } else if (value instanceof Decimal decimal) {
            return decimal.toJavaBigDecimal();
        } else if (value instanceof Double || value instanceof Float) {
            return ((Number) value).doubleValue();
        } else if (value instanceof Number number) {
            return number.longValue();
        }
        throw GateRefusal.EXPRESSION.because("A constant of this type is not accepted: " + literal.dataType().sql() + ".", Places.of(literal));
    }

    /** A number as a constant of a type. */
    static Literal ofNumber(BigDecimal number, DataType type) {
        if (type.equals(DataTypes.DoubleType)) {
            return new Literal(number.doubleValue(), type);
        } else if (type.equals(DataTypes.LongType)) {
            return new Literal(number.longValueExact(), type);
        }
        int scale = Math.max(0, number.scale());
        int precision = Math.max(number.precision(), scale) + Math.max(0, -number.scale());
        return new Literal(Decimal.apply(number.setScale(scale)), DataTypes.createDecimalType(Math.max(1, precision), scale));
    }
}
