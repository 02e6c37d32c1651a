package pt.arquipelago.analysis.noise;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import pt.arquipelago.analysis.query.AggregateQuery;
import pt.arquipelago.analysis.query.Kind;

/** What noise costs in processor time, by the machine's own randomness, for tables of 1,000 numbers: {@code main}, no test. */
final class NoiseFigures {
    private static final int CELLS = 1_000;
    private static final int ROUNDS = 200;

    private NoiseFigures() {}

    public static void main(String[] arguments) {
        figure("counts of persons", Queries.by(List.of(), Kind.PERSONS), Map.of(), 1);
        figure("sums, and counts of persons for the rows", Queries.by(List.of(), Kind.SUM), Map.of(0, new Clip(0, 1_000)), 2);
        figure("number, mean and deviation, and counts of persons for the rows", Queries.by(List.of(), Kind.MOMENTS), Map.of(0, new Clip(0, 1_000)), 4);
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static void figure(String what, AggregateQuery query, Map<Integer, Clip> clips, int numbers) {
        NoisePlan plan = NoisePlan.of(query, new Limits(3, 10), clips, Rho.of(0.01));
        List<BoundedRow> rows = new ArrayList<>();
        for (int i = 0; i < CELLS / numbers; i++) {
            rows.add(new BoundedRow(List.of("r" + i), plan.numbers().stream().map(number -> 1_000_000L).toList()));
        }
        Perturbation perturbation = new Perturbation(query, plan);
        double[] milliseconds = new double[ROUNDS];
        int shown = 0;
        for (int round = 0; round < 2 * ROUNDS; round++) {
            long start = cpu();
            shown += perturbation.perturbed(rows.iterator()).rows().size();
            milliseconds[round % ROUNDS] = (cpu() - start) / 1e6;
        }
        Arrays.sort(milliseconds);
        System.out.printf("%s: %d numbers, median %.2f ms of processor time, 95 %% under %.2f ms (%d rows shown)%n", what, CELLS / numbers * numbers, milliseconds[ROUNDS / 2], milliseconds[ROUNDS * 95 / 100], shown);
    }
}
