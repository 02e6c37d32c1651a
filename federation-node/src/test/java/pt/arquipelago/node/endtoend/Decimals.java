package pt.arquipelago.node.endtoend;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Division of decimals, half up; by zero it throws. */
final class Decimals {
    private Decimals() {}

    static BigDecimal ratio(Object over, Object under, int scale) {
        return new BigDecimal(over.toString()).divide(new BigDecimal(under.toString()), scale, RoundingMode.HALF_UP);
    }

    /** Division of two numbers with a point, which by zero throws as Spark's does. */
    static double quotient(double over, double under) {
        if (under == 0) {
            throw new ArithmeticException("division by zero");
        }
        return over / under;
    }
}
