package pt.arquipelago.accessbody.portal;

import pt.arquipelago.accessbody.access.Action;
import pt.arquipelago.accessbody.access.Authorisation;
import pt.arquipelago.accessbody.http.Answer;
import pt.arquipelago.accessbody.http.Call;
import pt.arquipelago.accessbody.http.Route;
import pt.arquipelago.accessbody.node.Nodes;
import pt.arquipelago.accessbody.portal.view.NodeView;
import pt.arquipelago.accessbody.task.UndeclaredRules;

import java.util.List;
import java.util.Map;

import static java.util.Objects.requireNonNull;

/** The institutions: who is there, what each has signed of its audit log, and which rules of their own they had not declared. */
final class NodePages {
    private final Pages pages;
    private final Nodes nodes;
    private final UndeclaredRules undeclared;

    NodePages(Pages pages, Nodes nodes, UndeclaredRules undeclared) {
        this.pages = requireNonNull(pages, "pages is null");
        this.nodes = requireNonNull(nodes, "nodes is null");
        this.undeclared = requireNonNull(undeclared, "undeclared is null");
    }

    List<Route> routes() {
        return List.of(Route.get("/nodes", this::list));
    }

    private static boolean offered(Call call) {
        return call.caller().account().filter(account -> Authorisation.offers(account, Action.SEE_UNDECLARED_RULES)).isPresent();
    }

    private Answer list(Call call) {
        List<NodeView> shown = nodes.list(call.caller()).stream()
                .map(presence -> new NodeView(presence.node(), presence.contact(), nodes.heads(call.caller(), presence.node().id()))).toList();
        return pages.page(call, "nodes", "nodes.title", "nodes", Map.of("nodes", shown, "names", nodes,
                "undeclared", offered(call) ? undeclared.list(call.caller()) : List.of()));
    }
}
