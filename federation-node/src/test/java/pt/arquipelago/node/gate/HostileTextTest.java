package pt.arquipelago.node.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pt.arquipelago.analysis.Refusal;
import pt.arquipelago.analysis.RefusedException;
import pt.arquipelago.node.SparkForTests;

/** Texts made to take time, memory or stack are refused before anything is parsed, on any thread. */
@Tag("spark")
class HostileTextTest {
    private static final List<PermittedView> VIEWS = SampleViews.unreadable(SparkForTests.session());
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long SECOND = 1_000_000_000L;
    private static final int SMALL_STACK = 160 << 10;

    /** @param code of the refusal */
    record Hostile(String name, String sql, String code) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Hostile> texts() {
        return Stream.of(
                new Hostile("100,000 parentheses", select("(".repeat(100_000) + "1" + ")".repeat(100_000)), "gate.too-long"),
                new Hostile("parentheses within the length", select("(".repeat(9_900) + "1" + ")".repeat(9_900)), "gate.too-deep"),
                new Hostile("parentheses that never close", "(".repeat(19_999), "gate.too-deep"),
                new Hostile("a literal of a megabyte", "SELECT count(*) FROM rnu WHERE sexo = '" + "x".repeat(1 << 20) + "'", "gate.too-long"),
                new Hostile("a literal that never ends", "SELECT count(*) FROM rnu WHERE sexo = '" + "x\\'".repeat(6_000), "gate.not-parsed"),
                new Hostile("50,000 items of IN", "SELECT count(*) FROM rnu WHERE ano_nascimento IN (1" + ", 1".repeat(50_000) + ")", "gate.too-long"),
                new Hostile("CASE in CASE", select("CASE WHEN generico THEN ".repeat(600) + "1" + " END".repeat(600)), "gate.too-deep"),
                new Hostile("functions in functions", select("abs(".repeat(2_000) + "1" + ")".repeat(2_000)), "gate.too-deep"),
                new Hostile("subqueries in subqueries", "SELECT count(*) FROM " + "(SELECT * FROM ".repeat(900) + "rnu" + ")".repeat(900), "gate.too-deep"),
                new Hostile("an endless sum", select("1" + "+1".repeat(9_000)), "gate.too-deep"),
                new Hostile("signs before a sign", select("- ".repeat(1_001) + "1"), "gate.too-deep"),
                new Hostile("NOT NOT NOT", "SELECT count(*) FROM rnu WHERE " + "NOT ".repeat(4_000) + "true", "gate.too-deep"),
                new Hostile("an endless OR", "SELECT count(*) FROM rnu WHERE sexo = 'M'" + " OR sexo = 'M'".repeat(1_300), "gate.too-deep"),
                new Hostile("joins without end", "SELECT count(*) FROM rnu" + " CROSS JOIN rnu".repeat(1_200), "gate.too-deep"),
                new Hostile("a UNION without end", "SELECT count(*) FROM (SELECT person FROM rnu" + " UNION ALL SELECT person FROM rnu".repeat(500) + ")", "gate.too-deep"),
                new Hostile("fields of fields", select("a" + ".a".repeat(9_000)), "gate.too-deep"),
                new Hostile("casts of casts", select("1" + "::int".repeat(3_000)), "gate.too-deep"),
                new Hostile("a comment of a megabyte", "/*" + " ".repeat(1 << 20) + "*/ SELECT count(*) FROM rnu", "gate.too-long"),
                new Hostile("comments in comments", "SELECT 1 " + "/* ".repeat(6_000), "gate.not-parsed"),
                new Hostile("parentheses behind comments", "SELECT " + "/**/(".repeat(3_000), "gate.too-deep"),
                new Hostile("parentheses behind what a comment seems to hide", "SELECT '/*', " + "(".repeat(9_000) + " '*/'", "gate.too-deep"),
                new Hostile("parentheses behind a raw text", "SELECT r'\\', " + "(".repeat(9_000), "gate.too-deep"),
                new Hostile("blanks", " ".repeat(19_999), "gate.not-parsed"),
                new Hostile("quotes", "`".repeat(19_999), "gate.not-parsed"));
    }

    private static String select(String expression) {
        return "SELECT sum(" + expression + ") FROM dem";
    }

    @ParameterizedTest
    @MethodSource("texts")
    void isRefusedOnASmallStack(Hostile text) throws InterruptedException {
        AtomicReference<Object> outcome = new AtomicReference<>();
        Thread small = new Thread(null, () -> outcome.set(outcome(text.sql())), "small", SMALL_STACK);
        small.start();
        small.join();
        assertThat(outcome.get()).as(text.name()).isInstanceOf(Refusal.class);
        assertThat(((Refusal) outcome.get()).code()).isEqualTo(text.code());
        assertThat(((Refusal) outcome.get()).rewritten()).isEmpty();
    }

    private static Object outcome(String sql) {
        try {
            return new Gate().compile(SparkForTests.session(), sql, VIEWS);
        } catch (RefusedException e) {
            return e.refusal();
        } catch (Throwable e) {
            return e;
        }
    }

    /** Before anything is parsed: what the limits alone take on this thread. Some texts pass them, and the parser refuses those. */
    @ParameterizedTest
    @MethodSource("texts")
    void takesLittleTimeAndMemory(Hostile text) {
        long cpu = THREADS.getCurrentThreadCpuTime();
        long bytes = THREADS.getCurrentThreadAllocatedBytes();
        Optional<String> refused = limited(text.sql());
        assertThat(THREADS.getCurrentThreadCpuTime() - cpu).as("nanoseconds").isLessThan(SECOND / 2);
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - bytes).as("bytes").isLessThan(8L << 20);
        if (!text.code().equals("gate.not-parsed")) {
            assertThat(refused).contains(text.code());
        }
    }

    private static Optional<String> limited(String sql) {
        try {
            QuestionText.limit(sql);
            return Optional.empty();
        } catch (RefusedException e) {
            return Optional.of(e.refusal().code());
        }
    }

    /** As much as the limits let through: many, not deep. */
    @Test
    void whatIsLongAndFlatIsRead() {
        String items = "SELECT count(*) FROM rnu WHERE ano_nascimento IN (1" + ", 1".repeat(1_000) + ")";
        assertThat(outcome(items)).isInstanceOf(CompiledQuestion.class);
    }
}
