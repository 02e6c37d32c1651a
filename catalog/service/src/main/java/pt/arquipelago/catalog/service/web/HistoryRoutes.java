package pt.arquipelago.catalog.service.web;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.WorkerExecutor;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import pt.arquipelago.catalog.description.DatasetKey;
import pt.arquipelago.catalog.service.store.Change;
import pt.arquipelago.catalog.service.store.DatasetStore;
import pt.arquipelago.catalog.service.view.HistoryView;

/** What became of a description: {@code …/versions}, each version as it came, and what differs between two. */
final class HistoryRoutes {
    private static final List<MediaType> LISTS = List.of(MediaType.JSON, MediaType.HTML);
    private static final int SECONDS = 30;

    private final URI base;
    private final DatasetStore store;
    private final Pages pages;
    private final Resources resources;
    private final Exchange exchange;
    private final WorkerExecutor workers;

    HistoryRoutes(URI base, DatasetStore store, Pages pages, Resources resources, Exchange exchange, WorkerExecutor workers) {
        this.base = requireNonNull(base, "base is null");
        this.store = requireNonNull(store, "store is null");
        this.pages = requireNonNull(pages, "pages is null");
        this.resources = requireNonNull(resources, "resources is null");
        this.exchange = requireNonNull(exchange, "exchange is null");
        this.workers = requireNonNull(workers, "workers is null");
    }

    void addTo(Router router) {
        String dataset = "/datasets/([a-z0-9-]{2,40})/([a-z][a-z0-9_]{0,63})/versions";
        for (String path : List.of(dataset, dataset + "/([1-9][0-9]{0,6})", dataset + "/([1-9][0-9]{0,6})/from/([1-9][0-9]{0,6})")) {
            router.getWithRegex(path).handler(this::read);
            router.headWithRegex(path).handler(this::read);
        }
    }

    private void read(RoutingContext context) {
        DatasetKey key = new DatasetKey(context.pathParam("param0"), context.pathParam("param1"));
        Optional<Integer> version = Optional.ofNullable(context.pathParam("param2")).map(Integer::valueOf);
        Optional<Integer> from = Optional.ofNullable(context.pathParam("param3")).map(Integer::valueOf);
        if (version.isEmpty()) {
            list(context, key);
        } else if (from.isEmpty()) {
            version(context, key, version.get());
        } else {
            difference(context, key, from.get(), version.get());
        }
    }

    private void list(RoutingContext context, DatasetKey key) {
        List<Change> history = store.history(key.iri(base));
        answer(context, history.isEmpty(), () -> new HistoryView(key, history, Optional.empty()), () -> {
            ObjectNode json = JsonNodeFactory.instance.objectNode().put("dataset", key.iri(base).toString());
            ArrayNode list = json.putArray("history");
            history.forEach(change -> list.add(ChangesText.one(change)));
            return json;
        });
    }

    private void version(RoutingContext context, DatasetKey key, int version) {
        Optional<Model> graph = store.version(key, version);
        if (graph.isEmpty() || store.history(key.iri(base)).stream().noneMatch(change -> change.version() == version)) {
            exchange.fail(context, Failure.notFound());
            return;
        }
        String iri = key.iri(base) + "/versions/" + version;
        resources.serve(context, new Resources.About(key.iri(base).toString(), "version", "Dataset", Optional.empty(),
                Map.of("Link", "<" + key.iri(base) + ">; rel=\"latest-version\", <" + iri + ">; rel=\"self\"")), graph::get);
    }

    private void difference(RoutingContext context, DatasetKey key, int from, int to) {
        Optional<Model> before = store.version(key, from);
        Optional<Model> after = store.version(key, to);
        if (before.isEmpty() || after.isEmpty()) {
            exchange.fail(context, Failure.notFound());
            return;
        }
        List<String> removed = lines(before.get().difference(after.get()));
        List<String> added = lines(after.get().difference(before.get()));
        answer(context, false, () -> new HistoryView(key, store.history(key.iri(base)), Optional.of(new HistoryView.Difference(from, to, removed, added))), () -> {
            ObjectNode json = JsonNodeFactory.instance.objectNode().put("dataset", key.iri(base).toString()).put("from", from).put("to", to);
            removed.forEach(json.putArray("removed")::add);
            added.forEach(json.putArray("added")::add);
            return json;
        });
    }

    private void answer(RoutingContext context, boolean nothing, Supplier<HistoryView> view, Supplier<ObjectNode> json) {
        Optional<MediaType> form = Negotiation.choose(context.request().getHeader("Accept"), LISTS);
        if (nothing) {
            exchange.fail(context, Failure.notFound());
        } else if (form.isEmpty()) {
            exchange.fail(context, Failure.notAcceptable(LISTS));
        } else {
            exchange.serve(context, workers, SECONDS, () -> form.get() == MediaType.HTML ? Reply.html(200, pages.history(context, view.get()))
                    : Reply.ok(MediaType.JSON, json.get().toPrettyString().getBytes(StandardCharsets.UTF_8)));
        }
    }

    /** As N-Triples, sorted. */
    private static List<String> lines(Model statements) {
        StringWriter text = new StringWriter();
        RDFDataMgr.write(text, statements, Lang.NTRIPLES);
        return text.toString().lines().filter(line -> !line.isBlank()).sorted().toList();
    }
}
