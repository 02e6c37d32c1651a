package pt.arquipelago.node.run;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.SparkSession;
import pt.arquipelago.node.LakeForTests;
import pt.arquipelago.node.LakeForTests.Stay;
import pt.arquipelago.node.SparkForTests;
import pt.arquipelago.node.lake.Lake;
import pt.arquipelago.node.run.Progress.Stage;
import pt.arquipelago.policies.permit.Outcome;

/**
 * A warm question on one node over a million rows, from the signed order to the signed answer, against bare Spark with the same question
 * over the same Parquet files, in turn in the same run. The command that runs it stands in {@code docs/benchmarks.md}.
 */
public final class Benchmark {
    private static final int ROWS = 1_000_000;
    private static final int REGIONS = 16;
    private static final Map<String, String> QUESTIONS = new LinkedHashMap<>();

    static {
        QUESTIONS.put("count(*)", "SELECT region, diagnosis, count(*) AS n FROM %s GROUP BY region, diagnosis");
        QUESTIONS.put("count(*), count(DISTINCT person)", "SELECT region, diagnosis, count(*) AS n, count(DISTINCT %2$s) AS persons FROM %1$s GROUP BY region, diagnosis");
        QUESTIONS.put("count(*), sum", "SELECT region, diagnosis, count(*) AS n, sum(days) AS days FROM %s GROUP BY region, diagnosis");
    }

    private final NodeForTests node;
    private final SparkSession bare;
    private final int warming;
    private final int runs;
    private int permits = 0;

    private Benchmark(NodeForTests node, SparkSession bare, int warming, int runs) {
        this.node = node;
        this.bare = bare;
        this.warming = warming;
        this.runs = runs;
    }

    /** @param arguments rounds that count (30), rounds before them (15), the one question to ask (all) */
    public static void main(String[] arguments) throws Exception {
        int runs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 30;
        int warming = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 15;
        Path folder = Files.createTempDirectory("arquipelago-benchmark");
        try (NodeForTests node = new NodeForTests(folder, lake -> LakeForTests.write(lake, stays(), 4))) {
            var table = Lake.open(folder.resolve("lake")).currentSnapshot(LakeForTests.TABLE).orElseThrow();
            SparkForTests.session().read().parquet(table.files().stream().map(file -> file.toUri().toString()).toArray(String[]::new)).createOrReplaceTempView("bare");
            Benchmark benchmark = new Benchmark(node, SparkForTests.session(), warming, runs);
            QUESTIONS.entrySet().stream().filter(each -> arguments.length < 3 || each.getKey().equals(arguments[2])).forEach(each -> benchmark.compare(each.getKey(), each.getValue()));
        }
    }

    private void compare(String name, String sql) {
        Map<Step, List<Double>> steps = new EnumMap<>(Step.class);
        for (Step step : Step.values()) {
            steps.put(step, new ArrayList<>());
        }
        List<Double> spark = new ArrayList<>();
        List<Double> work = new ArrayList<>();
        for (int run = 0; run < warming + runs; run++) {
            long before = processorNanos();
            Map<Step, Double> ours = ask(sql.formatted("stays", "person"));
            long between = processorNanos();
            long start = System.nanoTime();
            bare.sql(sql.formatted("bare", "patient")).collectAsList();
            double theirs = millis(start, System.nanoTime());
            if (run >= warming) {
                ours.forEach((step, millis) -> steps.get(step).add(millis));
                spark.add(theirs);
                work.add((between - before) / (double) (processorNanos() - between));
            }
        }
        print(name, steps, spark, median(work));
    }

    private void print(String name, Map<Step, List<Double>> steps, List<Double> spark, double work) {
        System.out.printf("%n%s   (medians of %d, load %.1f)%n", name, runs, ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        steps.forEach((step, millis) -> System.out.printf("  %-64s %7.1f ms%n", step.title, median(millis)));
        System.out.printf("  %-64s %7.1f ms%n", "bare Spark", median(spark));
        List<Double> whole = steps.get(Step.WHOLE);
        System.out.printf("  whole task : bare Spark %.2f (of the least times %.2f, of processor time %.2f); execution : bare Spark %.2f%n", median(whole) / median(spark),
                Collections.min(whole) / Collections.min(spark), work, median(steps.get(Step.EXECUTING)) / median(spark));
        System.out.flush();
    }

    /** One order under a permit of its own: a second question under the same permit would be answered from the history. */
    private Map<Step, Double> ask(String sql) {
        String permit = "permit-" + permits++;
        String order = node.order(sql, NodeForTests.UNCHANGED, json -> json.put("jti", permit));
        Map<Stage, Long> reached = new EnumMap<>(Stage.class);
        long start = System.nanoTime();
        var answer = node.node().runTask().answer(order, (id, stage) -> reached.put(stage, System.nanoTime())).orElseThrow();
        long end = System.nanoTime();
        if (answer.outcome() != Outcome.RELEASED) {
            throw new IllegalStateException("not released: " + answer.manifest());
        }
        Map<Step, Double> millis = new EnumMap<>(Step.class);
        for (Step step : Step.values()) {
            if (step.from != null || step.to != null) {
                millis.put(step, millis(step.from == null ? start : reached.get(step.from), step.to == null ? end : reached.get(step.to)));
            }
        }
        millis.put(Step.WHOLE, millis(start, end));
        millis.put(Step.AROUND, millis.get(Step.WHOLE) - millis.get(Step.EXECUTING));
        return millis;
    }

    /** What lies between two stages that a task tells of. */
    private enum Step {
        BEGIN("order read, its id remembered (H2)", null, Stage.ACCEPTED),
        VERIFY("order, permit and status list verified", Stage.ACCEPTED, Stage.GATE),
        GATE("lake version, views, gate, digest of the question", Stage.GATE, Stage.POLICY),
        POLICY("policies (Wasm), thresholds, history asked (H2)", Stage.POLICY, Stage.EXECUTING),
        EXECUTING("execution (Spark)", Stage.EXECUTING, Stage.DISCLOSURE),
        DISCLOSURE("disclosure control, Arrow, history entered (H2)", Stage.DISCLOSURE, Stage.RELEASE),
        RELEASE("status again, audit (two flushes), manifest signed, kept (H2)", Stage.RELEASE, null),
        AROUND("all but the execution", null, null),
        WHOLE("whole task", null, null);

        private final String title;
        private final Stage from;
        private final Stage to;

        Step(String title, Stage from, Stage to) {
            this.title = title;
            this.from = from;
            this.to = to;
        }
    }

    /** Of this process, all its threads: what other processes on the machine disturb least. */
    private static long processorNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static double millis(long from, long to) {
        return (to - from) / 1e6;
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2;
    }

    private static List<Stay> stays() {
        Random random = new Random(1);
        List<Stay> stays = new ArrayList<>(ROWS);
        for (int i = 0; i < ROWS; i++) {
            stays.add(new Stay(random.nextInt(100_000), (long) random.nextInt(2_000), String.format("%02d", random.nextInt(REGIONS)), "D" + random.nextInt(16),
                    LocalDate.of(2024, 1 + random.nextInt(12), 1 + random.nextInt(28)), random.nextInt(20)));
        }
        return stays;
    }
}
