package pt.arquipelago.accessbody.portal;

import pt.arquipelago.accessbody.Services;
import pt.arquipelago.accessbody.access.Action;
import pt.arquipelago.accessbody.access.Authorisation;
import pt.arquipelago.accessbody.http.Answer;
import pt.arquipelago.accessbody.http.Call;
import pt.arquipelago.accessbody.http.Route;
import pt.arquipelago.accessbody.task.Task;
import pt.arquipelago.accessbody.task.TaskState;
import pt.arquipelago.analysis.result.ResultTable;

import java.util.List;
import java.util.Map;

import static java.util.Objects.requireNonNull;

/** The check of outputs (Art 73(2)): what waits for it, and one page with everything that the checker has to see. */
final class ReviewPages {
    private final Pages pages;
    private final Services services;
    private final ResultViews views;

    ReviewPages(Pages pages, Services services) {
        this.pages = requireNonNull(pages, "pages is null");
        this.services = requireNonNull(services, "services is null");
        this.views = new ResultViews(services.nodes());
    }

    List<Route> routes() {
        return List.of(Route.get("/review", this::queue), Route.get("/review/{id}", this::output), Route.post("/review/{id}", this::review));
    }

    private Answer queue(Call call) {
        Authorisation.require(call.caller(), Action.REVIEW_OUTPUT);
        List<Task> waiting = services.seeTasks().list(call.caller()).stream().filter(task -> task.state() == TaskState.REVIEW).toList();
        return pages.page(call, "review", "review.title", "review-queue", Map.of("tasks", waiting));
    }

    private Answer output(Call call) {
        Authorisation.require(call.caller(), Action.REVIEW_OUTPUT);
        ResultTable result = services.seeTasks().result(call.caller(), call.parameter("id"));
        Task task = services.seeTasks().get(call.caller(), call.parameter("id"));
        return pages.page(call, 200, "review", pages.words(call).with("review.one", task.id()), "review",
                Map.of("task", task, "result", views.of(result, task, pages.words(call)), "provenance", result.provenance(),
                        "permit", services.seePermits().get(call.caller(), task.permit()), "names", services.nodes()));
    }

    private Answer review(Call call) {
        Authorisation.require(call.caller(), Action.REVIEW_OUTPUT);
        var form = new Form(call);
        services.reviewOutput().review(call.caller(), call.parameter("id"), form.textOrEmpty("decision"), form.textOrEmpty("reason"));
        return Answer.seeOther("/review");
    }
}
