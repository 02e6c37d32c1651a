package pt.arquipelago.accessbody.task;

import pt.arquipelago.accessbody.access.Action;
import pt.arquipelago.accessbody.access.Authorisation;
import pt.arquipelago.accessbody.access.Caller;
import pt.arquipelago.accessbody.database.Database;
import pt.arquipelago.accessbody.problem.Problem;
import pt.arquipelago.accessbody.problem.ProblemCode;
import pt.arquipelago.analysis.result.ResultTable;

import java.util.List;

import static java.util.Objects.requireNonNull;

/** Users see their own tasks and, once released, results; checkers of outputs see them before. */
public final class SeeTasks {
    private final Database database;

    public SeeTasks(Database database) {
        this.database = requireNonNull(database, "database is null");
    }

    public List<Task> list(Caller caller) {
        var scope = Authorisation.scope(caller, Action.SEE_OWN_TASKS, Action.SEE_ALL_TASKS);
        return database.transaction(handle -> scope.everything() ? TaskRows.all(handle) : TaskRows.of(handle, scope.account().id()));
    }

    /** Those under a permit that the caller may see, the newest first; none for who may see no tasks. */
    public List<Task> under(Caller caller, String permit) {
        boolean sees = caller.account().filter(account -> Authorisation.offers(account, Action.SEE_OWN_TASKS) || Authorisation.offers(account, Action.SEE_ALL_TASKS)).isPresent();
        return sees ? list(caller).stream().filter(task -> task.permit().equals(permit)).toList() : List.of();
    }

    public Task get(Caller caller, String id) {
        Authorisation.scope(caller, Action.SEE_OWN_TASKS, Action.SEE_ALL_TASKS);
        Task task = find(id);
        Authorisation.requireOwn(caller, Action.SEE_OWN_TASKS, Action.SEE_ALL_TASKS, List.of(task.user()));
        return task;
    }

    /** @throws Problem {@code task.result-not-released}, for the user, before the check of the output */
    public ResultTable result(Caller caller, String id) {
        Authorisation.scope(caller, Action.SEE_OWN_RESULT, Action.SEE_RESULT_BEFORE_RELEASE);
        Task task = find(id);
        Authorisation.requireOwn(caller, Action.SEE_OWN_RESULT, Action.SEE_RESULT_BEFORE_RELEASE, List.of(task.user()));
        boolean checker = !task.user().equals(caller.account().orElseThrow().id());
        boolean visible = task.state() == TaskState.RELEASED || checker && task.state() == TaskState.REVIEW;
        if (!visible) {
            throw new Problem(ProblemCode.RESULT_NOT_RELEASED, "The task is " + task.state().word() + ".");
        }
        return database.transaction(handle -> ResultRows.find(handle, id)).orElseThrow(() -> new Problem(ProblemCode.RESULT_NOT_RELEASED, "There is no result."));
    }

    private Task find(String id) {
        return database.transaction(handle -> TaskRows.find(handle, id)).orElseThrow(() -> new Problem(ProblemCode.NOT_FOUND));
    }
}
