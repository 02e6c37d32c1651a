package pt.arquipelago.analysis.measured;

import static java.util.Objects.requireNonNull;

import java.util.stream.DoubleStream;

/**
 * How far one number of a term rests on single persons. Totals are sums of absolute values; records that name no person count as one
 * person's.
 *
 * @param largest the largest total of one person, or an upper bound of it
 * @param second the second largest, or an upper bound of it
 * @param total of all persons; of documents, which persons may share, their number
 * @param exact whether the first two are no bounds but what was counted
 */
public record Concentration(double largest, double second, double total, boolean exact) {
    /** What no person's total is above. */
    public static Concentration atMost(double bound, double total) {
        return new Concentration(bound, bound, total, false);
    }

    /** Nothing is known of single persons yet. */
    public static Concentration unknown(double total) {
        return atMost(Double.POSITIVE_INFINITY, total);
    }

    /**
     * The persons were parted in some groups and each group's total is known: nobody has more than the largest group, and no two more
     * than the two largest together.
     */
    public static Concentration ofGroups(double[] totals) {
        return ofGroups(totals, DoubleStream.of(totals).sum());
    }

    /** @param total of all persons, where it is not the groups' sum */
    public static Concentration ofGroups(double[] totals, double total) {
        requireNonNull(totals, "totals is null");
        double largest = 0;
        double second = 0;
        for (double each : totals) {
            if (!(each <= largest)) {
                second = largest;
                largest = each;
            } else if (!(each <= second)) {
                second = each;
            }
        }
        return new Concentration(largest, second, total, false);
    }

    public static Concentration counted(double largest, double second, double total) {
        return new Concentration(largest, second, total, true);
    }

    /**
     * Whether one person makes up at most 50 % and two at most 85 % (rules 3.4): in whole multiples, so that whole numbers are compared
     * exactly. What is NaN is not.
     */
    public boolean isWithinLimits() {
        return total > 0 && Double.isFinite(total) && 2 * largest <= total && 20 * (largest + second) <= 17 * total;
    }

    @Override
    public String toString() {
        return "Concentration";
    }
}
