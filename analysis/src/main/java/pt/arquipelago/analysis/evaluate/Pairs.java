package pt.arquipelago.analysis.evaluate;

import pt.arquipelago.analysis.query.Moments;

/**
 * Statistics of pairs of values, of x and y where both are there, as Spark defines them.
 *
 * @param products Σ x · y
 */
record Pairs(Moments x, Moments y, double products) {
    Pairs {
        if (x.n() != y.n()) {
            throw new NotComputableException();
        }
    }

    Object statistic(String function) {
        return switch (function) {
            case "covariance-pop" -> deviations() / x.n();
            case "covariance-samp" -> x.n() == 1 ? null : (Object) (deviations() / (x.n() - 1));
            case "correlation" -> correlation();
            case "products" -> deviations();
            case "slope" -> x.m2() == 0 ? null : (Object) slope();
            case "intercept" -> x.m2() == 0 ? null : (Object) (y.mean() - slope() * x.mean());
            case "determination" -> determination();
            default -> throw new IllegalStateException("a function of pairs is not evaluated: " + function);
        };
    }

    /** Σ (x − mean) · (y − mean). */
    private double deviations() {
        return Math.fma(-x.n() * x.mean(), y.mean(), products);
    }

    private double slope() {
        return deviations() / x.m2();
    }

    /** What rounding adds beyond 1 is no correlation. */
    private Object correlation() {
        if (x.n() == 1) {
            return null;
        }
        double roots = Math.sqrt(x.m2()) * Math.sqrt(y.m2());
        if (roots == 0) {
            throw new NotComputableException();
        }
        double found = deviations() / roots;
        return Math.abs(found) <= 1 ? found : Double.isFinite(found) ? Math.signum(found) : found;
    }

    private Object determination() {
        if (x.m2() == 0) {
            return null;
        }
        if (y.m2() == 0) {
            return 1.0;
        }
        double r = (Double) correlation();
        return r * r;
    }
}
