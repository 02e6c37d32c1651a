package pt.arquipelago.accessbody.node;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Wakes the held polls of a node when there is something new for it. */
public final class NodeSignals {
    private final Map<String, Long> rounds = new HashMap<>();
    private final Map<String, List<CompletableFuture<Void>>> waiting = new HashMap<>();

    /** Read this before looking for work: work that comes later then ends the wait at once. */
    public synchronized long round(String node) {
        return rounds.getOrDefault(node, 0L);
    }

    public void wake(String node) {
        List<CompletableFuture<Void>> woken;
        synchronized (this) {
            rounds.merge(node, 1L, Long::sum);
            woken = waiting.remove(node);
        }
        if (woken != null) {
            woken.forEach(waiter -> waiter.complete(null));
        }
    }

    /** Completes when the node is woken after {@code round}, or when the time is over. */
    public CompletableFuture<Void> await(String node, long round, long millis) {
        var waiter = new CompletableFuture<Void>();
        synchronized (this) {
            if (rounds.getOrDefault(node, 0L) > round) {
                return CompletableFuture.completedFuture(null);
            }
            waiting.computeIfAbsent(node, id -> new ArrayList<>()).add(waiter);
        }
        waiter.completeOnTimeout(null, millis, TimeUnit.MILLISECONDS).thenRun(() -> forget(node, waiter));
        return waiter;
    }

    /** Ends every wait: the service stops. */
    public void wakeAll() {
        List<String> nodes;
        synchronized (this) {
            nodes = List.copyOf(waiting.keySet());
        }
        nodes.forEach(this::wake);
    }

    private synchronized void forget(String node, CompletableFuture<Void> waiter) {
        List<CompletableFuture<Void>> waiters = waiting.get(node);
        if (waiters != null) {
            waiters.remove(waiter);
        }
    }
}
