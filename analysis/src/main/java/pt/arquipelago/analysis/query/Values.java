package pt.arquipelago.analysis.query;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;

/** Values of a {@link ValueType}: their one canonical Java form, and their order, both as in Spark. */
public final class Values {
    private static final LocalDate FIRST_DATE = LocalDate.of(1, 1, 1);
    private static final LocalDate LAST_DATE = LocalDate.of(9999, 12, 31);

    private Values() {}

    /**
     * The canonical form of a value: DECIMAL with its type's scale, DOUBLE without −0.0, so that equal values are equal objects.
     *
     * @throws IllegalArgumentException if the value is none of the type; the message does not carry it
     */
    public static Object canonical(ValueType type, Object value) {
        if (value == null) {
            return null;
        }
        Object canonical = switch (type.base()) {
            case BOOLEAN -> value instanceof Boolean ? value : null;
            case INT -> value instanceof Long n && n == n.intValue() ? n : null;
            case BIGINT -> value instanceof Long ? value : null;
            case DOUBLE -> value instanceof Double d ? (Object) (d == 0.0 ? 0.0 : d.isNaN() ? Double.NaN : d) : null;
            case DECIMAL -> value instanceof BigDecimal d ? decimal(type, d) : null;
            case STRING -> value instanceof String s && isWellFormed(s) ? s : null;
            case DATE -> value instanceof LocalDate d && inRange(d) ? d : null;
            case TIMESTAMP -> value instanceof Instant t && inRange(t) ? t.truncatedTo(ChronoUnit.MICROS) : null;
        };
        if (canonical == null) {
            throw new IllegalArgumentException("a value is not of type " + type);
        }
        return canonical;
    }

    /** The years 1 to 9999, as Spark has them. */
    private static boolean inRange(LocalDate date) {
        return !date.isBefore(FIRST_DATE) && !date.isAfter(LAST_DATE);
    }

    private static boolean inRange(Instant time) {
        return !time.isBefore(FIRST_DATE.atStartOfDay().toInstant(ZoneOffset.UTC))
                && time.isBefore(LAST_DATE.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC));
    }

    private static BigDecimal decimal(ValueType type, BigDecimal value) {
        if (value.scale() > type.scale() && value.stripTrailingZeros().scale() > type.scale()) {
            return null;
        }
        if ((long) value.precision() - value.scale() > ValueType.MAX_PRECISION) {
            return null;
        }
        BigDecimal scaled = value.setScale(type.scale());
        return scaled.precision() <= type.precision() ? scaled : null;
    }

    private static boolean isWellFormed(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    /** Order of two values of one type, neither NULL: numbers, −0.0 = 0.0, NaN last and equal to itself, strings by their UTF-8 bytes. */
    public static int compare(Object left, Object right) {
        if (left instanceof String a && right instanceof String b) {
            return Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
        }
        if (left instanceof Double a && right instanceof Double b) {
            return a.doubleValue() == b.doubleValue() ? 0 : Double.compare(a, b);
        }
        return compareSame(left, right);
    }

    @SuppressWarnings("unchecked")
    private static int compareSame(Object left, Object right) {
        if (left.getClass() != right.getClass()) {
            throw new IllegalArgumentException("values of two types do not compare");
        }
        return ((Comparable<Object>) left).compareTo(right);
    }

    /** {@link #compare}, with NULL last. */
    public static Comparator<Object> nullsLast() {
        return Comparator.nullsLast(Values::compare);
    }
}
