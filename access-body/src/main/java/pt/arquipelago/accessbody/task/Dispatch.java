package pt.arquipelago.accessbody.task;

import org.jdbi.v3.core.Handle;

import pt.arquipelago.accessbody.database.Database;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/** Hands orders to the node that asks for them, and takes in what it says of its progress. */
public final class Dispatch {
    /** An order is sent again, the same to the byte, if the node has not finished it this long after; the node never runs it twice. */
    private static final Duration AGAIN = Duration.ofSeconds(30);

    private final Database database;
    private final TaskEvents events;
    private final Clock clock;

    public Dispatch(Database database, TaskEvents events, Clock clock) {
        this.database = requireNonNull(database, "database is null");
        this.events = requireNonNull(events, "events is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /** @param cancel ids of orders whose task was cancelled */
    public record Work(List<String> orders, List<String> cancel) {
        public boolean isEmpty() {
            return orders.isEmpty() && cancel.isEmpty();
        }
    }

    /** What there is for the node now; it counts as sent. */
    public Work take(String node) {
        Instant now = clock.instant();
        List<NodeTask> candidates = database.transaction(handle -> NodeTaskRows.toSend(handle, node, now.minus(AGAIN)));
        List<String> orders = candidates.stream().flatMap(candidate -> send(node, candidate.order(), now).stream()).toList();
        List<String> cancel = database.transaction(handle -> {
            List<String> found = NodeTaskRows.toCancel(handle, node);
            found.forEach(order -> NodeTaskRows.cancelSent(handle, order, now));
            return found;
        });
        return new Work(orders, cancel);
    }

    private Optional<String> send(String node, String order, Instant now) {
        Optional<Task> task = database.transaction(handle -> locked(handle, node, order).filter(found -> !found.node(node).state().finished()).map(found -> {
            NodeTaskRows.sent(handle, order, now);
            if (found.node(node).state() == NodeTaskState.QUEUED) {
                NodeTaskRows.state(handle, order, NodeTaskState.DELIVERED);
                TaskRows.state(handle, found.id(), TaskState.RUNNING, Optional.empty());
                TaskEvents.record(handle, found.id(), now);
            }
            return found;
        }));
        task.ifPresent(found -> events.changed(found.id()));
        return task.map(found -> found.node(node).orderJws());
    }

    /** Progress of an order; what is unknown, finished or would go back is passed over. */
    public void progress(String node, String order, NodeTaskState stage) {
        Optional<Task> changed = database.transaction(handle -> locked(handle, node, order)
                .filter(task -> !task.node(node).state().finished() && task.node(node).state().compareTo(stage) < 0)
                .map(task -> {
                    NodeTaskRows.state(handle, order, stage);
                    TaskEvents.record(handle, task.id(), clock.instant());
                    return task;
                }));
        changed.ifPresent(task -> events.changed(task.id()));
    }

    static Optional<Task> locked(Handle handle, String node, String order) {
        return NodeTaskRows.taskOf(handle, order, node).flatMap(task -> TaskRows.lock(handle, task));
    }
}
