package pt.arquipelago.analysis.query;

/**
 * Number, mean and sum of squared deviations from the mean of some values. Merged without the loss of digits that Σx² brings
 * (Chan, Golub, LeVeque, <i>Algorithms for computing the sample variance</i>, 1983).
 */
public record Moments(long n, double mean, double m2) {
    public Moments {
        if (n < 1 || m2 < 0) {
            throw new IllegalArgumentException("not moments: n is below 1 or m2 below 0");
        }
        // An argument that overflowed makes both NaN or infinite; they are carried so that the result can say so.
    }

    public Moments merge(Moments other) {
        long total = Math.addExact(n, other.n);
        double delta = other.mean - mean;
        double weight = (double) other.n / total;
        double spread = m2 + other.m2 + delta * delta * n * weight;
        return new Moments(total, mean + delta * weight, spread);
    }
}
