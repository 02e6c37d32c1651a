package pt.arquipelago.node.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import pt.arquipelago.node.LakeForTests;
import pt.arquipelago.node.LakeForTests.Stay;
import pt.arquipelago.node.SparkForTests;
import pt.arquipelago.node.disclosure.NodeDisclosure;
import pt.arquipelago.node.execution.Execution;
import pt.arquipelago.node.execution.PersonMarks;
import pt.arquipelago.node.execution.LakeRelations;
import pt.arquipelago.node.gate.CompiledQuestion;
import pt.arquipelago.node.gate.Gate;
import pt.arquipelago.node.gate.PermittedView;
import pt.arquipelago.node.lake.ColumnDescription;
import pt.arquipelago.node.lake.Lake;
import pt.arquipelago.policies.permit.Thresholds;

/**
 * What an observer who only has a watch could tell of one person: the same question over two tables that differ by that person, in turn.
 * The share of pairs in which the table with the person took longer is 50 % where time tells nothing. The command that runs it stands in
 * {@code docs/benchmarks.md}.
 */
public final class TimingBenchmark {
    private static final String SQL = "SELECT region, diagnosis, count(*) AS n, sum(days) AS days FROM stays GROUP BY region, diagnosis";
    private static final LocalDate DAY = LocalDate.of(2024, 5, 1);

    private TimingBenchmark() {}

    /** @param arguments how many pairs count (100) */
    public static void main(String[] arguments) throws Exception {
        int pairs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100;
        List<Stay> stays = with(LakeForTests.random(20_000, 1), same(9, 40_000, "Z", 1));
        Map<String, List<Stay>> persons = new LinkedHashMap<>();
        persons.put("one more of many", same(1, 30_000, "A", 1));
        persons.put("the tenth of a row", same(1, 40_009, "Z", 1));
        persons.put("one who makes up most of a row, so that each person's totals are asked for", same(1, 30_000, "B", 20_000));
        PermittedView without = view(stays);
        for (Map.Entry<String, List<Stay>> person : persons.entrySet()) {
            compare(person.getKey(), without, view(with(stays, person.getValue())), pairs);
        }
    }

    /** Persons with some stays each in one row. */
    private static List<Stay> same(int persons, long first, String diagnosis, int each) {
        List<Stay> stays = new ArrayList<>();
        for (int i = 0; i < persons * each; i++) {
            stays.add(new Stay(first + i / each, (long) (i % 7), "Norte", diagnosis, DAY, 2));
        }
        return stays;
    }

    private static List<Stay> with(List<Stay> stays, List<Stay> more) {
        List<Stay> all = new ArrayList<>(stays);
        all.addAll(more);
        return all;
    }

    private static PermittedView view(List<Stay> stays) throws Exception {
        Path folder = Files.createTempDirectory("arquipelago-timing");
        LakeForTests.write(folder, stays, 2);
        Lake lake = Lake.open(folder);
        var table = new LakeRelations(SparkForTests.spark(), lake).tables(lake.current()).get(LakeForTests.TABLE);
        return table.permitted("stays", table.description().columns().stream().map(ColumnDescription::name).collect(Collectors.toSet()));
    }

    private static void compare(String name, PermittedView without, PermittedView with, int pairs) {
        double[] less = new double[pairs];
        double[] more = new double[pairs];
        for (int i = -20; i < pairs; i++) {
            double first = millis(i % 2 == 0 ? without : with);
            double second = millis(i % 2 == 0 ? with : without);
            if (i >= 0) {
                less[i] = i % 2 == 0 ? first : second;
                more[i] = i % 2 == 0 ? second : first;
            }
        }
        System.out.printf("%s: without %.1f ms, with %.1f ms (medians of %d); longer with the person in %.0f %% of pairs before the grid, %.0f %% after it%n", name,
                median(less), median(more), pairs, 100 * longer(less, more), 100 * longer(onGrid(less), onGrid(more)));
    }

    private static double millis(PermittedView view) {
        long start = System.nanoTime();
        CompiledQuestion question = new Gate().compile(SparkForTests.session(), SQL, List.of(view));
        var thresholds = NodeDisclosure.thresholds(Thresholds.DEFAULT, question);
        NodeDisclosure.check(new Execution(SparkForTests.spark()).measure(question, thresholds, PersonMarks.of(new byte[24]), "timing-" + start).table(), thresholds);
        return (System.nanoTime() - start) / 1e6;
    }

    private static double[] onGrid(double[] millis) {
        long step = Departure.STEP.toMillis();
        return Arrays.stream(millis).map(each -> Math.ceil(each / step) * step).toArray();
    }

    /** Of all pairs of one from each, those in which the second is longer; alike counts half. */
    private static double longer(double[] less, double[] more) {
        double count = 0;
        for (double a : less) {
            for (double b : more) {
                count += b > a ? 1 : b == a ? 0.5 : 0;
            }
        }
        return count / less.length / more.length;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
