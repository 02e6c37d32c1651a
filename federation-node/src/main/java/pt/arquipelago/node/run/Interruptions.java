package pt.arquipelago.node.run;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Ends tasks before their time: cancelled by the user, or over the time limit. */
final class Interruptions implements AutoCloseable {
    private final ScheduledExecutorService timer;
    private final Duration limit;
    private final Consumer<String> stop;
    private final Map<String, NodeRefusal> reasons = new ConcurrentHashMap<>();
    private final Map<String, Boolean> running = new ConcurrentHashMap<>();

    /** @param stop ends the execution of an order */
    Interruptions(Duration limit, Consumer<String> stop) {
        this.limit = limit;
        this.stop = stop;
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "task-time-limit");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Watches an order until the returned watch is closed. */
    Watch watch(String order) {
        running.put(order, true);
        ScheduledFuture<?> alarm = timer.schedule(() -> end(order, NodeRefusal.TASK_TIME_LIMIT), limit.toMillis(), TimeUnit.MILLISECONDS);
        return () -> {
            alarm.cancel(false);
            running.remove(order);
            reasons.remove(order);
        };
    }

    void cancel(String order) {
        end(order, NodeRefusal.TASK_CANCELLED);
    }

    /** Why an order was ended, if it was. */
    Optional<NodeRefusal> reason(String order) {
        return Optional.ofNullable(reasons.get(order));
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private void end(String order, NodeRefusal why) {
        if (running.containsKey(order)) {
            reasons.putIfAbsent(order, why);
            stop.accept(order);
        }
    }

    /** Closed when the order is answered. */
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }
}
