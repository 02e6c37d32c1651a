package pt.arquipelago.node.execution;

import java.io.Serializable;
import java.util.Optional;
import pt.arquipelago.analysis.measured.Concentration;

/**
 * How much of one number each of many groups of persons has, and who leads in each: amounts of the leader are set off against as much of
 * others (Misra and Gries 1982, with one counter a group). What is left over is the leader's for certain, and what was set off is at least
 * half of others. Where one person has most of a number, or nobody has much, this decides without telling persons apart.
 */
final class Leaders implements Parting.Parts, Serializable {
    /** Amounts are added up as they come, in doubles: what is so near to a limit is not decided here. */
    private static final double ROUNDING = 1e-9;

    private final boolean certain;
    private final double[] totals;
    private final long[] persons;
    private final double[] left;

    /**
     * @param groups how many
     * @param certain whether amounts are the persons' own, and not only no less than those
     */
    Leaders(int groups, boolean certain) {
        this.certain = certain;
        this.totals = new double[groups];
        this.persons = new long[groups];
        this.left = new double[groups];
    }

    /** @param amount not negative */
    void add(int group, long person, double amount) {
        totals[group] += amount;
        setOff(group, person, amount);
    }

    void merge(Leaders other) {
        for (int i = 0; i < totals.length; i++) {
            totals[i] += other.totals[i];
            setOff(i, other.persons[i], other.left[i]);
        }
    }

    private void setOff(int group, long person, double amount) {
        if (persons[group] == person) {
            left[group] += amount;
        } else if (left[group] >= amount) {
            left[group] -= amount;
        } else {
            persons[group] = person;
            left[group] = amount - left[group];
        }
    }

    @Override
    public double[] totals() {
        return totals.clone();
    }

    /**
     * Of a group, one person has at most the half of what was set off and what is left over, any other at most the half of what was set
     * off. That is told if it is within the limits, or if what is left over alone is not.
     */
    @Override
    public Optional<Concentration> decided(double total) {
        double[] most = new double[2 * totals.length];
        double[] least = new double[totals.length];
        for (int i = 0; i < totals.length; i++) {
            most[2 * i] = (totals[i] + left[i]) / 2 * (1 + ROUNDING);
            most[2 * i + 1] = (totals[i] - left[i]) / 2 * (1 + ROUNDING);
            least[i] = left[i] * (1 - ROUNDING);
        }
        Concentration atMost = Concentration.ofGroups(most, total);
        boolean beyond = certain && Double.isFinite(total) && !Concentration.ofGroups(least, total).isWithinLimits();
        return Optional.of(atMost).filter(told -> beyond || told.isWithinLimits());
    }
}
