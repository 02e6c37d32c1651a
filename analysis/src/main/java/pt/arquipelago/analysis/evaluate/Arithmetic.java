package pt.arquipelago.analysis.evaluate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import pt.arquipelago.analysis.query.Moments;
import pt.arquipelago.analysis.query.ValueType;
import pt.arquipelago.analysis.query.ValueType.Base;

/** Numbers as Spark computes them with ANSI on: what overflows or divides by zero is not computable. */
final class Arithmetic {
    /** Spark divides decimals to this many places, cuts, and then rounds half up to the result's scale. */
    private static final int DIVISION_PLACES = 39;

    private Arithmetic() {}

    static Object binary(String function, ValueType type, Object left, Object right) {
        if (left instanceof BigDecimal a) {
            return decimal(function, type, a, (BigDecimal) right);
        }
        return left instanceof Double a ? (Object) real(function, a, (Double) right) : whole(function, type, (Long) left, (Long) right);
    }

    private static Object whole(String function, ValueType type, long a, long b) {
        try {
            return fit(type, switch (function) {
                case "add" -> Math.addExact(a, b);
                case "subtract" -> Math.subtractExact(a, b);
                case "multiply" -> Math.multiplyExact(a, b);
                case "remainder" -> a % nonZero(b);
                default -> b == -1 ? Math.negateExact(a) : a / nonZero(b);
            });
        } catch (ArithmeticException e) {
            throw new NotComputableException();
        }
    }

    private static long nonZero(long divisor) {
        if (divisor == 0) {
            throw new NotComputableException();
        }
        return divisor;
    }

    static Long fit(ValueType type, long value) {
        if (type.base() == Base.INT && value != (int) value) {
            throw new NotComputableException();
        }
        return value;
    }

    private static double real(String function, double a, double b) {
        if ((function.equals("divide") || function.equals("remainder")) && b == 0) {
            throw new NotComputableException();
        }
        return switch (function) {
            case "add" -> a + b;
            case "subtract" -> a - b;
            case "multiply" -> a * b;
            case "divide" -> a / b;
            default -> a % b;
        };
    }

    private static Object decimal(String function, ValueType type, BigDecimal a, BigDecimal b) {
        if (b.signum() == 0 && (function.equals("divide") || function.equals("remainder") || function.equals("integral-divide"))) {
            throw new NotComputableException();
        }
        return switch (function) {
            case "add" -> fit(type, a.add(b));
            case "subtract" -> fit(type, a.subtract(b));
            case "multiply" -> fit(type, a.multiply(b));
            case "divide" -> fit(type, a.divide(b, DIVISION_PLACES, RoundingMode.DOWN));
            case "remainder" -> fit(type, a.remainder(b));
            default -> Casts.whole(ValueType.BIGINT, a.divideToIntegralValue(b));
        };
    }

    /** Rounds half up to the type's scale. */
    static BigDecimal fit(ValueType type, BigDecimal value) {
        BigDecimal rounded = value.setScale(type.scale(), RoundingMode.HALF_UP);
        if (rounded.precision() > type.precision()) {
            throw new NotComputableException();
        }
        return rounded;
    }

    static Object average(ValueType type, Object sum, long count) {
        if (count == 0) {
            return null;
        }
        if (sum instanceof BigDecimal exact) {
            return fit(type, exact.divide(BigDecimal.valueOf(count), DIVISION_PLACES, RoundingMode.DOWN));
        }
        return ((Number) sum).doubleValue() / count;
    }

    static Object unary(String function, ValueType type, Object value) {
        if (value instanceof BigDecimal exact) {
            return switch (function) {
                case "negate" -> exact.negate();
                case "abs" -> exact.abs();
                case "floor" -> fit(type, exact.setScale(0, RoundingMode.FLOOR));
                default -> fit(type, exact.setScale(0, RoundingMode.CEILING));
            };
        }
        if (value instanceof Double real) {
            return switch (function) {
                case "negate" -> (Object) (-real);
                case "abs" -> Math.abs(real);
                case "floor" -> (long) Math.floor(real);
                default -> (long) Math.ceil(real);
            };
        }
        long whole = (Long) value;
        boolean turn = function.equals("negate") || function.equals("abs") && whole < 0;
        return turn ? whole("subtract", type, 0, whole) : value;
    }

    static Object round(ValueType type, Object value, int places) {
        if (value instanceof Double real) {
            return Double.isFinite(real) ? (Object) BigDecimal.valueOf(real).setScale(places, RoundingMode.HALF_UP).doubleValue() : value;
        }
        if (value instanceof BigDecimal exact) {
            return fit(type, exact.scale() <= places ? exact : exact.setScale(places, RoundingMode.HALF_UP));
        }
        return places >= 0 ? value : Casts.whole(type, BigDecimal.valueOf((Long) value).setScale(places, RoundingMode.HALF_UP));
    }

    /** A logarithm of what has none is NULL, a root NaN. */
    static Object real(String function, double value) {
        return switch (function) {
            case "sqrt" -> Math.sqrt(value);
            case "exp" -> StrictMath.exp(value);
            default -> value <= 0 ? null : (Object) StrictMath.log(value);
        };
    }

    /** A sample's variance of one value is NULL. */
    static Object spread(String function, Moments moments) {
        boolean sample = function.endsWith("-samp");
        if (sample && moments.n() == 1) {
            return null;
        }
        double variance = moments.m2() / (sample ? moments.n() - 1 : moments.n());
        return function.startsWith("stddev") ? Math.sqrt(variance) : variance;
    }
}
