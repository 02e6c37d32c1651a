package pt.arquipelago.analysis.result;

/** Between which ends the true value of a noisy cell lies in 95 of 100 cases. {@code row} and {@code column} count from 0. */
public record Interval(int row, int column, double low, double high) {
    public Interval {
        if (!(low <= high) || Double.isInfinite(low) || Double.isInfinite(high)) {
            throw new IllegalArgumentException("an interval has a finite lower and higher end");
        }
    }
}
