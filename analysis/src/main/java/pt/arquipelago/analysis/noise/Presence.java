package pt.arquipelago.analysis.noise;

/**
 * From which noisy number of persons on a row is shown. A row that is there for one person alone is shown with a chance of at most δ for all
 * rows that this person makes, so that its being there tells of nobody.
 */
final class Presence {
    /** Of one question; a permit's questions add up. */
    static final double DELTA = 1e-9;

    private Presence() {}

    /**
     * @param rows that one person may be in
     * @param deviation of the number of persons
     */
    static long threshold(int rows, double deviation) {
        // P(noise ≥ m) of the discrete Gaussian is at most P(noise ≥ m − 1) of the continuous one (corollary 23).
        double low = 0;
        double high = 40;
        for (int i = 0; i < 100; i++) {
            double middle = (low + high) / 2;
            if (rows * tail(middle) <= DELTA) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return 2 + (long) Math.ceil(high * deviation);
    }

    /** At least the chance of a standard normal number of {@code x} or more. */
    private static double tail(double x) {
        return x <= 1 ? 1 : Math.exp(-x * x / 2) / (x * Math.sqrt(2 * Math.PI));
    }
}
