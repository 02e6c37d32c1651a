package pt.arquipelago.analysis.noise;

/**
 * What a ρ means in the terms of (ε, δ): the least ε over all orders α of the Rényi divergence, ρα + (ln(1/(αδ)) / (α − 1)) + ln(1 − 1/α)
 * (Canonne, Kamath, Steinke 2020, corollary 13). ρ adds up over answers (Bun, Steinke 2016, lemma 2.3), and so do the δ of absent rows.
 */
public final class Conversion {
    private Conversion() {}

    /** @param delta between 0 and 1, both excluded */
    public static double epsilon(double rho, double delta) {
        if (!(rho >= 0) || !(delta > 0) || !(delta < 1)) {
            throw new IllegalArgumentException("rho is at least 0 and delta between 0 and 1");
        }
        if (rho == 0) {
            return 0;
        }
        // Of one minimum, found by thirds over the logarithm of α − 1.
        double low = Math.log(1e-6);
        double high = Math.log(1e9);
        for (int i = 0; i < 400; i++) {
            double third = (high - low) / 3;
            if (of(rho, delta, low + third) < of(rho, delta, high - third)) {
                high -= third;
            } else {
                low += third;
            }
        }
        return Math.max(0, of(rho, delta, (low + high) / 2));
    }

    private static double of(double rho, double delta, double logOfOrderMinusOne) {
        double less = Math.exp(logOfOrderMinusOne);
        double order = 1 + less;
        return rho * order - Math.log(order * delta) / less + Math.log1p(-1 / order);
    }
}
