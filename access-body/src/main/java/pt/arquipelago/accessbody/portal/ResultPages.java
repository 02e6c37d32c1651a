package pt.arquipelago.accessbody.portal;

import pt.arquipelago.accessbody.Services;
import pt.arquipelago.accessbody.http.Answer;
import pt.arquipelago.accessbody.http.Call;
import pt.arquipelago.accessbody.http.Route;
import pt.arquipelago.accessbody.portal.view.Words;
import pt.arquipelago.accessbody.result.ResultFormat;
import pt.arquipelago.accessbody.task.Task;
import pt.arquipelago.analysis.result.ResultTable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static java.util.Objects.requireNonNull;

/** A result: table, chart, where it comes from, and its files. */
final class ResultPages {
    private final Pages pages;
    private final Services services;
    private final ResultViews views;

    ResultPages(Pages pages, Services services) {
        this.pages = requireNonNull(pages, "pages is null");
        this.services = requireNonNull(services, "services is null");
        this.views = new ResultViews(services.nodes());
    }

    List<Route> routes() {
        return List.of(Route.get("/results/{id}", this::result));
    }

    private Answer result(Call call) {
        ResultTable result = services.seeTasks().result(call.caller(), call.parameter("id"));
        Task task = services.seeTasks().get(call.caller(), call.parameter("id"));
        Words words = pages.words(call);
        Map<String, Object> shown = new HashMap<>();
        shown.put("task", task);
        shown.put("result", views.of(result, task, services.seeMeetings().of(call.caller(), task), words));
        shown.put("provenance", result.provenance());
        shown.put("names", services.nodes());
        shown.put("formats", List.of(ResultFormat.values()));
        ChartOf.result(result, words, number(call, "key"), number(call, "measure")).ifPresent(chart -> shown.put("chart", chart));
        return pages.page(call, 200, "tasks", words.with("result.title", task.id()), "result", shown);
    }

    private static int number(Call call, String name) {
        return call.query(name).filter(value -> value.matches("[0-9]{1,3}")).map(Integer::parseInt).orElse(0);
    }
}
