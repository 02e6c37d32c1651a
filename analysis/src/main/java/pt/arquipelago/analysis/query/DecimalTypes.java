package pt.arquipelago.analysis.query;

import static pt.arquipelago.analysis.query.ValueType.MAX_PRECISION;

/** Precision and scale of a decimal operation's result, by Spark's ANSI rules (precision may be lost beyond 38 digits). */
final class DecimalTypes {
    private static final int MIN_ADJUSTED_SCALE = 6;

    private DecimalTypes() {}

    static ValueType sum(ValueType a, ValueType b) {
        int scale = Math.max(a.scale(), b.scale());
        return adjusted(Math.max(whole(a), whole(b)) + scale + 1, scale);
    }

    static ValueType product(ValueType a, ValueType b) {
        return adjusted(a.precision() + b.precision() + 1, a.scale() + b.scale());
    }

    static ValueType quotient(ValueType a, ValueType b) {
        int scale = Math.max(MIN_ADJUSTED_SCALE, a.scale() + b.precision() + 1);
        return adjusted(whole(a) + b.scale() + scale, scale);
    }

    static ValueType remainder(ValueType a, ValueType b) {
        int scale = Math.max(a.scale(), b.scale());
        return adjusted(Math.min(whole(a), whole(b)) + scale, scale);
    }

    static ValueType whole(ValueType a, int digitsMore) {
        return a.scale() == 0 ? a : ValueType.decimal(Math.min(whole(a) + digitsMore, MAX_PRECISION), 0);
    }

    static ValueType rounded(ValueType a, int places) {
        int whole = whole(a) + 1;
        if (places < 0) {
            return ValueType.decimal(Math.min(Math.max(whole, 1 - places), MAX_PRECISION), 0);
        }
        int scale = Math.min(a.scale(), places);
        return ValueType.decimal(Math.min(whole + scale, MAX_PRECISION), scale);
    }

    private static int whole(ValueType a) {
        return a.precision() - a.scale();
    }

    /** Keeps the whole digits, and of the digits after the point what is left of 38, but at least six where there were as many. */
    private static ValueType adjusted(int precision, int scale) {
        if (precision <= MAX_PRECISION) {
            return ValueType.decimal(precision, scale);
        }
        int left = MAX_PRECISION - (precision - scale);
        return ValueType.decimal(MAX_PRECISION, Math.max(left, Math.min(scale, MIN_ADJUSTED_SCALE)));
    }
}
