package pt.arquipelago.accessbody.portal;

import pt.arquipelago.accessbody.Services;
import pt.arquipelago.accessbody.access.Action;
import pt.arquipelago.accessbody.access.Authorisation;
import pt.arquipelago.accessbody.account.Account;
import pt.arquipelago.accessbody.http.Answer;
import pt.arquipelago.accessbody.http.Call;
import pt.arquipelago.accessbody.http.Route;
import pt.arquipelago.accessbody.permit.IssuedPermit;
import pt.arquipelago.accessbody.portal.view.EditorView;
import pt.arquipelago.accessbody.portal.view.ProblemView;
import pt.arquipelago.accessbody.problem.Problem;
import pt.arquipelago.accessbody.task.Task;
import pt.arquipelago.policies.permit.NoiseLimits;
import pt.arquipelago.policies.permit.OrderMode;
import pt.arquipelago.policies.permit.Question;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import static java.util.Objects.requireNonNull;

/** Where a question is written, checked and run, with the permit's tables and columns beside it. */
final class EditorPages {
    private final Pages pages;
    private final ProblemPages problems;
    private final Services services;
    private final Clock clock;
    private final ProgressViews progress;
    private final PermittedTables tables;

    EditorPages(Pages pages, ProblemPages problems, Services services, Clock clock) {
        this.pages = requireNonNull(pages, "pages is null");
        this.problems = requireNonNull(problems, "problems is null");
        this.services = requireNonNull(services, "services is null");
        this.clock = requireNonNull(clock, "clock is null");
        this.progress = new ProgressViews(services.nodes(), services.seeMeetings());
        this.tables = new PermittedTables(services.catalog(), services.nodes());
    }

    List<Route> routes() {
        return List.of(Route.get("/tasks/new", this::editor), Route.post("/tasks", this::submit));
    }

    private Answer editor(Call call) {
        Authorisation.require(call.caller(), Action.SUBMIT_TASK);
        Optional<Task> last = call.query("task").map(id -> services.seeTasks().get(call.caller(), id));
        String permit = last.map(Task::permit).or(() -> call.query("permit")).orElse("");
        boolean strict = last.flatMap(task -> task.question().strict()).orElse(false);
        Map<String, String> noise = NoiseForm.typed(last.flatMap(task -> task.question().noise()));
        Optional<String> instead = call.query("instead").flatMap(yes -> last).flatMap(EditorPages::rewritten);
        String sql = instead.or(() -> last.map(task -> task.question().sql())).orElse("");
        return show(call, 200, permit, sql, strict, instead.isPresent() ? Optional.empty() : last, noise, Map.of());
    }

    private static Optional<String> rewritten(Task task) {
        return Stream.concat(task.refusal().stream(), task.nodes().stream().flatMap(share -> share.refusal().stream())).flatMap(refusal -> refusal.rewritten().stream()).findFirst();
    }

    private Answer show(Call call, int status, String permitId, String sql, boolean strict, Optional<Task> last, Map<String, String> noise,
            Map<String, ProblemView> problem) {
        List<IssuedPermit> usable = usable(call);
        if (usable.isEmpty()) {
            return pages.page(call, "tasks", "editor.title", "editor-empty", Map.of());
        }
        IssuedPermit permit = usable.stream().filter(one -> one.id().equals(permitId)).findFirst().orElse(usable.get(0));
        List<EditorView.Table> permitted = tables.of(permit.claims(), pages.words(call));
        Map<String, Object> shown = new HashMap<>(problem);
        shown.put("editor", new EditorView(permit, usable, permitted, sql.isEmpty() ? PermittedTables.start(permitted) : sql, strict,
                last.map(task -> progress.of(task, call.caller(), pages.words(call))), noise));
        return pages.page(call, status, "tasks", pages.words(call).get("editor.title"), "editor", shown);
    }

    /** The permits that name the user and hold now. */
    private List<IssuedPermit> usable(Call call) {
        Account user = Authorisation.require(call.caller(), Action.SUBMIT_TASK);
        return services.seePermits().list(call.caller()).stream().filter(permit -> permit.usableAt(clock.instant()) && permit.claims().names(user.id())).toList();
    }

    /** A check comes back to the editor with what the institutions say; a run goes on to its own page. */
    private Answer submit(Call call) {
        Authorisation.require(call.caller(), Action.SUBMIT_TASK);
        var form = new Form(call);
        boolean check = form.textOrEmpty("action").equals(OrderMode.CHECK.code());
        String sql = form.textOrEmpty("sql");
        boolean strict = form.text("strict").isPresent();
        try {
            Task task = services.submitTask().submit(call.caller(), form.textOrEmpty("permit"), question(sql, strict, new NoiseForm(form).limits()), check ? OrderMode.CHECK : OrderMode.RUN);
            return Answer.seeOther(check ? "/tasks/new?task=" + task.id() + "#outcome" : "/tasks/" + task.id());
        } catch (Problem problem) {
            return show(call, problem.code().status(), form.textOrEmpty("permit"), sql, strict, Optional.empty(), new NoiseForm(form).typed(),
                    Map.of("problem", problems.view(pages.words(call), problem)));
        }
    }

    private static Question question(String sql, boolean strict, Optional<NoiseLimits> noise) {
        try {
            return new Question(sql, Optional.empty(), strict ? Optional.of(true) : Optional.empty(), noise);
        } catch (IllegalArgumentException e) {
            throw Problem.invalid(e.getMessage() + ".");
        }
    }
}
