package pt.arquipelago.analysis.noise;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import pt.arquipelago.analysis.query.AggregateQuery;

/** Perturbs every number of a table by noise of its own, and keeps of its rows those that are shown. */
public final class Perturbation {
    /** More rows than this are no aggregate that a person reads; further ones are left out. */
    public static final int MOST_ROWS = 200_000;
    /** So that what is shown always fits into what travels: too much for it would be a failure that the records decide. */
    private static final int MOST_NUMBERS = 4_000_000;

    private final AggregateQuery query;
    private final NoisePlan plan;
    private final DiscreteGaussian noise;

    public Perturbation(AggregateQuery query, NoisePlan plan) {
        this(query, plan, Randomness.secure());
    }

    Perturbation(AggregateQuery query, NoisePlan plan, Randomness random) {
        this.query = requireNonNull(query, "query is null");
        this.plan = requireNonNull(plan, "plan is null");
        this.noise = new DiscreteGaussian(random);
    }

    /** @param exact each row with at least one person; rows that the declared codes do not name are left out where there is a grid */
    public NoisyTable perturbed(Iterator<BoundedRow> exact) {
        return new NoisyTable(query, plan, plan.grid() ? grid(exact) : shown(exact));
    }

    private List<NoisyTable.Row> grid(Iterator<BoundedRow> exact) {
        Map<List<Object>, List<Long>> found = new HashMap<>();
        exact.forEachRemaining(row -> found.put(row.keys(), row.sums()));
        List<Long> nothing = plan.numbers().stream().map(number -> 0L).toList();
        List<NoisyTable.Row> rows = new ArrayList<>();
        for (List<Object> keys : query.grid()) {
            rows.add(new NoisyTable.Row(keys, perturbed(found.getOrDefault(keys, nothing))));
        }
        return rows;
    }

    private List<NoisyTable.Row> shown(Iterator<BoundedRow> exact) {
        int persons = plan.presenceNumber(query);
        List<NoisyTable.Row> rows = new ArrayList<>();
        int most = Math.min(MOST_ROWS, MOST_NUMBERS / plan.numbers().size());
        // Which rows are beyond is for nobody's data to decide: what is cut has noise in it already.
        while (exact.hasNext() && rows.size() < most) {
            BoundedRow row = exact.next();
            List<Long> numbers = perturbed(row.sums());
            if (numbers.get(persons) >= plan.threshold()) {
                rows.add(new NoisyTable.Row(row.keys(), numbers));
            }
        }
        return rows;
    }

    private List<Long> perturbed(List<Long> sums) {
        List<Long> numbers = new ArrayList<>(sums.size());
        for (int i = 0; i < sums.size(); i++) {
            numbers.add(Math.addExact(sums.get(i), noise.sample(plan.numbers().get(i).variance())));
        }
        return numbers;
    }
}
