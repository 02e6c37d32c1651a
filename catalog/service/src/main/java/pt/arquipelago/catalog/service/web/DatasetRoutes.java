package pt.arquipelago.catalog.service.web;

import static java.util.Objects.requireNonNull;

import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.jena.rdf.model.Model;
import pt.arquipelago.catalog.description.DatasetKey;
import pt.arquipelago.catalog.description.LocalText;
import pt.arquipelago.catalog.service.intake.DescriptionIntake;
import pt.arquipelago.catalog.service.store.Change;
import pt.arquipelago.catalog.service.store.DatasetStore;
import pt.arquipelago.catalog.service.store.PublishedDataset;

/** One dataset: read in every form at its address, or in one form with its extension; written by its node. */
final class DatasetRoutes {
    static final List<MediaType> FORMS = List.of(MediaType.TURTLE, MediaType.HTML, MediaType.JSON_LD, MediaType.RDF_XML, MediaType.N_TRIPLES, MediaType.JSON);
    /** Only by its extension: the published figures as a table. */
    private static final List<MediaType> BY_EXTENSION = List.of(MediaType.TURTLE, MediaType.HTML, MediaType.JSON_LD, MediaType.RDF_XML, MediaType.N_TRIPLES, MediaType.JSON, MediaType.CSV);
    private static final int SECONDS = 30;
    private static final Pattern ADDRESS = Pattern.compile("([a-z0-9-]{2,40})/([a-z][a-z0-9_]{0,63})(?:\\.([a-z]+))?");
    private static final Pattern BEARER = Pattern.compile("Bearer ([A-Za-z0-9_.-]+)");

    private final URI base;
    private final DatasetStore store;
    private final DescriptionIntake intake;
    private final Pages pages;
    private final Exchange exchange;
    private final WorkerExecutor workers;

    DatasetRoutes(URI base, DatasetStore store, DescriptionIntake intake, Pages pages, Exchange exchange, WorkerExecutor workers) {
        this.base = requireNonNull(base, "base is null");
        this.store = requireNonNull(store, "store is null");
        this.intake = requireNonNull(intake, "intake is null");
        this.pages = requireNonNull(pages, "pages is null");
        this.exchange = requireNonNull(exchange, "exchange is null");
        this.workers = requireNonNull(workers, "workers is null");
    }

    void addTo(Router router) {
        router.getWithRegex("/datasets/([^/]+/[^/]+)").handler(this::read);
        router.headWithRegex("/datasets/([^/]+/[^/]+)").handler(this::read);
        router.putWithRegex("/datasets/([^/]+/[^/]+)").handler(this::write);
        router.route(HttpMethod.DELETE, "/datasets/:node/:table").handler(this::withdraw);
    }

    private void read(RoutingContext context) {
        Matcher address = ADDRESS.matcher(context.pathParam("param0"));
        Optional<PublishedDataset> dataset = address.matches()
                ? store.find(new DatasetKey(address.group(1), address.group(2)).iri(base)) : Optional.empty();
        Optional<MediaType> form = address.matches() && address.group(3) != null
                ? MediaType.ofExtension(address.group(3)).filter(BY_EXTENSION::contains) : Negotiation.choose(context.request().getHeader("Accept"), FORMS);
        if (dataset.isEmpty() || address.group(3) != null && form.isEmpty()) {
            exchange.fail(context, address.matches() ? gone(address) : Failure.notFound());
        } else if (form.isEmpty()) {
            exchange.fail(context, Failure.notAcceptable(FORMS));
        } else {
            exchange.serve(context, workers, SECONDS, () -> reply(context, dataset.get(), form.get()));
        }
    }

    private Failure gone(Matcher address) {
        List<Change> history = store.history(new DatasetKey(address.group(1), address.group(2)).iri(base));
        return history.isEmpty() ? Failure.notFound() : history.get(history.size() - 1).reason().map(Failure::withdrawn).orElse(Failure.notFound());
    }

    private Reply reply(RoutingContext context, PublishedDataset dataset, MediaType form) {
        return body(context, dataset, form).modified(dataset.received())
                .with("Link", "<" + base + "/profiles/dataset>; rel=\"profile\", <" + dataset.iri() + ">; rel=\"canonical\", <" + dataset.iri() + "/versions>; rel=\"version-history\"");
    }

    private Reply body(RoutingContext context, PublishedDataset dataset, MediaType form) {
        if (form == MediaType.JSON) {
            return Reply.ok(form, SummaryJson.one(dataset));
        }
        if (form == MediaType.CSV) {
            return Reply.ok(form, FiguresCsv.of(dataset));
        }
        Model graph = store.graph(dataset);
        if (form == MediaType.HTML) {
            String schema = SchemaOrg.json(dataset, base + "/catalog", pages.licence().text(), pages.words(context));
            return Reply.html(200, pages.dataset(context, dataset, schema, SchemaOrg.inPage(RdfText.text(graph, MediaType.JSON_LD))));
        }
        return Reply.ok(form, RdfText.write(graph, form));
    }

    private void write(RoutingContext context) {
        Matcher address = ADDRESS.matcher(context.pathParam("param0"));
        String type = Optional.ofNullable(context.request().getHeader("Content-Type")).orElse("").split(";")[0].strip();
        if (!address.matches() || address.group(3) != null) {
            exchange.fail(context, Failure.notFound());
        } else if (!type.equalsIgnoreCase(MediaType.TURTLE.toString())) {
            exchange.fail(context, Failure.of(415, "description.type", new LocalText("Uma descrição vem em text/turtle.", "A description comes as text/turtle."),
                    new LocalText("Envie 'Content-Type: text/turtle'.", "Send 'Content-Type: text/turtle'.")));
        } else {
            DatasetKey key = new DatasetKey(address.group(1), address.group(2));
            byte[] body = Optional.ofNullable(context.body().buffer()).map(buffer -> buffer.getBytes()).orElse(new byte[0]);
            exchange.serve(context, workers, SECONDS, () -> accepted(key, intake.take(key, signature(context), body)));
        }
    }

    private void withdraw(RoutingContext context) {
        Matcher address = ADDRESS.matcher(context.pathParam("node") + "/" + context.pathParam("table"));
        if (!address.matches() || address.group(3) != null) {
            exchange.fail(context, Failure.notFound());
            return;
        }
        DatasetKey key = new DatasetKey(address.group(1), address.group(2));
        byte[] body = Optional.ofNullable(context.body().buffer()).map(buffer -> buffer.getBytes()).orElse(new byte[0]);
        exchange.serve(context, workers, SECONDS, () -> {
            if (!intake.withdraw(key, signature(context), body)) {
                throw new Exchange.NotServed(gone(address));
            }
            return new Reply(204, MediaType.JSON.header(), new byte[0], java.util.Map.of());
        });
    }

    private Reply accepted(DatasetKey key, boolean isNew) {
        return new Reply(isNew ? 201 : 204, MediaType.JSON.header(), new byte[0], java.util.Map.of("Location", key.iri(base).toString()));
    }

    private static Optional<String> signature(RoutingContext context) {
        return Optional.ofNullable(context.request().getHeader("Authorization")).map(BEARER::matcher).filter(Matcher::matches).map(matcher -> matcher.group(1));
    }
}
