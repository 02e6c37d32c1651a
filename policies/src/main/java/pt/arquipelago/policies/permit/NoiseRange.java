package pt.arquipelago.policies.permit;

/** What a record's amount is cut to under release {@code noisy}: public, never taken from the data. */
public record NoiseRange(double low, double high) {
    public NoiseRange {
        if (!(low < high) || Math.abs(low) > 1e15 || Math.abs(high) > 1e15) {
            throw new IllegalArgumentException("a range has a lower and a higher end, within 1e15 of 0");
        }
    }
}
