package pt.arquipelago.analysis.noise;

import pt.arquipelago.analysis.query.AggregateQuery;

/** Noise that is the same in each run, for tests of other packages. */
public final class Noises {
    private Noises() {}

    public static Perturbation seeded(AggregateQuery query, NoisePlan plan, long seed) {
        return new Perturbation(query, plan, new Seeded(seed));
    }
}
