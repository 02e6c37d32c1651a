package pt.arquipelago.node.ingest;

import java.io.PrintStream;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Says once a second how far an extract is read. */
final class Progress implements AutoCloseable {
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "progress");
        thread.setDaemon(true);
        return thread;
    });

    Progress(PrintStream out, String what, LongSupplier done, long total) {
        timer.scheduleAtFixedRate(() -> out.printf("%s: %d %%%n", what, total == 0 ? 100 : Math.min(100, done.getAsLong() * 100 / total)),
                1, 1, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
