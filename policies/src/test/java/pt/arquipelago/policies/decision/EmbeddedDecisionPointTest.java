package pt.arquipelago.policies.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import pt.arquipelago.policies.testing.Examples;

class EmbeddedDecisionPointTest {
    private final EmbeddedDecisionPoint point = new EmbeddedDecisionPoint(PolicyBundle.ofAccessBody());

    @Test
    void manyAskAtOnceAndEachGetsItsOwnAnswer() throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Decision>> answers = IntStream.range(0, 400)
                    .mapToObj(i -> threads.submit(() -> point.decide(i % 2 == 0 ? Examples.input() : Inputs.user("eva")))).toList();
            for (int i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i).get().allowed()).isEqualTo(i % 2 == 0);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Processor time is printed too: other work on the machine disturbs it least. */
    @Test
    void aDecisionIsAMatterOfMilliseconds() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        IntStream.range(0, 3000).forEach(i -> point.decide(Examples.input()));
        long[] nanos = new long[1000];
        long[] processor = new long[1000];
        for (int i = 0; i < nanos.length; i++) {
            long start = System.nanoTime();
            long before = threads.getCurrentThreadCpuTime();
            point.decide(Examples.input());
            processor[i] = threads.getCurrentThreadCpuTime() - before;
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        Arrays.sort(processor);
        System.out.printf("embedded decision: median %d µs, p99 %d µs; of processor time median %d µs, p99 %d µs%n", nanos[500] / 1000, nanos[990] / 1000,
                processor[500] / 1000, processor[990] / 1000);
        assertThat(nanos[500]).as(() -> Arrays.toString(nanos)).isLessThan(5_000_000);
    }

    @Test
    void whatIsNoCompiledPolicyDoesNotStart() {
        byte[] noise = {1, 2, 3, 4};
        String digest = "sha256:" + "0".repeat(64);
        assertThatThrownBy(() -> new EmbeddedDecisionPoint(new PolicyBundle(noise, PolicyBundle.EHDS, digest))).isInstanceOf(IllegalArgumentException.class);
        byte[] ehds = PolicyBundle.ofAccessBody().wasm();
        assertThatThrownBy(() -> new EmbeddedDecisionPoint(new PolicyBundle(ehds, PolicyBundle.HOLDER, digest))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("holder/decision");
    }
}
