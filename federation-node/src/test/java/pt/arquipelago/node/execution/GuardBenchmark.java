package pt.arquipelago.node.execution;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.xxhash64;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import pt.arquipelago.analysis.disclosure.Thresholds;
import pt.arquipelago.analysis.guard.QuestionForm;
import pt.arquipelago.analysis.measured.MeasuredTable;
import pt.arquipelago.analysis.partial.PartialCell;
import pt.arquipelago.node.SparkForTests;
import pt.arquipelago.node.disclosure.CheckedResult;
import pt.arquipelago.node.disclosure.GuardedQuestion;
import pt.arquipelago.node.disclosure.NodeDisclosure;
import pt.arquipelago.node.gate.CompiledQuestion;
import pt.arquipelago.node.gate.Gate;
import pt.arquipelago.node.gate.PermittedView;
import pt.arquipelago.node.history.History;
import pt.arquipelago.node.history.HistorySecret;
import pt.arquipelago.node.history.NodeStore;
import pt.arquipelago.node.history.NoiseAccount;
import pt.arquipelago.node.history.ReleasedNumbers;
import pt.arquipelago.policies.signature.SigningKey;
import pt.arquipelago.policies.signature.SigningKeystore;

/**
 * What the guard across questions costs beside 5,000 released rows: the plain query, the same question through gate, execution and disclosure
 * control without anything of the guard, and with all of it, in turn in the same run. The command that runs it stands in {@code docs/benchmarks.md}.
 */
public final class GuardBenchmark {
    private static final int RELEASED_ROWS = 5_000;
    private static final char[] PASSWORD = "benchmark".toCharArray();
    private static final long EXPIRES = 4_000_000_000L;
    private static final String TERMS = "count(*) AS n, count_if(a > 5) AS a, count_if(b > 5) AS b, sum(c) AS c FROM visits";
    private static final Map<String, String> QUESTIONS = new TreeMap<>(Map.of(
            "1: 16 rows, three counts and a sum", "SELECT region, " + TERMS + " GROUP BY region",
            "2: 256 rows, three counts and a sum", "SELECT region, diagnosis, " + TERMS + " GROUP BY region, diagnosis",
            "3: the same of a tenth of the records", "SELECT region, diagnosis, " + TERMS + " WHERE d BETWEEN 0 AND 1 GROUP BY region, diagnosis"));
    /** Asked first after each opening, as the first question of a day. */
    private static final String FIRST = "SELECT diagnosis, count(*) AS n FROM visits WHERE e BETWEEN 3 AND 17 GROUP BY diagnosis";

    private final Path folder;
    private final PermittedView view;
    private final SigningKey key;

    private GuardBenchmark(Path folder, PermittedView view, SigningKey key) {
        this.folder = folder;
        this.view = view;
        this.key = key;
    }

    /** @param arguments {@code prepare} or {@code measure}, a folder, rows; for {@code measure} rounds that count (7) and rounds before them (3) */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[1]).resolve(arguments[2]);
        long rows = Long.parseLong(arguments[2]);
        SparkSession session = SparkForTests.session();
        String file = folder.resolve("visits").toUri().toString();
        Path keystore = folder.resolve("node.p12");
        boolean prepare = arguments[0].equals("prepare");
        if (prepare) {
            Visits.of(session, rows, xxhash64(pmod(xxhash64(col("id")), lit(rows / 10)))).write().parquet(file);
        }
        var visits = session.read().parquet(file);
        visits.createOrReplaceTempView("visits");
        SigningKey key = prepare ? SigningKeystore.create(keystore, PASSWORD, "node") : SigningKeystore.load(keystore, PASSWORD);
        GuardBenchmark benchmark = new GuardBenchmark(folder, Visits.view(visits, true), key);
        if (prepare) {
            benchmark.fill();
        } else {
            int runs = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 7;
            int warming = arguments.length > 4 ? Integer.parseInt(arguments[4]) : 3;
            for (Map.Entry<String, String> question : QUESTIONS.entrySet()) {
                benchmark.measure(String.format("%,d records, question %s", rows, question.getKey()), rows, question.getValue(), runs, warming);
            }
        }
    }

    private CompiledQuestion compiled(String sql) {
        return new Gate().compile(SparkForTests.session(), sql, List.of(view));
    }

    private static GuardedQuestion guarded(CompiledQuestion question, PersonMarks marks) {
        Thresholds thresholds = NodeDisclosure.thresholds(pt.arquipelago.policies.permit.Thresholds.DEFAULT, question);
        Measured measured = new Execution(SparkForTests.spark()).measure(question, thresholds, marks, "benchmark-" + System.nanoTime());
        return new GuardedQuestion(question, NodeDisclosure.check(measured.table(), thresholds), measured.basis(), new QuestionForm.Data(JsonNodeFactory.instance.objectNode(), false, question.required()));
    }

    private static CheckedResult unguarded(CompiledQuestion question) {
        Thresholds thresholds = NodeDisclosure.thresholds(pt.arquipelago.policies.permit.Thresholds.DEFAULT, question);
        MeasuredTable measured = new UnguardedPass(question, (org.apache.spark.sql.classic.SparkSession) SparkForTests.session(), thresholds).measure();
        return NodeDisclosure.check(measured, thresholds);
    }

    /** What one asking needs of the node's state. */
    private record Opened(History history, PersonMarks marks) {
        static Opened of(NodeStore store, SigningKey key) {
            HistorySecret secret = HistorySecret.of(store, key, Optional.empty());
            return new Opened(new History(store, new ReleasedNumbers(secret, ReleasedNumbers.Reach.APPLICANT), new NoiseAccount(secret, true), Integer.MAX_VALUE),
                    PersonMarks.of(secret.derived("marks")));
        }

        Entered enter(String question, GuardedQuestion guarded) {
            long start = System.nanoTime();
            long[] opened = new long[1];
            int[] numbers = new int[1];
            CheckedResult[] left = new CheckedResult[1];
            long position = history.pending(new History.Submission("permit", "Universidade", question, EXPIRES), released -> {
                opened[0] = System.nanoTime();
                numbers[0] = released.size();
                GuardedQuestion.Passed passed = guarded.against(released);
                left[0] = passed.result();
                return new History.Passed(passed.result().bytes(), passed.entered());
            }).position();
            return new Entered(position, left[0], numbers[0], (opened[0] - start) / 1e6, (System.nanoTime() - opened[0]) / 1e6);
        }
    }

    /**
     * @param numbers that left before
     * @param opening until the history was read, in ms
     * @param deciding from then on
     */
    private record Entered(long position, CheckedResult left, int numbers, double opening, double deciding) {
        long rows() {
            return left.table().rows().stream().filter(row -> row.cells().stream().anyMatch(PartialCell.Released.class::isInstance)).count();
        }
    }

    /** Asks different questions until so many rows left. */
    private void fill() {
        try (NodeStore store = NodeStore.open(folder)) {
            Opened opened = Opened.of(store, key);
            Iterator<String> questions = new EarlierQuestions();
            long rows = 0;
            int asked = 0;
            while (rows < RELEASED_ROWS) {
                String sql = questions.next();
                rows += opened.enter(sql, guarded(compiled(sql), opened.marks())).rows();
                asked++;
            }
            System.out.printf("%,d rows left in answer to %d questions%n", rows, asked);
        }
    }

    private void measure(String name, long rows, String sql, int runs, int warming) throws Exception {
        Figures figures = new Figures();
        try (NodeStore store = NodeStore.open(folder)) {
            PersonMarks marks = Opened.of(store, key).marks();
            GuardedQuestion first = guarded(compiled(FIRST), marks);
            for (int i = -warming; i < runs; i++) {
                figures.counts(i >= 0);
                Opened opened = Opened.of(store, key);
                Entered before = opened.enter(FIRST, first);
                figures.add("opening", before.opening());
                figures.add("the first question's deciding", before.deciding());
                figures.numbers(before.numbers());

                int plain = figures.timed("plain", () -> SparkForTests.session().sql(sql).collectAsList().size());
                CheckedResult unguarded = figures.timed("unguarded", () -> unguarded(compiled(sql)));
                Entered[] entered = new Entered[1];
                figures.timed("guarded", () -> {
                    GuardedQuestion guarded = guarded(compiled(sql), marks);
                    entered[0] = opened.enter(sql, guarded);
                    return entered[0];
                });
                figures.add("deciding", entered[0].opening() + entered[0].deciding());
                if (plain != unguarded.table().rows().size() || !unguarded.digest().equals(entered[0].left().digest())) {
                    throw new IllegalStateException("guarded and unguarded answers differ: " + entered[0].rows() + " of " + plain + " rows have something left");
                }
                opened.history().cancelled("permit", before.position());
                opened.history().cancelled("permit", entered[0].position());
            }
        }
        figures.print(name, rows, Files.size(folder.resolve("node.mv.db")), runs);
    }

    /** What was timed, in ms, by name. */
    private static final class Figures {
        private final Map<String, List<Double>> times = new TreeMap<>();
        private boolean counts;
        private int numbers;

        void counts(boolean now) {
            counts = now;
        }

        void numbers(int released) {
            numbers = released;
        }

        void add(String what, double ms) {
            if (counts) {
                times.computeIfAbsent(what, none -> new ArrayList<>()).add(ms);
            }
        }

        <T> T timed(String what, java.util.function.Supplier<T> work) {
            long start = System.nanoTime();
            long processor = ExecutionBenchmark.processorNanos();
            T done = work.get();
            add(what, (System.nanoTime() - start) / 1e6);
            add(what + ", processor", (ExecutionBenchmark.processorNanos() - processor) / 1e6);
            return done;
        }

        double of(String what) {
            return ExecutionBenchmark.median(times.get(what));
        }

        void print(String name, long rows, long bytes, int runs) {
            double guard = of("guarded") - of("unguarded");
            double processor = of("guarded, processor") - of("unguarded, processor");
            System.out.printf("%n%s; %,d numbers of %,d rows left before; medians of %d, load %.1f%n", name, numbers, RELEASED_ROWS, runs, ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
            line("plain query", of("plain"), of("plain, processor"), "");
            line("gate, execution and disclosure control without the guard", of("unguarded"), of("unguarded, processor"), "");
            line("the same with the guard", of("guarded"), of("guarded, processor"), "");
            line("the guard's part", guard, processor, rows <= 1_000_000 ? "< 300 ms" : "");
            System.out.printf("  %-60s %10.2f x %10.2f x  %s%n", "the guard's part, of the plain query", guard / of("plain"), processor / of("plain, processor"), rows > 1_000_000 ? "at most 1.0 x" : "");
            System.out.printf("  %-60s %10.0f ms%n", "of it deciding and entering", of("deciding"));
            System.out.printf("  %-60s %10.0f ms %14s  %s%n", String.format("opening the history (a store of %,.1f MB)", bytes / 1e6), of("opening"), "", "< 1,000 ms");
            System.out.printf("  %-60s %10.0f ms%n", "deciding the first question after it", of("the first question's deciding"));
        }

        private static void line(String what, double ms, double processor, String wanted) {
            System.out.printf("  %-60s %10.0f ms %9.0f ms  %s%n", what, ms, processor, wanted);
        }
    }
}
