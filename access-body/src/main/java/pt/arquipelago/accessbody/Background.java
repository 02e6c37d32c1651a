package pt.arquipelago.accessbody;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import pt.arquipelago.accessbody.problem.FaultTrace;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** Threads for what no request waits for: combining results, answering held polls, looking at clocks. */
final class Background {
    private static final Logger LOG = LoggerFactory.getLogger(Background.class);
    private static final int THREADS = 4;

    private final ExecutorService work = Executors.newFixedThreadPool(THREADS, named("work"));
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(named("timer"));

    Executor work() {
        return work;
    }

    /** Runs again and again; one failure is logged and does not end it. */
    void every(long seconds, Runnable action) {
        timer.scheduleWithFixedDelay(() -> {
            try {
                action.run();
            } catch (RuntimeException e) {
                LOG.error("a periodic action failed: {}", FaultTrace.of(e));
            }
        }, seconds, seconds, TimeUnit.SECONDS);
    }

    void stop() {
        timer.shutdownNow();
        work.shutdown();
        try {
            if (!work.awaitTermination(10, TimeUnit.SECONDS)) {
                work.shutdownNow();
            }
        } catch (InterruptedException e) {
            work.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private static ThreadFactory named(String name) {
        return runnable -> {
            Thread thread = new Thread(runnable, "access-body-" + name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
