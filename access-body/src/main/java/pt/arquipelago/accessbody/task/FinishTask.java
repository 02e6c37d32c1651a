package pt.arquipelago.accessbody.task;

import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import pt.arquipelago.accessbody.database.Database;
import pt.arquipelago.accessbody.problem.FaultTrace;
import pt.arquipelago.analysis.Refusal;
import pt.arquipelago.analysis.result.ResultTable;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

import static java.util.Objects.requireNonNull;

/**
 * What happens once every node of a task has finished: the partial tables are combined and the result waits for the
 * check of its output; or there is nothing to combine, and the task says why. Each step is one transaction from a
 * state to the next, so that a restart in between goes on where it stopped and does nothing twice.
 */
public final class FinishTask {
    private static final Logger LOG = LoggerFactory.getLogger(FinishTask.class);

    private final Database database;
    private final TaskEvents events;
    private final CombinePartials combine;
    private final boolean outputCheck;
    private final Executor executor;
    private final Clock clock;

    public FinishTask(Database database, TaskEvents events, CombinePartials combine, boolean outputCheck, Executor executor, Clock clock) {
        this.database = requireNonNull(database, "database is null");
        this.events = requireNonNull(events, "events is null");
        this.combine = requireNonNull(combine, "combine is null");
        this.outputCheck = outputCheck;
        this.executor = requireNonNull(executor, "executor is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /** After the share of one node has finished. */
    public void nodeFinished(String id) {
        boolean ready = database.transaction(handle -> {
            Task task = TaskRows.lock(handle, id).orElseThrow();
            if (task.state() == TaskState.QUEUED || task.state() == TaskState.RUNNING) {
                next(handle, task);
                TaskEvents.record(handle, id, clock.instant());
            }
            return TaskRows.find(handle, id).orElseThrow().state() == TaskState.COMBINING;
        });
        events.changed(id);
        if (ready) {
            executor.execute(() -> combine(id));
        }
    }

    /** Tasks whose combination a stop of the service interrupted. */
    public void resume() {
        database.transaction(handle -> TaskRows.inState(handle, TaskState.COMBINING)).forEach(id -> executor.execute(() -> combine(id)));
    }

    private void next(Handle handle, Task task) {
        if (!task.everyNodeFinished()) {
            return;
        }
        Optional<Instant> now = Optional.of(clock.instant());
        if (!task.nodes(NodeTaskState.RELEASED).isEmpty()) {
            TaskRows.state(handle, task.id(), TaskState.COMBINING, Optional.empty());
        } else if (!task.nodes(NodeTaskState.CHECKED).isEmpty()) {
            TaskRows.state(handle, task.id(), TaskState.CHECKED, now);
        } else if (!task.nodes(NodeTaskState.REFUSED).isEmpty()) {
            TaskRows.refusal(handle, task.id(), first(task.nodes(NodeTaskState.REFUSED)));
            TaskRows.state(handle, task.id(), TaskState.REFUSED, now);
        } else {
            TaskRows.refusal(handle, task.id(), first(task.nodes()));
            TaskRows.state(handle, task.id(), TaskState.FAILED, now);
        }
    }

    private static Refusal first(List<NodeTask> shares) {
        return shares.stream().flatMap(share -> share.refusal().stream()).findFirst().orElseGet(TaskRefusal.NO_ANSWER::refusal);
    }

    private void combine(String id) {
        Task task = database.transaction(handle -> TaskRows.find(handle, id)).orElseThrow();
        if (task.state() != TaskState.COMBINING) {
            return;
        }
        try {
            ResultTable result = combine.combine(task);
            keep(id, handle -> {
                ResultRows.insert(handle, id, result, clock.instant());
                // With noise nothing in it depends on closeness or smallness: there is nothing for a person to check.
                boolean check = outputCheck && result.provenance().noise().isEmpty();
                TaskRows.state(handle, id, check ? TaskState.REVIEW : TaskState.RELEASED, check ? Optional.empty() : Optional.of(clock.instant()));
            });
        } catch (CombinePartials.Impossible e) {
            LOG.warn("task {} cannot be combined: {}", id, e.why().code());
            fail(id, e.why());
        } catch (RuntimeException e) {
            LOG.error("task {} failed while its partial tables were combined: {}", id, FaultTrace.of(e));
            fail(id, TaskRefusal.COMBINATION_FAILED);
        }
    }

    private void fail(String id, TaskRefusal why) {
        keep(id, handle -> {
            TaskRows.refusal(handle, id, why.refusal());
            TaskRows.state(handle, id, TaskState.FAILED, Optional.of(clock.instant()));
        });
    }

    private void keep(String id, java.util.function.Consumer<Handle> change) {
        database.change(handle -> {
            if (TaskRows.lock(handle, id).orElseThrow().state() == TaskState.COMBINING) {
                change.accept(handle);
                TaskEvents.record(handle, id, clock.instant());
            }
        });
        events.changed(id);
    }
}
