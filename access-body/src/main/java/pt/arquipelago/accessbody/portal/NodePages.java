package pt.arquipelago.accessbody.portal;

import pt.arquipelago.accessbody.http.Answer;
import pt.arquipelago.accessbody.http.Call;
import pt.arquipelago.accessbody.http.Route;
import pt.arquipelago.accessbody.node.Nodes;
import pt.arquipelago.accessbody.portal.view.NodeView;

import java.util.List;
import java.util.Map;

import static java.util.Objects.requireNonNull;

/** The institutions: who is there, and what each has signed of its audit log. */
final class NodePages {
    private final Pages pages;
    private final Nodes nodes;

    NodePages(Pages pages, Nodes nodes) {
        this.pages = requireNonNull(pages, "pages is null");
        this.nodes = requireNonNull(nodes, "nodes is null");
    }

    List<Route> routes() {
        return List.of(Route.get("/nodes", this::list));
    }

    private Answer list(Call call) {
        List<NodeView> shown = nodes.list(call.caller()).stream()
                .map(presence -> new NodeView(presence.node(), presence.contact(), nodes.heads(call.caller(), presence.node().id()))).toList();
        return pages.page(call, "nodes", "nodes.title", "nodes", Map.of("nodes", shown));
    }
}
