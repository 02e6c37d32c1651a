package pt.arquipelago.analysis.query;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A type of a key, a term or an output, written as Spark SQL writes it. Java values: {@code Boolean}, {@code Long} (INT and BIGINT),
 * {@code Double}, {@code BigDecimal} (with the type's scale), {@code String}, {@code LocalDate}, {@code Instant} (microseconds);
 * {@code null} is NULL.
 *
 * @param precision digits of a DECIMAL (1 to 38), else 0
 * @param scale digits after the point of a DECIMAL (0 to precision), else 0
 */
public record ValueType(Base base, int precision, int scale) implements Serializable {
    public enum Base { BOOLEAN, INT, BIGINT, DOUBLE, DECIMAL, STRING, DATE, TIMESTAMP }

    public static final int MAX_PRECISION = 38;
    public static final ValueType BOOLEAN = new ValueType(Base.BOOLEAN, 0, 0);
    public static final ValueType INT = new ValueType(Base.INT, 0, 0);
    public static final ValueType BIGINT = new ValueType(Base.BIGINT, 0, 0);
    public static final ValueType DOUBLE = new ValueType(Base.DOUBLE, 0, 0);
    public static final ValueType STRING = new ValueType(Base.STRING, 0, 0);
    public static final ValueType DATE = new ValueType(Base.DATE, 0, 0);
    public static final ValueType TIMESTAMP = new ValueType(Base.TIMESTAMP, 0, 0);

    private static final Pattern DECIMAL_NAME = Pattern.compile("DECIMAL\\(([1-9][0-9]?),(0|[1-9][0-9]?)\\)");

    public ValueType {
        requireNonNull(base, "base is null");
        boolean fits = base == Base.DECIMAL
                ? precision >= 1 && precision <= MAX_PRECISION && scale >= 0 && scale <= precision
                : precision == 0 && scale == 0;
        if (!fits) {
            throw new IllegalArgumentException("no such type: %s(%d,%d)".formatted(base, precision, scale));
        }
    }

    public static ValueType decimal(int precision, int scale) {
        return new ValueType(Base.DECIMAL, precision, scale);
    }

    /** Reads the name that {@link #toString()} writes. */
    public static ValueType parse(String name) {
        requireNonNull(name, "name is null");
        Matcher decimal = DECIMAL_NAME.matcher(name);
        if (decimal.matches()) {
            return decimal(Integer.parseInt(decimal.group(1)), Integer.parseInt(decimal.group(2)));
        }
        for (Base base : Base.values()) {
            if (base != Base.DECIMAL && base.name().equals(name)) {
                return new ValueType(base, 0, 0);
            }
        }
        throw new IllegalArgumentException("no such type");
    }

    public boolean isDecimal() {
        return base == Base.DECIMAL;
    }

    public boolean isIntegral() {
        return base == Base.INT || base == Base.BIGINT;
    }

    public boolean isNumeric() {
        return isIntegral() || isDecimal() || base == Base.DOUBLE;
    }

    /** Spark SQL's name, such as {@code BIGINT} or {@code DECIMAL(20,2)}. */
    @Override
    public String toString() {
        return isDecimal() ? "DECIMAL(" + precision + "," + scale + ")" : base.name();
    }
}
