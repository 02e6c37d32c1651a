package pt.arquipelago.accessbody.task;

import pt.arquipelago.accessbody.access.Action;
import pt.arquipelago.accessbody.access.Authorisation;
import pt.arquipelago.accessbody.access.Caller;
import pt.arquipelago.accessbody.account.Account;
import pt.arquipelago.accessbody.database.Database;
import pt.arquipelago.accessbody.permit.PermitRows;
import pt.arquipelago.accessbody.problem.Problem;
import pt.arquipelago.accessbody.problem.ProblemCode;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/** A checker of outputs, who is neither the user nor named by the permit, releases a result or rejects it (Art 73(2)). */
public final class ReviewOutput {
    public static final String RELEASE = "release";
    public static final String REJECT = "reject";

    private final Database database;
    private final TaskEvents events;
    private final Clock clock;

    public ReviewOutput(Database database, TaskEvents events, Clock clock) {
        this.database = requireNonNull(database, "database is null");
        this.events = requireNonNull(events, "events is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /** @param decision {@value #RELEASE} or {@value #REJECT}; a rejection needs a reason */
    public Task review(Caller caller, String id, String decision, String reason) {
        Account reviewer = Authorisation.require(caller, Action.REVIEW_OUTPUT);
        if (!decision.equals(RELEASE) && !decision.equals(REJECT)) {
            throw Problem.invalid("decision must be release or reject.");
        }
        if (decision.equals(REJECT) && reason.isBlank()) {
            throw Problem.invalid("reason is missing: the user is told why.");
        }
        Task reviewed = database.transaction(handle -> {
            Task task = TaskRows.lock(handle, id).orElseThrow(() -> new Problem(ProblemCode.NOT_FOUND));
            List<String> judged = new ArrayList<>(List.of(task.user()));
            PermitRows.find(handle, task.permit()).ifPresent(permit -> judged.addAll(permit.people()));
            Authorisation.requireOther(reviewer, judged);
            if (task.state() != TaskState.REVIEW) {
                throw new Problem(ProblemCode.TASK_WRONG_STATE, "A task that is " + task.state().word() + " has no output to check.");
            }
            TaskRows.review(handle, id, new Task.Review(decision, reason, reviewer.id(), clock.instant()));
            TaskRows.state(handle, id, decision.equals(RELEASE) ? TaskState.RELEASED : TaskState.REJECTED, Optional.of(clock.instant()));
            TaskEvents.record(handle, id, clock.instant());
            return TaskRows.find(handle, id).orElseThrow();
        });
        events.changed(id);
        return reviewed;
    }
}
