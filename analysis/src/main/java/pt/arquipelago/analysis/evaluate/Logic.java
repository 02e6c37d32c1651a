package pt.arquipelago.analysis.evaluate;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import pt.arquipelago.analysis.query.Values;

/** Three-valued logic and comparison. */
final class Logic {
    private Logic() {}

    static Object and(Supplier<Object> left, Supplier<Object> right) {
        return connect(left, right, false);
    }

    static Object or(Supplier<Object> left, Supplier<Object> right) {
        return connect(left, right, true);
    }

    /** The side that decides alone is enough; else NULL makes NULL. The right side is not looked at once the left decides. */
    private static Object connect(Supplier<Object> left, Supplier<Object> right, Boolean deciding) {
        Object a = left.get();
        if (deciding.equals(a)) {
            return deciding;
        }
        Object b = right.get();
        if (deciding.equals(b)) {
            return deciding;
        }
        return a == null || b == null ? null : !deciding;
    }

    /** As {@link Values#compare}, but decimals of any two scales. */
    static int compare(Object left, Object right) {
        return left instanceof BigDecimal a ? a.compareTo((BigDecimal) right) : Values.compare(left, right);
    }

    static boolean compares(String function, Object left, Object right) {
        int order = compare(left, right);
        return switch (function) {
            case "eq" -> order == 0;
            case "ne" -> order != 0;
            case "lt" -> order < 0;
            case "le" -> order <= 0;
            case "gt" -> order > 0;
            default -> order >= 0;
        };
    }

    static boolean nullSafeEqual(Object left, Object right) {
        return left == null || right == null ? left == right : compare(left, right) == 0;
    }

    static Object nullIf(Object value, Object unwanted) {
        return value != null && unwanted != null && compare(value, unwanted) == 0 ? null : value;
    }

    /** NULL only if all are. */
    static Object greatest(List<Object> values) {
        return values.stream().filter(Objects::nonNull).reduce((a, b) -> compare(b, a) > 0 ? b : a).orElse(null);
    }

    static Object least(List<Object> values) {
        return values.stream().filter(Objects::nonNull).reduce((a, b) -> compare(b, a) < 0 ? b : a).orElse(null);
    }
}
