package pt.arquipelago.analysis.noise;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** A cost or a budget of zero-concentrated differential privacy, in whole billionths, so that costs add up exactly. */
public record Rho(long billionths) implements Comparable<Rho> {
    public static final Rho NONE = new Rho(0);
    private static final int DIGITS = 9;

    public Rho {
        if (billionths < 0) {
            throw new IllegalArgumentException("rho is negative");
        }
    }

    /** @throws IllegalArgumentException unless it is positive, finite, below a million and has at most nine digits after the point */
    public static Rho of(double rho) {
        if (!(rho > 0) || rho >= 1e6) {
            throw new IllegalArgumentException("rho is positive and below a million");
        }
        try {
            return new Rho(BigDecimal.valueOf(rho).setScale(DIGITS, RoundingMode.UNNECESSARY).unscaledValue().longValueExact());
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("rho has at most nine digits after the point", e);
        }
    }

    public Rho plus(Rho other) {
        return new Rho(Math.addExact(billionths, other.billionths));
    }

    /** What is left; nothing where more was spent. */
    public Rho minus(Rho other) {
        return new Rho(Math.max(0, billionths - other.billionths));
    }

    /** An equal part, rounded down. */
    Rho part(int parts) {
        return new Rho(billionths / parts);
    }

    BigDecimal value() {
        return BigDecimal.valueOf(billionths, DIGITS);
    }

    public double doubleValue() {
        return value().doubleValue();
    }

    @Override
    public int compareTo(Rho other) {
        return Long.compare(billionths, other.billionths);
    }

    @Override
    public String toString() {
        return billionths == 0 ? "0" : value().stripTrailingZeros().toPlainString();
    }
}
