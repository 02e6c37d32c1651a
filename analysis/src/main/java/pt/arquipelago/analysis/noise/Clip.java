package pt.arquipelago.analysis.noise;

/** What one record's amount is cut to: a public range, from a profile, a permit or the question; never from the data. */
public record Clip(double low, double high) {
    private static final double MOST = 1e15;

    public Clip {
        if (!(low < high) || Math.abs(low) > MOST || Math.abs(high) > MOST) {
            throw new IllegalArgumentException("a range has a lower and a higher end, within 1e15 of 0");
        }
    }

    /** The largest amount, whatever its sign. */
    public double most() {
        return Math.max(Math.abs(low), Math.abs(high));
    }

    public double middle() {
        return low + (high - low) / 2;
    }

    public double half() {
        return (high - low) / 2;
    }
}
