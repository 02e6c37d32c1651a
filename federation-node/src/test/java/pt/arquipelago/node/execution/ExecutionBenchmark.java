package pt.arquipelago.node.execution;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.shiftright;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import pt.arquipelago.node.SparkForTests;
import pt.arquipelago.node.disclosure.NodeDisclosure;
import pt.arquipelago.node.gate.CompiledQuestion;
import pt.arquipelago.node.gate.Gate;
import pt.arquipelago.node.gate.PermittedView;
import pt.arquipelago.policies.permit.Thresholds;

/**
 * Five values at once over ten million rows: gate, execution and disclosure control against the plain query over the same Parquet files, in
 * turn in the same run. The command that runs it stands in {@code docs/benchmarks.md}.
 */
public final class ExecutionBenchmark {
    private static final String COUNTS = "SELECT region, diagnosis, count(*) AS n, count_if(a > 5) AS a, count_if(b > 5) AS b, count_if(c > 5) AS c, count_if(d > 5) AS d FROM visits GROUP BY region, diagnosis";
    private static final String SUMS = "SELECT region, diagnosis, sum(a) AS a, sum(b) AS b, sum(c) AS c, sum(d) AS d, sum(e) AS e FROM visits GROUP BY region, diagnosis";

    private ExecutionBenchmark() {}

    /** @param arguments rows (10,000,000), rounds that count (7), rounds before them (3), which persons alone (spread, alike, dominated; all) */
    public static void main(String[] arguments) throws Exception {
        long rows = arguments.length > 0 ? Long.parseLong(arguments[0]) : 10_000_000;
        int runs = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 7;
        int warming = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 3;
        Path folder = Files.createTempDirectory("arquipelago-execution");
        SparkSession session = SparkForTests.session();
        // Persons whose pseudonyms all fall in one of the four groups, of which the bound clears nothing; and these with one person who has most of everything.
        Map<String, Column> persons = new LinkedHashMap<>();
        persons.put("spread", xxhash64(pmod(xxhash64(col("id")), lit(1_000_000L))));
        Column number = pmod(xxhash64(col("id")), lit(1_000_000L));
        persons.put("alike", number.bitwiseAND(63).plus(shiftright(number, 6).multiply(256)));
        persons.put("dominated", when(pmod(col("id"), lit(10)).lt(6), lit(256L)).otherwise(persons.get("alike")));
        persons.keySet().removeIf(name -> arguments.length > 3 && !arguments[3].equals(name));
        for (Map.Entry<String, Column> person : persons.entrySet()) {
            String file = folder.resolve(person.getKey()).toUri().toString();
            Visits.of(session, rows, person.getValue()).write().parquet(file);
            Dataset<Row> relation = session.read().parquet(file);
            relation.createOrReplaceTempView("visits");
            if (person.getKey().equals("spread")) {
                compare("five counts", COUNTS, relation, true, runs, warming);
                compare("five counts, prescribers protected too", COUNTS, relation, false, runs, warming);
                compare("five sums, cleared by the bound", SUMS, relation, true, runs, warming);
                compare("five sums, cleared by the bound, prescribers protected too", SUMS, relation, false, runs, warming);
            } else {
                compare("five sums that the bound does not clear, persons " + person.getKey(), SUMS, relation, true, runs, warming);
            }
        }
    }

    private static void compare(String name, String sql, Dataset<Row> relation, boolean personsAlone, int runs, int warming) {
        PermittedView view = Visits.view(relation, personsAlone);
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        List<Double> work = new ArrayList<>();
        for (int i = -warming; i < runs; i++) {
            long before = processorNanos();
            long start = System.nanoTime();
            CompiledQuestion question = new Gate().compile(SparkForTests.session(), sql, List.of(view));
            var thresholds = NodeDisclosure.thresholds(Thresholds.DEFAULT, question);
            var checked = NodeDisclosure.check(new Execution(SparkForTests.spark()).measure(question, thresholds, PersonMarks.of(new byte[24]), "benchmark-" + start).table(), thresholds);
            long between = System.nanoTime();
            long used = processorNanos() - before;
            before = processorNanos();
            long plain = SparkForTests.session().sql(sql).collectAsList().size();
            long end = System.nanoTime();
            if (checked.table().rows().size() != plain) {
                throw new IllegalStateException("not all rows are released");
            }
            if (i >= 0) {
                ours.add((between - start) / 1e6);
                theirs.add((end - between) / 1e6);
                work.add(used / (double) (processorNanos() - before));
            }
        }
        System.out.printf("%s: %.0f ms, plain %.0f ms, ratio %.2f; of processor time %.2f (medians of %d, load %.1f)%n", name, median(ours), median(theirs),
                median(ours) / median(theirs), median(work), runs, ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    static long processorNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2;
    }
}
