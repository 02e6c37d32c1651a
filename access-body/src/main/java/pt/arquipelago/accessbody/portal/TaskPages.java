package pt.arquipelago.accessbody.portal;

import pt.arquipelago.accessbody.Services;
import pt.arquipelago.accessbody.http.Answer;
import pt.arquipelago.accessbody.http.Call;
import pt.arquipelago.accessbody.http.Route;
import pt.arquipelago.accessbody.portal.view.TaskProgressView;
import pt.arquipelago.accessbody.task.Task;

import java.util.List;
import java.util.Map;

import static java.util.Objects.requireNonNull;

/** Questions asked and how they stand. The progress is a part of its own, which the page's script asks for again at each event. */
final class TaskPages {
    private final Pages pages;
    private final Services services;
    private final ProgressViews progress;

    TaskPages(Pages pages, Services services) {
        this.pages = requireNonNull(pages, "pages is null");
        this.services = requireNonNull(services, "services is null");
        this.progress = new ProgressViews(services.nodes(), services.seeMeetings());
    }

    List<Route> routes() {
        return List.of(
                Route.get("/tasks", this::list),
                Route.get("/tasks/{id}", this::task),
                Route.get("/tasks/{id}/progress", this::progress),
                Route.post("/tasks/{id}/cancellation", this::cancel));
    }

    private Answer list(Call call) {
        return pages.page(call, "tasks", "tasks.title", "tasks", Map.of("tasks", services.seeTasks().list(call.caller())));
    }

    private Answer task(Call call) {
        return show(call, "task");
    }

    private Answer progress(Call call) {
        return show(call, "progress");
    }

    private Answer show(Call call, String template) {
        Task task = services.seeTasks().get(call.caller(), call.parameter("id"));
        TaskProgressView view = progress.of(task, call.caller(), pages.words(call));
        return pages.page(call, 200, "tasks", pages.words(call).with("task.title", task.id()), template, Map.of("progress", view));
    }

    private Answer cancel(Call call) {
        services.endTasks().cancel(call.caller(), call.parameter("id"));
        return Answer.seeOther("/tasks/" + call.parameter("id"));
    }
}
