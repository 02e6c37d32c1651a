package pt.arquipelago.policies.permit;

/**
 * The fewest distinct persons, and the fewest distinct professionals, behind a number that leaves.
 *
 * @param persons at least 1; 10 by default
 * @param professionals at least 1; 3 by default
 */
public record Thresholds(int persons, int professionals) {
    public static final Thresholds DEFAULT = new Thresholds(10, 3);

    public Thresholds {
        if (persons < 1 || professionals < 1 || persons > 100_000 || professionals > 100_000) {
            throw new IllegalArgumentException("A threshold is between 1 and 100,000");
        }
    }

    /** The stricter of both, for each kind of person. */
    public Thresholds stricter(Thresholds other) {
        return new Thresholds(Math.max(persons, other.persons), Math.max(professionals, other.professionals));
    }
}
