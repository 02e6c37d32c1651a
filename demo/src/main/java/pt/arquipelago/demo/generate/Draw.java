package pt.arquipelago.demo.generate;

/**
 * Repeatable random numbers (SplitMix64). Every person, institution and file has its own sequence, named by numbers, so
 * that what is drawn for one never depends on how many others were drawn before.
 */
final class Draw {

    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private long state;

    private Draw(long state) {
        this.state = state;
    }

    static Draw of(long seed, long stream, long index) {
        return new Draw(mix(mix(seed + GOLDEN) + stream * 0xd1342543de82ef95L) + mix(index * GOLDEN + 1));
    }

    /** Another sequence that follows from where this one stands, which it leaves there. */
    Draw fork(long stream) {
        return new Draw(mix(state + stream * 0xd1342543de82ef95L));
    }

    long next() {
        state += GOLDEN;
        return mix(state);
    }

    /** From 0 to {@code bound - 1}. */
    int below(int bound) {
        return (int) ((next() >>> 32) * bound >>> 32);
    }

    /** From {@code low} to {@code high}, both included. */
    int between(int low, int high) {
        return low + below(high - low + 1);
    }

    /** From 0 up to, and without, 1. */
    double unit() {
        return (next() >>> 11) * 0x1.0p-53;
    }

    boolean chance(double probability) {
        return unit() < probability;
    }

    /** Around 0, about two thirds within 1 (the sum of twelve numbers). */
    double normal() {
        double sum = -6;
        for (int i = 0; i < 12; i++) {
            sum += unit();
        }
        return sum;
    }

    <T> T oneOf(T[] all) {
        return all[below(all.length)];
    }

    /** How often something happens that happens {@code mean} times on average (Poisson). */
    int times(double mean) {
        if (mean > 20) {
            return times(mean / 2) + times(mean / 2);
        }
        double limit = Math.exp(-mean);
        int count = 0;
        for (double product = unit(); product > limit; product *= unit()) {
            count++;
        }
        return count;
    }

    private static long mix(long value) {
        long z = value;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}
