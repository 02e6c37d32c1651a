package pt.arquipelago.catalog.service.web;

import static java.util.Objects.requireNonNull;

import io.vertx.core.WorkerExecutor;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.jena.rdf.model.Model;
import pt.arquipelago.catalog.description.LocalText;
import pt.arquipelago.catalog.service.store.DatasetStore;
import pt.arquipelago.catalog.service.store.FairDataPoint;
import pt.arquipelago.catalog.service.store.PublishedDataset;
import pt.arquipelago.catalog.service.view.ChangesView;

/** For other catalogues: everything in one stream ({@code /catalog.ttl}), in pages ({@code /catalog?page=1}), or what changed ({@code /changes}). */
final class HarvestRoutes {
    private static final List<MediaType> RDF = List.of(MediaType.TURTLE, MediaType.JSON_LD, MediaType.RDF_XML, MediaType.N_TRIPLES);
    private static final List<MediaType> OF_CHANGES = List.of(MediaType.JSON, MediaType.TURTLE, MediaType.HTML, MediaType.JSON_LD, MediaType.RDF_XML, MediaType.N_TRIPLES);
    private static final int SECONDS = 60;
    private static final int EXCERPT = 200;
    private static final int CHANGES_AT_ONCE = 1_000;
    private static final int CHANGES_ON_A_PAGE = 100;

    private final URI base;
    private final DatasetStore store;
    private final FairDataPoint point;
    private final Pages pages;
    private final Resources resources;
    private final Exchange exchange;
    private final WorkerExecutor workers;
    private final WorkerExecutor dumps;

    HarvestRoutes(URI base, DatasetStore store, FairDataPoint point, Pages pages, Resources resources, Exchange exchange, WorkerExecutor workers, WorkerExecutor dumps) {
        this.base = requireNonNull(base, "base is null");
        this.store = requireNonNull(store, "store is null");
        this.point = requireNonNull(point, "point is null");
        this.pages = requireNonNull(pages, "pages is null");
        this.resources = requireNonNull(resources, "resources is null");
        this.exchange = requireNonNull(exchange, "exchange is null");
        this.workers = requireNonNull(workers, "workers is null");
        this.dumps = requireNonNull(dumps, "dumps is null");
    }

    void addTo(Router router) {
        router.get("/catalog").handler(this::catalog);
        router.head("/catalog").handler(this::catalog);
        router.getWithRegex("/catalog\\.([a-z]+)").handler(this::dump);
        router.headWithRegex("/catalog\\.([a-z]+)").handler(this::dump);
        router.get("/changes").handler(this::changes);
        router.head("/changes").handler(this::changes);
    }

    /** The catalogue's record, or with {@code ?page=} its datasets whole. */
    private void catalog(RoutingContext context) {
        Supplier<Model> graph = context.queryParam("page").isEmpty() ? point::catalog
                : () -> HydraPage.of(store, selected(context), base + "/catalog", Map.of(), page(context));
        resources.serve(context, new Resources.About(point.catalogIri(), "catalog", "DataCatalog", Optional.of(point.modified()), Map.of()), graph);
    }

    private void dump(RoutingContext context) {
        Optional<MediaType> form = MediaType.ofExtension(context.pathParam("param0")).filter(RDF::contains);
        if (form.isEmpty()) {
            exchange.fail(context, Failure.notFound());
            return;
        }
        String tag = "W/\"" + store.lastChange() + "-" + context.pathParam("param0") + "\"";
        Map<String, String> headers = Map.of("Content-Type", form.get().header(), "ETag", tag, "Cache-Control", "no-cache", "Last-Modified", HttpDate.of(store.modified()),
                "Vary", "Accept");
        List<PublishedDataset> datasets;
        try {
            datasets = selected(context);
        } catch (Exchange.NotServed e) {
            exchange.fail(context, e);
            return;
        }
        exchange.stream(context, dumps, headers, tag, out -> {
            Model head = store.head();
            try (RdfStream stream = RdfStream.to(out, form.get(), head.getNsPrefixMap())) {
                stream.write(head);
                store.each(datasets, stream::write);
            }
        });
    }

    private void changes(RoutingContext context) {
        Optional<MediaType> form = Negotiation.choose(context.request().getHeader("Accept"), OF_CHANGES);
        if (form.isEmpty()) {
            exchange.fail(context, Failure.notAcceptable(OF_CHANGES));
            return;
        }
        exchange.serve(context, workers, SECONDS, () -> {
            String after = context.queryParam("after").stream().findFirst().orElse("0");
            if (!after.matches("\\d{1,15}")) {
                throw bad("after", after, new LocalText("Dê o número da última mudança que conhece, ou não o dê.", "Give the number of the last change you know, or leave it out."));
            }
            if (form.get() == MediaType.HTML) {
                return Reply.html(200, pages.changes(context, new ChangesView(base, store.changesAfter(Long.parseLong(after)).stream().limit(CHANGES_ON_A_PAGE).toList(), store.lastChange())))
                        .modified(store.modified());
            }
            ChangesText changes = new ChangesText(base, store.changesAfter(Long.parseLong(after)).stream().limit(CHANGES_AT_ONCE).toList(), store.lastChange(), Long.parseLong(after));
            byte[] body = form.get() == MediaType.JSON ? changes.json() : RdfText.write(changes.model(), form.get());
            return Reply.ok(form.get(), body).modified(store.modified());
        });
    }

    /** Everything, or with {@code ?since=} only what came at or after a moment. */
    private List<PublishedDataset> selected(RoutingContext context) {
        Optional<Instant> since = context.queryParam("since").stream().findFirst().map(HarvestRoutes::moment);
        return since.isEmpty() ? store.list() : store.list().stream().filter(entry -> !entry.received().isBefore(since.get())).toList();
    }

    private static Instant moment(String text) {
        try {
            return text.length() == 10 ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant() : Instant.parse(text);
        } catch (DateTimeException e) {
            throw bad("since", text, new LocalText("Dê um dia (2026-11-01) ou um momento (2026-11-01T00:00:00Z).", "Give a day (2026-11-01) or a moment (2026-11-01T00:00:00Z)."));
        }
    }

    static int page(RoutingContext context) {
        String page = context.queryParam("page").stream().findFirst().orElse("1");
        if (!page.matches("[1-9]\\d{0,6}")) {
            throw bad("page", page, new LocalText("Dê um número inteiro a partir de 1.", "Give a whole number from 1."));
        }
        return Integer.parseInt(page);
    }

    private static Exchange.NotServed bad(String parameter, String value, LocalText remedy) {
        String shown = value.length() <= EXCERPT ? value : value.substring(0, EXCERPT) + "…";
        return new Exchange.NotServed(Failure.of(400, "bad-request", new LocalText("'" + parameter + "' é '" + shown + "'.", "'" + parameter + "' is '" + shown + "'."), remedy));
    }
}
