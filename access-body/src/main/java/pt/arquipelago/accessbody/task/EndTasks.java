package pt.arquipelago.accessbody.task;

import org.jdbi.v3.core.Handle;

import pt.arquipelago.accessbody.access.Action;
import pt.arquipelago.accessbody.access.Authorisation;
import pt.arquipelago.accessbody.access.Caller;
import pt.arquipelago.accessbody.account.Account;
import pt.arquipelago.accessbody.database.Database;
import pt.arquipelago.accessbody.node.NodeSignals;
import pt.arquipelago.accessbody.problem.Problem;
import pt.arquipelago.accessbody.problem.ProblemCode;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/** Ends of tasks that no answer brings: the user cancels, a node's time is over, a node is flagged. */
public final class EndTasks {
    private final Database database;
    private final TaskEvents events;
    private final NodeSignals signals;
    private final FinishTask finish;
    private final Clock clock;

    public EndTasks(Database database, TaskEvents events, NodeSignals signals, FinishTask finish, Clock clock) {
        this.database = requireNonNull(database, "database is null");
        this.events = requireNonNull(events, "events is null");
        this.signals = requireNonNull(signals, "signals is null");
        this.finish = requireNonNull(finish, "finish is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /** The user stops a task; nodes that work on it are told with their next poll. */
    public Task cancel(Caller caller, String id) {
        Account user = Authorisation.require(caller, Action.CANCEL_TASK);
        Task cancelled = database.transaction(handle -> {
            Task task = TaskRows.lock(handle, id).filter(found -> found.user().equals(user.id())).orElseThrow(() -> new Problem(ProblemCode.NOT_FOUND));
            if (task.state() != TaskState.QUEUED && task.state() != TaskState.RUNNING) {
                throw new Problem(ProblemCode.TASK_WRONG_STATE, "A task that is " + task.state().word() + " cannot be cancelled.");
            }
            unfinished(task).forEach(share -> NodeTaskRows.finish(handle, share.order(), NodeTaskState.CANCELLED, Optional.empty(), Optional.empty(), clock.instant()));
            TaskRows.state(handle, id, TaskState.CANCELLED, Optional.of(clock.instant()));
            TaskEvents.record(handle, id, clock.instant());
            return TaskRows.find(handle, id).orElseThrow();
        });
        events.changed(id);
        cancelled.nodes().forEach(share -> signals.wake(share.node()));
        return cancelled;
    }

    /** Nodes that had their time have failed for this task; what the others gave is kept. */
    public void overdue() {
        for (String id : database.transaction(handle -> TaskRows.overdue(handle, clock.instant()))) {
            fail(id, Optional.empty(), TaskRefusal.TIME_LIMIT);
        }
    }

    /** Nothing more is taken from this node. */
    public void flagged(String node) {
        List<String> running = database.transaction(handle -> NodeTaskRows.tasksWaitingFor(handle, node));
        running.forEach(id -> fail(id, Optional.of(node), TaskRefusal.AUDIT_INCONSISTENT));
    }

    private void fail(String id, Optional<String> node, TaskRefusal why) {
        database.change(handle -> fail(handle, TaskRows.lock(handle, id).orElseThrow(), node, why));
        finish.nodeFinished(id);
    }

    private void fail(Handle handle, Task task, Optional<String> node, TaskRefusal why) {
        unfinished(task).stream().filter(share -> node.isEmpty() || node.get().equals(share.node()))
                .forEach(share -> NodeTaskRows.finish(handle, share.order(), NodeTaskState.FAILED, Optional.of(why.refusal()), Optional.empty(), clock.instant()));
    }

    private static List<NodeTask> unfinished(Task task) {
        return task.nodes().stream().filter(share -> !share.state().finished()).toList();
    }
}
