package pt.arquipelago.node.history;

import static java.util.Objects.requireNonNull;

import pt.arquipelago.analysis.noise.Rho;

/** A permit has less left for a table than a noisy answer costs. */
public final class BudgetSpentException extends RuntimeException {
    private final String table;
    private final Rho remaining;
    private final Rho cost;

    BudgetSpentException(String table, Rho remaining, Rho cost) {
        super("the permit's budget is spent");
        this.table = requireNonNull(table, "table is null");
        this.remaining = requireNonNull(remaining, "remaining is null");
        this.cost = requireNonNull(cost, "cost is null");
    }

    public String table() {
        return table;
    }

    public Rho remaining() {
        return remaining;
    }

    public Rho cost() {
        return cost;
    }
}
