package pt.arquipelago.accessbody.portal;

import pt.arquipelago.accessbody.Services;
import pt.arquipelago.accessbody.http.ProblemRenderer;
import pt.arquipelago.accessbody.http.Route;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Every page, and how a "no" looks in the browser. */
public final class Portal {
    private final List<Route> routes;
    private final ProblemPages problems;

    /** @param demo whether the data are synthetic, which every page says then */
    public Portal(Services services, boolean demo, Clock clock) {
        Pages pages = new Pages(demo);
        this.problems = new ProblemPages(pages);
        var all = new ArrayList<Route>();
        all.addAll(new Assets().routes());
        all.addAll(new StartPages(pages, problems, services.signIn(), services.sessions()).routes());
        all.addAll(new DatasetPages(pages, services.catalog(), services.nodes()).routes());
        all.addAll(new ApplicationPages(pages, problems, services).routes());
        all.addAll(new DecisionPages(pages, problems, services).routes());
        all.addAll(new PermitPages(pages, services, clock).routes());
        all.addAll(new EditorPages(pages, problems, services, clock).routes());
        all.addAll(new TaskPages(pages, services).routes());
        all.addAll(new ReviewPages(pages, services).routes());
        all.addAll(new ResultPages(pages, services).routes());
        all.addAll(new NodePages(pages, services.nodes(), services.undeclaredRules()).routes());
        all.addAll(problems.routes());
        this.routes = List.copyOf(all);
    }

    public List<Route> routes() {
        return routes;
    }

    public ProblemRenderer problems() {
        return problems;
    }
}
