package pt.arquipelago.analysis.evaluate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import pt.arquipelago.analysis.query.ValueType;

/** ANSI casts of the closed list. What does not fit is not computable. */
final class Casts {
    private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]{1,30}");

    private Casts() {}

    static Object cast(Object value, ValueType to) {
        return switch (to.base()) {
            case BOOLEAN -> value instanceof Boolean ? value : number(value).signum() != 0;
            case INT, BIGINT -> toWhole(value, to);
            case DOUBLE -> value instanceof Double ? value : value instanceof Boolean flag ? (flag ? 1.0 : 0.0) : ((Number) value).doubleValue();
            case DECIMAL -> toDecimal(value, to);
            case STRING -> value instanceof BigDecimal exact ? exact.toPlainString() : value.toString();
            case DATE -> value instanceof Instant time ? time.atOffset(ZoneOffset.UTC).toLocalDate() : value;
            case TIMESTAMP -> value instanceof LocalDate day ? day.atStartOfDay(ZoneOffset.UTC).toInstant() : value;
        };
    }

    private static BigDecimal number(Object value) {
        if (value instanceof Boolean flag) {
            return flag ? BigDecimal.ONE : BigDecimal.ZERO;
        }
        return value instanceof BigDecimal exact ? exact : BigDecimal.valueOf((Long) value);
    }

    private static Object toWhole(Object value, ValueType to) {
        if (value instanceof Double real) {
            if (!Double.isFinite(real)) {
                throw new NotComputableException();
            }
            return whole(to, new BigDecimal(real));
        }
        if (value instanceof String text) {
            String digits = text.strip();
            if (!INTEGER.matcher(digits).matches()) {
                throw new NotComputableException();
            }
            return whole(to, new BigDecimal(digits));
        }
        return whole(to, number(value));
    }

    /** Cuts what stands behind the point. */
    static Long whole(ValueType to, BigDecimal value) {
        BigDecimal cut = value.setScale(0, RoundingMode.DOWN);
        try {
            return Arithmetic.fit(to, cut.longValueExact());
        } catch (ArithmeticException e) {
            throw new NotComputableException();
        }
    }

    /** NaN and the infinities have no decimal: NULL, as Spark has it. */
    private static Object toDecimal(Object value, ValueType to) {
        if (value instanceof Double real) {
            return Double.isFinite(real) ? Arithmetic.fit(to, BigDecimal.valueOf(real)) : null;
        }
        return Arithmetic.fit(to, number(value));
    }
}
