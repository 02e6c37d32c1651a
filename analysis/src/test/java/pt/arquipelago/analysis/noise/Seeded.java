package pt.arquipelago.analysis.noise;

import java.util.SplittableRandom;

/** Random bits that are the same in each run: for tests alone. */
final class Seeded implements Randomness {
    private final SplittableRandom random;

    Seeded(long seed) {
        this.random = new SplittableRandom(seed);
    }

    @Override
    public long bits(int count) {
        return random.nextLong() >>> (Long.SIZE - count);
    }
}
