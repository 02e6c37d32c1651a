package pt.arquipelago.node;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.IntConsumer;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import pt.arquipelago.analysis.disclosure.Thresholds;
import pt.arquipelago.node.LakeForTests.Stay;
import pt.arquipelago.node.disclosure.NodeDisclosure;
import pt.arquipelago.node.execution.Execution;
import pt.arquipelago.node.execution.LakeRelations;
import pt.arquipelago.node.execution.LakeRelations.LakeTable;
import pt.arquipelago.node.gate.Gate;
import pt.arquipelago.node.gate.PermittedView;
import pt.arquipelago.node.lake.Lake;
import pt.arquipelago.node.lake.LakeVersion;

/**
 * A warm question on one node over a million rows, against bare Spark with the same question over the same Parquet files, in turn in the
 * same run. The command that runs it stands in {@code docs/benchmarks.md}.
 */
class Benchmark {
    private static final int ROWS = 1_000_000;
    private static final int RUNS = 30;
    private static final int WARMING = 15;
    private static final String[] REGIONS = {"01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12", "13", "14", "15", "16"};

    @Test
    void aWarmQuestionAgainstBareSpark() throws Exception {
        Path folder = Files.createTempDirectory("arquipelago-benchmark");
        LakeVersion version = LakeForTests.write(folder, stays(), 4);
        Lake lake = Lake.open(folder);
        LakeTable table = new LakeRelations(SparkForTests.spark(), lake).tables(version).get(LakeForTests.TABLE);
        String[] files = table.snapshot().files().stream().map(file -> file.toUri().toString()).toArray(String[]::new);
        SparkForTests.session().read().parquet(files).createOrReplaceTempView("bare");
        compare("count(*)", "SELECT region, diagnosis, count(*) AS n FROM %s GROUP BY region, diagnosis", table);
        compare("count(*), count(DISTINCT person)", "SELECT region, diagnosis, count(*) AS n, count(DISTINCT %2$s) AS persons FROM %1$s GROUP BY region, diagnosis", table);
    }

    private static void compare(String name, String sql, LakeTable table) {
        PermittedView view = table.permitted("stays", java.util.Set.of("region", "diagnosis", "day", "days"));
        Execution execution = new Execution(SparkForTests.spark());
        String ours = sql.formatted("stays", "person");
        String bare = sql.formatted("bare", "patient");
        double[] around = new double[1];
        IntConsumer task = run -> {
            long start = System.nanoTime();
            var question = new Gate().compile(SparkForTests.session(), ours, List.of(view));
            long compiled = System.nanoTime();
            var measured = execution.measure(question, Thresholds.defaults().largest(), UUID.randomUUID().toString());
            long executed = System.nanoTime();
            NodeDisclosure.check(measured, Thresholds.defaults());
            around[0] = (compiled - start + System.nanoTime() - executed) / 1e6;
        };
        List<Double> node = new ArrayList<>();
        List<Double> spark = new ArrayList<>();
        List<Double> chain = new ArrayList<>();
        for (int run = 0; run < WARMING + RUNS; run++) {
            double mine = time(task, run);
            double theirs = time(each -> SparkForTests.session().sql(bare).collectAsList(), run);
            if (run >= WARMING) {
                node.add(mine);
                spark.add(theirs);
                chain.add(around[0]);
            }
        }
        System.out.printf("%-36s node %6.0f ms   bare Spark %6.0f ms   ratio %.2f   gate and disclosure %5.1f ms   (medians of %d; ratio of the least times %.2f)%n", name,
                median(node), median(spark), median(node) / median(spark), median(chain), RUNS, Collections.min(node) / Collections.min(spark));
    }

    private static double time(IntConsumer work, int run) {
        long start = System.nanoTime();
        work.accept(run);
        return (System.nanoTime() - start) / 1e6;
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
            stays.add(new Stay(random.nextInt(100_000), (long) random.nextInt(2_000), REGIONS[random.nextInt(REGIONS.length)], "D" + random.nextInt(16),
                    LocalDate.of(2024, 1 + random.nextInt(12), 1 + random.nextInt(28)), random.nextInt(20)));
        }
        return stays;
    }
}
