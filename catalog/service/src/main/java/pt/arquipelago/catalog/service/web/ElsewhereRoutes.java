package pt.arquipelago.catalog.service.web;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.WorkerExecutor;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import pt.arquipelago.catalog.service.config.HarvestSource;
import pt.arquipelago.catalog.service.harvest.HarvestReport;
import pt.arquipelago.catalog.service.harvest.Harvests;
import pt.arquipelago.catalog.service.store.ForeignDataset;
import pt.arquipelago.catalog.service.view.ElsewhereView;

/** Datasets of other catalogues: found by words, marked with where they come from; the last report of each; and each one's graph. */
final class ElsewhereRoutes {
    private static final List<MediaType> FORMS = List.of(MediaType.JSON, MediaType.HTML);
    private static final List<MediaType> GRAPHS = List.of(MediaType.TURTLE, MediaType.HTML, MediaType.JSON_LD, MediaType.RDF_XML, MediaType.N_TRIPLES);
    private static final int SECONDS = 60;
    private static final int SHOWN = 100;
    private static final int MINUTE = 16;

    private final Harvests harvests;
    private final Pages pages;
    private final Exchange exchange;
    private final WorkerExecutor workers;

    ElsewhereRoutes(Harvests harvests, Pages pages, Exchange exchange, WorkerExecutor workers) {
        this.harvests = requireNonNull(harvests, "harvests is null");
        this.pages = requireNonNull(pages, "pages is null");
        this.exchange = requireNonNull(exchange, "exchange is null");
        this.workers = requireNonNull(workers, "workers is null");
    }

    void addTo(Router router) {
        router.get("/elsewhere").handler(this::list);
        router.head("/elsewhere").handler(this::list);
        router.get("/elsewhere/:source").handler(this::graph);
        router.head("/elsewhere/:source").handler(this::graph);
    }

    private void list(RoutingContext context) {
        Optional<MediaType> form = Negotiation.choose(context.request().getHeader("Accept"), FORMS);
        if (form.isEmpty()) {
            exchange.fail(context, Failure.notAcceptable(FORMS));
            return;
        }
        exchange.serve(context, workers, SECONDS, () -> {
            String words = Choices.parameter(context, "q").orElse("");
            Optional<String> source = Choices.parameter(context, "source");
            if (form.get() == MediaType.HTML) {
                return Reply.html(200, page(context, words, source));
            }
            List<ForeignDataset> found = harvests.find(words, source);
            return Reply.ok(MediaType.JSON, json(first(found), found.size()));
        });
    }

    private String page(RoutingContext context, String words, Optional<String> source) {
        List<ForeignDataset> found = harvests.find(words, source);
        return pages.elsewhere(context, new ElsewhereView(words, source.orElse(""), first(found), found.size(), harvests.sources().stream().map(this::source).toList()));
    }

    private static List<ForeignDataset> first(List<ForeignDataset> found) {
        return found.subList(0, Math.min(SHOWN, found.size()));
    }

    private ElsewhereView.Source source(HarvestSource source) {
        Optional<HarvestReport> report = harvests.last(source.id());
        return new ElsewhereView.Source(source.id(), source.name(), source.url(), report.map(last -> last.at().toString().substring(0, MINUTE).replace('T', ' ')),
                report.map(last -> last.counts().refused()).orElse(0), report.flatMap(HarvestReport::failure));
    }

    private byte[] json(List<ForeignDataset> shown, int total) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("total", total);
        ArrayNode results = json.putArray("results");
        shown.forEach(one -> {
            ObjectNode entry = results.addObject().put("iri", one.iri().toString()).put("source", one.source()).put("url", one.address().toString());
            one.titles().forEach(entry.putObject("title")::put);
            one.descriptions().forEach(entry.putObject("description")::put);
            one.publisher().ifPresent(name -> entry.put("publisher", name));
            one.keywords().forEach(entry.putArray("keywords")::add);
            one.modified().ifPresent(date -> entry.put("modified", date));
        });
        ArrayNode reports = json.putArray("harvests");
        harvests.sources().forEach(source -> {
            ObjectNode entry = reports.addObject().put("source", source.id()).put("name", source.name()).put("address", source.url().toString());
            harvests.last(source.id()).ifPresent(report -> entry.set("report", report.json()));
        });
        return json.toPrettyString().getBytes(StandardCharsets.UTF_8);
    }

    private void graph(RoutingContext context) {
        String source = context.pathParam("source");
        Optional<String> extension = context.queryParam("format").stream().findFirst();
        Optional<MediaType> form = extension.isPresent() ? MediaType.ofExtension(extension.get()).filter(GRAPHS::contains) : Negotiation.choose(context.request().getHeader("Accept"), GRAPHS);
        if (harvests.sources().stream().noneMatch(one -> one.id().equals(source))) {
            exchange.fail(context, Failure.notFound());
        } else if (form.isEmpty()) {
            exchange.fail(context, Failure.notAcceptable(GRAPHS));
        } else {
            exchange.serve(context, workers, SECONDS, () -> form.get() == MediaType.HTML ? Reply.html(200, page(context, "", Optional.of(source)))
                    : Reply.ok(form.get(), RdfText.write(harvests.graph(source), form.get())));
        }
    }
}
