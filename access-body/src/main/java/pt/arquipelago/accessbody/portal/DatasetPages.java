package pt.arquipelago.accessbody.portal;

import pt.arquipelago.accessbody.access.Action;
import pt.arquipelago.accessbody.access.Authorisation;
import pt.arquipelago.accessbody.catalog.CatalogClient;
import pt.arquipelago.accessbody.http.Answer;
import pt.arquipelago.accessbody.http.Call;
import pt.arquipelago.accessbody.http.Route;
import pt.arquipelago.accessbody.node.Nodes;
import pt.arquipelago.accessbody.portal.view.DatasetList;
import pt.arquipelago.accessbody.portal.view.DatasetView;
import pt.arquipelago.accessbody.portal.view.Words;
import pt.arquipelago.accessbody.problem.Problem;
import pt.arquipelago.accessbody.problem.ProblemCode;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import static java.util.Objects.requireNonNull;

/** What there is to ask: the catalogue's datasets, searched, and the data dictionary of each. */
final class DatasetPages {
    private final Pages pages;
    private final CatalogClient catalog;
    private final DatasetViews views;

    DatasetPages(Pages pages, CatalogClient catalog, Nodes nodes) {
        this.pages = requireNonNull(pages, "pages is null");
        this.catalog = requireNonNull(catalog, "catalog is null");
        this.views = new DatasetViews(nodes);
    }

    List<Route> routes() {
        return List.of(Route.get("/datasets", this::list), Route.get("/datasets/{node}/{table}", this::dataset));
    }

    private Answer list(Call call) {
        Authorisation.require(call.caller(), Action.SEE_DATASETS);
        Words words = pages.words(call);
        String searched = call.query("q").orElse("").strip();
        String node = call.query("node").orElse("");
        String system = call.query("system").orElse("");
        List<DatasetView> fitting = catalog.datasets().stream().map(dataset -> views.of(dataset, words)).filter(dataset -> fits(dataset, searched)).toList();
        Map<String, String> nodes = fitting.stream().collect(Collectors.toMap(DatasetView::node, DatasetView::name, (one, same) -> one, TreeMap::new));
        List<String> systems = fitting.stream().map(DatasetView::system).filter(name -> !name.isEmpty()).distinct().sorted().toList();
        List<DatasetView> chosen = fitting.stream()
                .filter(dataset -> (node.isEmpty() || dataset.node().equals(node)) && (system.isEmpty() || dataset.system().equals(system))).toList();
        return pages.page(call, "datasets", "datasets.title", "datasets", Map.of("list", new DatasetList(chosen, searched, node, system, nodes, systems)));
    }

    private Answer dataset(Call call) {
        Authorisation.require(call.caller(), Action.SEE_DATASETS);
        DatasetView view = catalog.dataset(call.parameter("node"), call.parameter("table")).map(dataset -> views.of(dataset, pages.words(call)))
                .orElseThrow(() -> new Problem(ProblemCode.NOT_FOUND));
        return pages.page(call, 200, "datasets", view.title(), "dataset", Map.of("dataset", view));
    }

    /** Every word has to occur somewhere in the description, accents and case aside. */
    private static boolean fits(DatasetView dataset, String searched) {
        String everything = plain(dataset.title() + " " + dataset.description() + " " + dataset.name() + " " + dataset.system() + " " + dataset.view() + " "
                + dataset.variables().stream().map(DatasetPages::text).collect(Collectors.joining(" ")));
        return Arrays.stream(plain(searched).split("\\s+")).allMatch(everything::contains);
    }

    private static String text(DatasetView.Variable variable) {
        return variable.name() + " " + variable.title() + " "
                + variable.codes().stream().map(code -> code.value() + " " + code.title()).collect(Collectors.joining(" "));
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}", "").toLowerCase(Locale.ROOT);
    }
}
