package pt.arquipelago.accessbody.api;

import pt.arquipelago.accessbody.access.Action;
import pt.arquipelago.accessbody.access.Authorisation;
import pt.arquipelago.accessbody.catalog.CatalogClient;
import pt.arquipelago.accessbody.catalog.Dataset;
import pt.arquipelago.accessbody.http.Answer;
import pt.arquipelago.accessbody.http.Call;
import pt.arquipelago.accessbody.http.Route;
import pt.arquipelago.accessbody.node.Nodes;
import pt.arquipelago.accessbody.problem.Problem;
import pt.arquipelago.accessbody.problem.ProblemCode;

import java.util.List;

import static java.util.Objects.requireNonNull;

/** What there is to ask, as the catalogue describes it, and who is there to answer. */
final class DatasetsApi {
    private final CatalogClient catalog;
    private final Nodes nodes;

    DatasetsApi(CatalogClient catalog, Nodes nodes) {
        this.catalog = requireNonNull(catalog, "catalog is null");
        this.nodes = requireNonNull(nodes, "nodes is null");
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/v1/datasets", this::list),
                Route.get("/api/v1/datasets/{node}/{table}", this::get),
                Route.get("/api/v1/nodes", this::nodes));
    }

    private Answer list(Call call) {
        Authorisation.require(call.caller(), Action.SEE_DATASETS);
        return Answer.json(200, Views.list(catalog.datasets(), Dataset::description));
    }

    private Answer get(Call call) {
        Authorisation.require(call.caller(), Action.SEE_DATASETS);
        Dataset dataset = catalog.dataset(call.parameter("node"), call.parameter("table")).orElseThrow(() -> new Problem(ProblemCode.NOT_FOUND));
        return Answer.json(200, dataset.description());
    }

    private Answer nodes(Call call) {
        return Answer.json(200, Views.list(nodes.list(call.caller()), Views::node));
    }
}
